package io.secureconnect.windows.selftest;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.engine.FilterEngine;
import io.secureconnect.windows.engine.WfpException;
import io.secureconnect.windows.wfp.DisplayData;
import io.secureconnect.windows.wfp.Filter;
import io.secureconnect.windows.wfp.Provider;
import io.secureconnect.windows.wfp.ProviderContext;
import io.secureconnect.windows.wfp.SaBundle;
import io.secureconnect.windows.wfp.SaContext;
import io.secureconnect.windows.wfp.Session;
import io.secureconnect.windows.wfp.SpiRequest;
import io.secureconnect.windows.wfp.SubLayer;
import io.secureconnect.windows.wfp.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Where one check works: a session with the filter engine whose every step is told, and whose objects are known. What a
 * transaction holds is never committed, for there is no way to.
 */
final class Bench implements AutoCloseable {
    static final DisplayData NAME =
            DisplayData.of("SecureConnect self-test", "may be deleted once no self-test runs; about no real address");

    private static final HostPair V4 = new HostPair(IpAddress.parse("192.0.2.1"), IpAddress.parse("192.0.2.2"));

    /** Neither is the same forwards and backwards. */
    private static final HostPair V6 =
            new HostPair(IpAddress.parse("2001:db8::1:2"), IpAddress.parse("2001:db8:3:4:5:6:7:8"));

    private static final int WAIT_MILLISECONDS = 15_000;

    private final FilterEngine.Source source;
    private final RandomGenerator random;
    private final Remains remains = new Remains();
    private final List<String> steps = new ArrayList<>();
    private final FilterEngine engine;

    Bench(FilterEngine.Source source, RandomGenerator random) {
        this.source = source;
        this.random = random;
        this.engine = source.open(session());
    }

    private static Session session() {
        return Session.named(NAME, WAIT_MILLISECONDS);
    }

    /** Two addresses of documentation. */
    static HostPair path(AddressFamily family) {
        return family == AddressFamily.IPV4 ? V4 : V6;
    }

    Guid newKey() {
        return new Guid(new UUID(random.nextLong(), random.nextLong()));
    }

    /** Random octets, for one SA. */
    SecretBytes newSecret(int octets) {
        byte[] secret = new byte[octets];
        random.nextBytes(secret);
        return SecretBytes.wrap(secret);
    }

    /** An SPI that is not reserved (RFC 4303 §2.1). */
    int newSpi() {
        return random.nextInt() | 0x1000;
    }

    void begin() {
        step("FwpmTransactionBegin0", engine::begin);
    }

    void abort() {
        step("FwpmTransactionAbort0", engine::abort);
    }

    Guid addProvider(int flags) {
        Guid key = newKey();
        remains.provider(key);
        step(
                "FwpmProviderAdd0, flags " + flags,
                () -> engine.add(new Provider(key, NAME, flags, Bytes.empty(), Optional.empty())));
        return key;
    }

    Guid addSubLayer(Guid provider, int weight, int flags) {
        Guid key = newKey();
        remains.subLayer(key);
        step(
                "FwpmSubLayerAdd0, weight " + weight + ", flags " + flags,
                () -> engine.add(new SubLayer(key, NAME, flags, Optional.of(provider), Bytes.empty(), weight)));
        return key;
    }

    /** @return its LUID */
    long add(String what, Filter filter) {
        remains.filter(filter.filterKey());
        long id = told("FwpmFilterAdd0 of " + what, () -> engine.add(filter));
        remains.filterId(id);
        return id;
    }

    void add(String what, ProviderContext context) {
        remains.policy(context.providerContextKey());
        told("FwpmProviderContextAdd2 of " + what, () -> engine.add(context));
    }

    Optional<Filter> filter(Guid key) {
        return found("FwpmFilterGetByKey0", () -> engine.filter(key));
    }

    void deleteFilter(Guid key) {
        step("FwpmFilterDeleteByKey0", () -> engine.deleteFilter(key));
    }

    boolean hasProvider(Guid key) {
        return found("FwpmProviderGetByKey0", () -> engine.provider(key)).isPresent();
    }

