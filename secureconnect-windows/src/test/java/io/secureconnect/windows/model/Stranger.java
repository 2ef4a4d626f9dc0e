package io.secureconnect.windows.model;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.AddressPrefix;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.PortRange;
import io.secureconnect.api.sa.TrafficSelector;
import io.secureconnect.testkit.time.SeededRandom;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.engine.FilterEngine;
import io.secureconnect.windows.wfp.Action;
import io.secureconnect.windows.wfp.DisplayData;
import io.secureconnect.windows.wfp.Filter;
import io.secureconnect.windows.wfp.FilterCondition;
import io.secureconnect.windows.wfp.Provider;
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
import java.util.List;
import java.util.Optional;

/** Another program on a host, with IPsec of its own, written without any code of the backend. */
public final class Stranger {
    private static final int BEFORE_OURS = 0xffff;
    private static final int AFTER_OURS = 1;
    private static final int ICV_KEY = 36;
    private static final Guid PROVIDER = Guid.parse("5712a9e3-0000-4000-8000-000000000001");
    private static final Guid HEAVY = Guid.parse("5712a9e3-0000-4000-8000-000000000002");
    private static final Guid LIGHT = Guid.parse("5712a9e3-0000-4000-8000-000000000003");

    private static final Guid LAST = Guid.parse("ffffffff-ffff-4fff-bfff-ffffffffffff");

    private final FilterEngine engine;
    private final SeededRandom random;

    public Stranger(WindowsHost host, SeededRandom random) {
        this(host, random, 0);
    }

    /** @param persistence 0, or 1 for objects that survive a reboot */
    Stranger(WindowsHost host, SeededRandom random, int persistence) {
        this.engine = host.foreignSource("somebody else").open(Session.named(DisplayData.of("somebody else", ""), 0));
        this.random = random;
        engine.add(new Provider(PROVIDER, name(), persistence, Bytes.empty(), Optional.empty()));
        engine.add(new SubLayer(HEAVY, name(), persistence, Optional.of(PROVIDER), Bytes.empty(), BEFORE_OURS));
        engine.add(new SubLayer(LIGHT, name(), persistence, Optional.of(PROVIDER), Bytes.empty(), AFTER_OURS));
    }

    /** An IPsec filter that lets its packets pass without SAs. @param precedes whether it is in a sublayer before ours */
    public long addPolicy(TrafficSelector selector, Direction direction, boolean precedes) {
        TransportLayer layer = TransportLayer.of(direction, selector.local().family());
        return engine.add(new Filter(
                Guid.NONE,
                name(),
                0,
                Optional.of(PROVIDER),
                Bytes.empty(),
                layer.key(),
                precedes ? HEAVY : LIGHT,
                new Value.Empty(),
                conditions(selector),
                Action.callout(layer.callout()),
                // Clear text passes, in both directions: NEGOTIATE_DISCOVER, PASSTHRU.
                Filter.Context.raw(1),
                0,
                new Value.Empty()));
    }

    private static Filter filter(
            TrafficSelector selector, Direction direction, Action action, int flags, Guid subLayer) {
        return new Filter(
                Guid.NONE,
                name(),
                flags,
                Optional.of(PROVIDER),
                Bytes.empty(),
                TransportLayer.of(direction, selector.local().family()).key(),
                subLayer,
                new Value.Empty(),
                conditions(selector),
                action,
                Filter.Context.NONE,
                0,
                new Value.Empty());
    }

    /**
     * Permits for every packet of both families and directions, in a sublayer of that weight; the model asks it after others of
     * the same weight.
     */
    void permitEverything(int flags, int weight) {
        engine.add(new SubLayer(LAST, name(), flags, Optional.of(PROVIDER), Bytes.empty(), weight));
        for (AddressFamily family : AddressFamily.values()) {
            TrafficSelector all = TrafficSelector.builder()
                    .local(AddressPrefix.any(family))
                    .remote(AddressPrefix.any(family))
                    .build();
            for (Direction direction : Direction.values()) {
                engine.add(filter(all, direction, Action.PERMIT, flags, LAST));
            }
        }
    }

    /** A pair of SAs, or the inbound half of one, whose SA of {@code direction} has the SPI. */
    public void addSa(HostPair path, Direction direction, int spi) {
        long out = addPolicy(TrafficSelector.of(path), Direction.OUTBOUND, false);
        long in = addPolicy(TrafficSelector.of(path), Direction.INBOUND, false);
        long id = engine.createSaContext(Traffic.transport(path.local(), path.remote(), out));
        SpiRequest request = SpiRequest.of(Traffic.transport(path.local(), path.remote(), in), Optional.empty());
        if (direction == Direction.INBOUND) {
            engine.setSpi(id, request, spi);
            engine.addInbound(id, bundle(spi, path));
        } else {
            engine.addInbound(id, bundle(engine.spi(id, request), path));
            engine.addOutbound(id, bundle(spi, path));
        }
    }

    /** AES-256-GCM under a key that nobody knows. */
    private SaBundle bundle(int spi, HostPair path) {
        SecretBytes key = SecretBytes.wrap(random.octets(ICV_KEY));
        Sa sa = Sa.esp(
                spi, new Sa.Transforms(new Transform(5, 8, Optional.of(key)), new Transform(5, 5, Optional.of(key))));
        return new SaBundle(
                SaBundle.SUPPRESS_DUPLICATE_DELETION,
                new SaLimits(0, 0, 0),
                0,
                List.of(sa),
                Traffic.Ends.of(path.local(), path.remote()).ipVersion(),
                0,
                0);
    }

    /** The same conditions that any program would make of a selector. */
    static List<FilterCondition> conditions(TrafficSelector selector) {
        List<FilterCondition> conditions = new ArrayList<>();
        address(conditions, Field.LOCAL_ADDRESS, selector.local());
        address(conditions, Field.REMOTE_ADDRESS, selector.remote());
        selector.protocol().ifPresent(number -> conditions.add(equal(Field.PROTOCOL, Value.Number.u8(number))));
        if (selector.icmpType().isPresent()) {
            conditions.add(
                    equal(Field.LOCAL_PORT, Value.Number.u16(selector.icmpType().getAsInt())));
        } else {
            ports(conditions, Field.LOCAL_PORT, selector.localPorts());
            ports(conditions, Field.REMOTE_PORT, selector.remotePorts());
        }
        return conditions;
    }

    private static void address(List<FilterCondition> conditions, Field field, AddressPrefix prefix) {
        if (prefix.length() == 0) {
            return;
        }
        byte[] octets = prefix.address().octets();
        conditions.add(equal(
                field,
                prefix.family() == AddressFamily.IPV4
                        ? new Value.MaskV4(ByteBuffer.wrap(octets).getInt(), -1 << Integer.SIZE - prefix.length())
                        : new Value.MaskV6(Bytes.wrap(octets), prefix.length())));
    }

    private static void ports(List<FilterCondition> conditions, Field field, PortRange range) {
        if (!range.isAny()) {
            conditions.add(new FilterCondition(
                    field.key(),
                    Condition.RANGE,
                    new Value.Range(Value.Number.u16(range.first()), Value.Number.u16(range.last()))));
        }
    }

    private static FilterCondition equal(Field field, Value value) {
        return new FilterCondition(field.key(), FilterCondition.MATCH_EQUAL, value);
    }

    private static DisplayData name() {
        return DisplayData.of("somebody else", "");
    }
}
