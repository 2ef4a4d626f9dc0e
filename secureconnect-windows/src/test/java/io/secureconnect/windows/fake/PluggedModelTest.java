package io.secureconnect.windows.fake;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.engine.FilterEngine;
import io.secureconnect.windows.engine.Subscription;
import io.secureconnect.windows.engine.WfpException;
import io.secureconnect.windows.jna.Fwpuclnt;
import io.secureconnect.windows.model.WindowsHost;
import io.secureconnect.windows.wfp.Action;
import io.secureconnect.windows.wfp.Callouts;
import io.secureconnect.windows.wfp.DisplayData;
import io.secureconnect.windows.wfp.Fields;
import io.secureconnect.windows.wfp.Filter;
import io.secureconnect.windows.wfp.FilterCondition;
import io.secureconnect.windows.wfp.FilterEnumTemplate;
import io.secureconnect.windows.wfp.KeyingModules;
import io.secureconnect.windows.wfp.KeyingPolicy;
import io.secureconnect.windows.wfp.Layers;
import io.secureconnect.windows.wfp.Provider;
import io.secureconnect.windows.wfp.ProviderContext;
import io.secureconnect.windows.wfp.Sa;
import io.secureconnect.windows.wfp.SaBundle;
import io.secureconnect.windows.wfp.SaLimits;
import io.secureconnect.windows.wfp.Session;
import io.secureconnect.windows.wfp.SpiRequest;
import io.secureconnect.windows.wfp.SubLayer;
import io.secureconnect.windows.wfp.Traffic;
import io.secureconnect.windows.wfp.Transform;
import io.secureconnect.windows.wfp.Value;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A modelled host tells the same, asked directly and by way of C. */
@Tag("rung-V5")
class PluggedModelTest {
    private static final Guid PROVIDER = Guid.parse("00000000-0000-4000-8000-000000000001");
    private static final Guid SUBLAYER = Guid.parse("00000000-0000-4000-8000-000000000002");
    private static final Guid OUT = Guid.parse("00000000-0000-4000-8000-000000000003");
    private static final Guid IN = Guid.parse("00000000-0000-4000-8000-000000000004");
    private static final Guid CONTEXT = Guid.parse("00000000-0000-4000-8000-000000000005");
    private static final DisplayData NAME = DisplayData.of("test", "über C");

    @ParameterizedTest
    @EnumSource
    void tellsTheSameByWayOfC(AddressFamily family) {
        List<String> directly = new Story(WindowsHost.named("host").source(), family).told();
        FakeLibrary fake = FakeLibrary.load();
        PluggedModel model = PluggedModel.plug(fake, WindowsHost.named("host"));
        KeptArenas arenas = new KeptArenas();
        List<String> plugged = new Story(Fwpuclnt.at(fake.path(), arenas), family).told();
        assertThat(model.bugs()).isEmpty();
        assertThat(plugged).isEqualTo(directly).hasSizeGreaterThan(40);
        assertThat(fake.keys()).as("two of each bundle").hasSize(6);
        assertThat(fake.liveHandles()).isZero();
        assertThat(fake.liveBlocks()).isZero();
        assertThat(arenas.octetsLeft()).isZero();
        arenas.forget();
    }

    /** Calls of every function, with what came of them. */
    private static final class Story {
        private final List<String> told = Collections.synchronizedList(new ArrayList<>());
        private final FilterEngine.Source source;
        private final AddressFamily family;
        private final IpAddress local;
        private final IpAddress remote;

        Story(FilterEngine.Source source, AddressFamily family) {
            this.source = source;
            this.family = family;
            boolean v4 = family == AddressFamily.IPV4;
            local = IpAddress.parse(v4 ? "192.0.2.1" : "2001:db8::1");
            remote = IpAddress.parse(v4 ? "192.0.2.2" : "2001:db8::2");
        }

        List<String> told() {
            try (FilterEngine engine = source.open(Session.named(NAME, 1000))) {
                objects(engine);
                securityAssociations(engine);
                theEnd(engine);
            }
            return told;
        }

        private void tell(Supplier<?> call) {
            try {
                told.add(String.valueOf(call.get()));
            } catch (WfpException e) {
                told.add(e.getMessage());
            }
        }

        private void call(Runnable call) {
            tell(() -> {
                call.run();
                return "done";
            });
        }

        private void objects(FilterEngine engine) {
            Provider provider =
                    new Provider(PROVIDER, NAME, 0, Bytes.wrap(new byte[] {1, 2, 3}), Optional.of("service"));
            tell(() -> engine.provider(PROVIDER));
            call(() -> engine.add(provider));
            call(() -> engine.add(provider));
            tell(() -> engine.provider(PROVIDER));
            tell(() -> engine.subLayer(SUBLAYER));
            call(() -> engine.add(new SubLayer(SUBLAYER, NAME, 0, Optional.of(PROVIDER), Bytes.empty(), 0xfff0)));
            tell(() -> engine.subLayer(SUBLAYER));
            call(engine::commit);
            call(engine::begin);
            call(engine::begin);
            tell(() ->
                    engine.add(filter(OUT, Layers.outboundTransport(family), Callouts.outboundTransport(family), 2)));
            call(engine::abort);
            tell(() -> engine.filter(OUT));
            call(engine::begin);
            tell(() ->
                    engine.add(filter(OUT, Layers.outboundTransport(family), Callouts.outboundTransport(family), 2)));
            tell(() -> engine.add(filter(IN, Layers.inboundTransport(family), Callouts.inboundTransport(family), 0)));
            call(engine::commit);
            tell(() -> engine.filter(OUT));
            tell(() -> engine.filter(id(engine, IN)));
            tell(() -> engine.filter(12345));
            tell(() -> engine.filters(FilterEnumTemplate.ofLayer(Layers.inboundTransport(family))));
            tell(() -> engine.filters(FilterEnumTemplate.ofLayer(Layers.IPSEC_V4)));
            tell(() -> engine.add(context()));
            tell(engine::providerContexts);
            call(() -> engine.deleteProviderContext(CONTEXT));
            call(() -> engine.deleteProviderContext(CONTEXT));
        }

