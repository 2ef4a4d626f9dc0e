package io.secureconnect.windows.selftest;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.spi.Protection;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.backend.FilterPlan;
import io.secureconnect.windows.backend.Lifetime;
import io.secureconnect.windows.wfp.AuthTransform;
import io.secureconnect.windows.wfp.CipherTransform;
import io.secureconnect.windows.wfp.Filter;
import io.secureconnect.windows.wfp.Sa;
import io.secureconnect.windows.wfp.SaBundle;
import io.secureconnect.windows.wfp.SaLimits;
import io.secureconnect.windows.wfp.SpiRequest;
import io.secureconnect.windows.wfp.Traffic;
import io.secureconnect.windows.wfp.UdpPorts;
import io.secureconnect.windows.wfp.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Callout filters between two addresses of documentation, in one sublayer, and SA contexts on them. */
final class SamplePath {
    /** What SAs get whose lifetime no check is about. */
    static final SaLimits HOUR = new SaLimits(3600, 0, 0);

    /** In two bundles that belong together. */
    static final int PAIR = 1;

    private static final Bytes LABEL = Bytes.wrap("secureconnect/self-test".getBytes(StandardCharsets.UTF_8));

    /** AES-256-GCM: the key, and four octets of salt. */
    private static final int KEY_OCTETS = 36;

    private final Bench bench;
    private final HostPair pair;
    private final Guid outboundKey;
    private final long inboundFilter;
    private final long outboundFilter;

    private SamplePath(Bench bench, HostPair pair, Guid outboundKey, long inboundFilter, long outboundFilter) {
        this.bench = bench;
        this.pair = pair;
        this.outboundKey = outboundKey;
        this.inboundFilter = inboundFilter;
        this.outboundFilter = outboundFilter;
    }

    /** In a sublayer of its own, as the backend has it. */
    static SamplePath on(Bench bench, AddressFamily family) {
        Guid provider = bench.addProvider(0);
        return on(bench, family, provider, bench.addSubLayer(provider, 0, 0));
    }

    static SamplePath on(Bench bench, AddressFamily family, Guid provider, Guid subLayer) {
        HostPair pair = Bench.path(family);
        FilterPlan plan = new FilterPlan(Lifetime.STATIC);
        Filter outbound = as(bench, plan.callout(pair, Direction.OUTBOUND), provider, subLayer);
        Filter inbound = as(bench, plan.callout(pair, Direction.INBOUND), provider, subLayer);
        return new SamplePath(
                bench,
                pair,
                outbound.filterKey(),
                bench.add("callout-inbound " + family, inbound),
                bench.add("callout-outbound " + family, outbound));
    }

    /** Every filter that the backend has for a path, at one time or another, but those before the filter engine starts. */
    static List<Filter> plan(Bench bench, AddressFamily family, Guid provider, Guid guard, Guid transport) {
        HostPair pair = Bench.path(family);
        FilterPlan plan = new FilterPlan(Lifetime.STATIC);
        List<Filter> filters = new ArrayList<>(plan.path(pair, Protection.ENCRYPT));
        filters.add(plan.gate(pair));
        filters.add(plan.callout(pair, Direction.INBOUND));
        filters.add(plan.callout(pair, Direction.OUTBOUND));
        return as(bench, filters, Lifetime.STATIC, provider, guard, transport);
    }

    /** Those that outlast a reboot, with those that hold before the filter engine starts. */
    static List<Filter> persistentPlan(Bench bench, AddressFamily family, Guid provider, Guid guard, Guid transport) {
        FilterPlan plan = new FilterPlan(Lifetime.PERSISTENT);
        return as(
                bench,
                plan.path(Bench.path(family), Protection.ENCRYPT),
                Lifetime.PERSISTENT,
                provider,
                guard,
                transport);
    }

    private static List<Filter> as(
            Bench bench, List<Filter> filters, Lifetime lifetime, Guid provider, Guid guard, Guid transport) {
        return filters.stream()
                .map(filter ->
                        as(bench, filter, provider, filter.subLayerKey().equals(lifetime.guard()) ? guard : transport))
                .toList();
    }

    /** The same filter under a key, a provider and in a sublayer of the check's. */
    private static Filter as(Bench bench, Filter filter, Guid provider, Guid subLayer) {
        return new Filter(
                bench.newKey(),
                Bench.NAME,
                filter.flags(),
                Optional.of(provider),
                LABEL,
                filter.layerKey(),
                subLayer,
                filter.weight(),
                filter.filterCondition(),
                filter.action(),
                filter.context(),
                0,
                new Value.Empty());
    }

    /** The key of the outbound callout filter. */
    Guid outboundKey() {
        return outboundKey;
    }

    Traffic outbound() {
        return Traffic.transport(pair.local(), pair.remote(), outboundFilter);
    }

    SpiRequest request(Optional<UdpPorts> ports) {
        return SpiRequest.of(Traffic.transport(pair.local(), pair.remote(), inboundFilter), ports);
    }

    /** A context with an SPI of Windows' choice. */
    Larval larval() {
        long id = bench.createSaContext(outbound());
        return new Larval(id, bench.spi(id, request(Optional.empty())));
    }

    /** A context with both SAs. @return its id */
    long established(SaLimits limits, int outboundFlags) {
        Larval larval = larval();
        inbound(larval, limits);
        outbound(larval.id, limits, outboundFlags);
        return larval.id;
    }

    void inbound(Larval larval, SaLimits limits) {
        withKey(key -> bench.addInbound(larval.id, bundle(larval.spi, key, limits, 0)));
    }

    /** With an SPI that a peer would have chosen. */
    void outbound(long context, SaLimits limits, int flags) {
        withKey(key -> bench.addOutbound(context, bundle(bench.newSpi(), key, limits, flags)));
    }

    private void withKey(Consumer<SecretBytes> use) {
        try (SecretBytes key = bench.newSecret(KEY_OCTETS)) {
            use.accept(key);
        }
    }

    private SaBundle bundle(int spi, SecretBytes key, SaLimits limits, int flags) {
        Sa sa = Sa.esp(
                spi, new Sa.Transforms(CipherTransform.GCM_AES_256.with(key), AuthTransform.GCM_AES_256.with(key)));
        return new SaBundle(flags, limits, PAIR, List.of(sa), outbound().ends().ipVersion(), 0, 0);
    }

    /** A context that has an SPI and no SA. */
    record Larval(long id, int spi) {}
}