    boolean hasSubLayer(Guid key) {
        return found("FwpmSubLayerGetByKey0", () -> engine.subLayer(key)).isPresent();
    }

    List<ProviderContext> providerContexts() {
        return counted("FwpmProviderContextEnum2", engine::providerContexts);
    }

    /** @return its id */
    long createSaContext(Traffic outbound) {
        long id = told("IPsecSaContextCreate1", () -> engine.createSaContext(outbound));
        remains.saContext(id);
        return id;
    }

    /** In a dynamic session, which is to refuse it. */
    void createSaContextInDynamicSession(Traffic outbound) {
        try (FilterEngine dynamic = source.open(Session.dynamic(NAME, WAIT_MILLISECONDS))) {
            remains.saContext(
                    told("IPsecSaContextCreate1 in a dynamic session", () -> dynamic.createSaContext(outbound)));
        }
    }

    int spi(long context, SpiRequest request) {
        String call =
                "IPsecSaContextGetSpi1" + (request.inboundUdpEncapsulation().isPresent() ? " with UDP ports" : "");
        return told(call, () -> engine.spi(context, request));
    }

    void setSpi(long context, SpiRequest request, int spi) {
        step("IPsecSaContextSetSpi0", () -> engine.setSpi(context, request, spi));
    }

    void addInbound(long context, SaBundle bundle) {
        step("IPsecSaContextAddInbound1", () -> engine.addInbound(context, bundle));
    }

    void addOutbound(long context, SaBundle bundle) {
        step("IPsecSaContextAddOutbound1", () -> engine.addOutbound(context, bundle));
    }

    void update(long flags, SaContext context) {
        step("IPsecSaContextUpdate0, flags " + flags, () -> engine.update(flags, context));
    }

    void expire(long context) {
        step("IPsecSaContextExpire0", () -> engine.expire(context));
    }

    void deleteSaContext(long context) {
        step("IPsecSaContextDeleteById0", () -> engine.deleteSaContext(context));
    }

    Optional<SaContext> saContext(long id) {
        return found("IPsecSaContextGetById1", () -> engine.saContext(id));
    }

    /** Those of this check, of all that an enumeration tells. */
    List<SaContext> saContexts() {
        return counted("IPsecSaContextEnum1", engine::saContexts).stream()
                .filter(remains::isOurs)
                .toList();
    }

    /** What Windows has against a call; empty if it takes it. */
    static Optional<WfpException> refusal(Runnable call) {
        try {
            call.run();
            return Optional.empty();
        } catch (WfpException e) {
            return Optional.of(e);
        }
    }

    /** Tells what was seen. */
    void note(String text) {
        steps.add(text);
    }

    /** What was done so far. */
    List<String> steps() {
        return List.copyOf(steps);
    }

    private void step(String call, Runnable work) {
        answered(call, () -> {
            work.run();
            return "done";
        });
    }

    private long told(String call, LongSupplier work) {
        return answered(call, work::getAsLong);
    }

    private int told(String call, IntSupplier work) {
        return answered(call, work::getAsInt);
    }

    private <T> Optional<T> found(String call, Supplier<Optional<T>> work) {
        return noted(call, work, value -> value.isPresent() ? "found" : "not found");
    }

    private <T> List<T> counted(String call, Supplier<List<T>> work) {
        return noted(call, work, list -> list.size() + " in all");
    }

    private <T> T answered(String call, Supplier<T> work) {
        return noted(call, work, String::valueOf);
    }

    private <T> T noted(String call, Supplier<T> work, Function<T, String> text) {
        try {
            T value = work.get();
            steps.add(call + ": " + text.apply(value));
            return value;
        } catch (WfpException e) {
            steps.add(call + ": " + e.getMessage());
            throw e;
        }
    }

    /** Ends an open transaction with the session. */
    @Override
    public void close() {
        engine.close();
    }

    /** Removes what is there, after {@link #close}, and says what could not be removed. */
    List<String> remove() {
        return remains.remove(source, session());
    }
}