        private static long id(FilterEngine engine, Guid key) {
            return engine.filter(key).orElseThrow().filterId();
        }

        private ProviderContext context() {
            return new ProviderContext(
                    CONTEXT,
                    NAME,
                    0,
                    Optional.of(PROVIDER),
                    Bytes.empty(),
                    ProviderContext.KEYING,
                    new KeyingPolicy(List.of(KeyingModules.IKE, KeyingModules.IKEV2), KeyingPolicy.TERMINATING_MATCH),
                    0);
        }

        private Filter filter(Guid key, Guid layer, Guid callout, long context) {
            return new Filter(
                    key,
                    NAME,
                    0,
                    Optional.of(PROVIDER),
                    Bytes.wrap(new byte[] {9}),
                    layer,
                    SUBLAYER,
                    Value.Number.u8(8),
                    List.of(
                            new FilterCondition(Fields.IP_LOCAL_ADDRESS, FilterCondition.MATCH_EQUAL, address(local)),
                            new FilterCondition(Fields.IP_REMOTE_ADDRESS, FilterCondition.MATCH_EQUAL, address(remote)),
                            new FilterCondition(Fields.IP_PROTOCOL, FilterCondition.MATCH_EQUAL, Value.Number.u8(17))),
                    Action.callout(callout),
                    Filter.Context.raw(context),
                    0,
                    new Value.Empty());
        }

        private static Value address(IpAddress address) {
            byte[] octets = address.octets();
            return address.family() == AddressFamily.IPV4
                    ? Value.Number.u32(ByteBuffer.wrap(octets).getInt())
                    : new Value.ByteArray16(Bytes.wrap(octets));
        }

        private void securityAssociations(FilterEngine engine) {
            Traffic outbound = Traffic.transport(local, remote, id(engine, OUT));
            SpiRequest request = SpiRequest.of(Traffic.transport(local, remote, id(engine, IN)), Optional.empty());
            List<String> heard = Collections.synchronizedList(new ArrayList<>());
            Subscription changes = engine.onSaChanges(change -> heard.add(change.toString()));
            call(engine::begin);
            tell(() -> engine.createSaContext(outbound));
            call(engine::commit);
            long id = engine.createSaContext(outbound);
            told.add("id " + id);
            int spi = engine.spi(id, request);
            told.add("spi " + Integer.toHexString(spi));
            call(() -> engine.addOutbound(id, bundle(7)));
            call(() -> engine.addInbound(id, bundle(spi)));
            call(() -> engine.addOutbound(id, bundle(0xc0000007)));
            tell(() -> engine.saContext(id));
            tell(engine::saContexts);
            tell(() -> engine.saContext(id + 1));
            call(() -> engine.expire(id));
            call(() -> engine.deleteSaContext(id));
            call(() -> engine.deleteSaContext(id));
            long other = engine.createSaContext(outbound);
            call(() -> engine.setSpi(other, request, 0xc1234567));
            call(() -> engine.deleteSaContext(other));
            tell(engine::saContexts);
            changes.close();
            told.addAll(heard);
        }

        /** AES-128-GCM. */
        private SaBundle bundle(int spi) {
            byte[] octets = new byte[20];
            octets[0] = (byte) spi;
            octets[1] = 1;
            Optional<SecretBytes> key = Optional.of(SecretBytes.wrap(octets));
            Sa sa = Sa.esp(spi, new Sa.Transforms(new Transform(3, 6, key), new Transform(3, 3, key)));
            return new SaBundle(
                    0,
                    new SaLimits(3600, 0, 0),
                    5,
                    List.of(sa),
                    Traffic.Ends.of(local, remote).ipVersion(),
                    0,
                    0);
        }

        private void theEnd(FilterEngine engine) {
            List<String> heard = Collections.synchronizedList(new ArrayList<>());
            Subscription changes = engine.onFilterChanges(change -> heard.add(change.toString()));
            call(() -> engine.deleteSubLayer(SUBLAYER));
            call(() -> engine.deleteFilter(OUT));
            call(() -> engine.deleteFilter(OUT));
            call(() -> engine.deleteFilter(IN));
            call(() -> engine.deleteSubLayer(SUBLAYER));
            call(() -> engine.deleteProvider(PROVIDER));
            call(() -> engine.deleteProvider(PROVIDER));
            changes.close();
            told.addAll(heard);
            tell(engine::statistics);
            tell(engine::collectsNetEvents);
            tell(engine::ikeSas);
            call(() -> engine.deleteIkeSa(3));
        }
    }
}
