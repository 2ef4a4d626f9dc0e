package io.secureconnect.windows.model;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.TrafficSelector;
import io.secureconnect.testkit.kernel.IpPacket;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.engine.FilterEngine;
import io.secureconnect.windows.wfp.Action;
import io.secureconnect.windows.wfp.DisplayData;
import io.secureconnect.windows.wfp.Filter;
import io.secureconnect.windows.wfp.FilterCondition;
import io.secureconnect.windows.wfp.Provider;
import io.secureconnect.windows.wfp.Sa;
import io.secureconnect.windows.wfp.SaBundle;
import io.secureconnect.windows.wfp.SaContext;
import io.secureconnect.windows.wfp.SaDetails;
import io.secureconnect.windows.wfp.SaLimits;
import io.secureconnect.windows.wfp.Session;
import io.secureconnect.windows.wfp.SpiRequest;
import io.secureconnect.windows.wfp.SubLayer;
import io.secureconnect.windows.wfp.Traffic;
import io.secureconnect.windows.wfp.Transform;
import io.secureconnect.windows.wfp.UdpPorts;
import io.secureconnect.windows.wfp.Value;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What tests of the model say to it: the shortest calls that do, on one path. */
final class Script {
    static final HostPair PATH_V4 = HostPair.of("192.0.2.1", "198.51.100.7");
    static final HostPair PATH_V6 = HostPair.of("2001:db8::1", "2001:db8:1::7");
    static final Guid PROVIDER = key(1);
    static final Guid LIGHT = key(2);
    static final Guid HEAVY = key(3);

    private static final DisplayData NAME = DisplayData.of("a test", "");

    private Script() {}

    static Guid key(int number) {
        return new Guid(new UUID(0x7e57, number));
    }

    static FilterEngine open(WindowsHost host) {
        return host.source().open(Session.named(NAME, 0));
    }

    static FilterEngine openDynamic(WindowsHost host) {
        return host.source().open(new Session(Guid.NONE, NAME, 1, 0, 0, Optional.empty(), false));
    }

    static Provider provider(Guid key, int flags) {
        return new Provider(key, NAME, flags, Bytes.empty(), Optional.empty());
    }

    static SubLayer subLayer(Guid key, int flags, int weight) {
        return new SubLayer(key, NAME, flags, Optional.of(PROVIDER), Bytes.empty(), weight);
    }

    static SubLayer subLayerOf(Guid provider, Guid key, int weight) {
        return new SubLayer(key, NAME, 0, Optional.of(provider), Bytes.empty(), weight);
    }

    /** A provider with a light and a heavy sublayer. */
    static FilterEngine prepared(FilterEngine engine, int flags) {
        engine.add(provider(PROVIDER, flags));
        engine.add(subLayer(LIGHT, flags, 100));
        engine.add(subLayer(HEAVY, flags, 200));
        return engine;
    }

    static Draft filter(Direction direction, HostPair path) {
        return new Draft(TransportLayer.of(direction, path.family()), path);
    }

    static IpPacket packet(HostPair path, Direction direction) {
        byte[] data = "hello".getBytes(StandardCharsets.UTF_8);
        return IpPacket.udp(path.source(direction), 1000, path.destination(direction), 2000, data);
    }

    static Traffic traffic(HostPair path, long filter) {
        return Traffic.transport(path.local(), path.remote(), filter);
    }

    static SpiRequest request(HostPair path, long filter) {
        return SpiRequest.of(traffic(path, filter), Optional.empty());
    }

    /** AES-256-GCM under a key made of one octet. */
    static SaBundle bundle(HostPair path, int spi, int key, int seconds) {
        byte[] octets = new byte[36];
        Arrays.fill(octets, (byte) key);
        SecretBytes secret = SecretBytes.wrap(octets);
        Sa sa = Sa.esp(
                spi,
                new Sa.Transforms(new Transform(5, 8, Optional.of(secret)), new Transform(5, 5, Optional.of(secret))));
        int ipVersion = traffic(path, 0).ends().ipVersion();
        return new SaBundle(0, new SaLimits(seconds, 0, 0), 7, List.of(sa), ipVersion, 0, 0);
    }

    static SaBundle with(SaBundle bundle, int flags) {
        return new SaBundle(flags, bundle.lifetime(), bundle.qmSaId(), bundle.saList(), bundle.ipVersion(), 0, 0);
    }

    /** The same context with ESP in UDP both ways. */
    static SaContext withPorts(SaContext context, Optional<UdpPorts> ports) {
        return new SaContext(
                context.saContextId(),
                context.inboundSa().map(sa -> withPorts(sa, ports)),
                context.outboundSa().map(sa -> withPorts(sa, ports)));
    }

    private static SaDetails withPorts(SaDetails sa, Optional<UdpPorts> ports) {
        return new SaDetails(
                sa.ipVersion(), sa.saDirection(), sa.traffic(), sa.saBundle(), ports, sa.transportFilter());
    }

    /** A filter that is not finished. */
    record Draft(
            TransportLayer layer,
            Guid provider,
            Guid key,
            Guid subLayer,
            int flags,
            Value weight,
            List<FilterCondition> conditions,
            Action action,
            long rawContext) {
        Draft(TransportLayer layer, HostPair path) {
            this(
                    layer,
                    PROVIDER,
                    Guid.NONE,
                    LIGHT,
                    0,
                    new Value.Empty(),
                    Stranger.conditions(TrafficSelector.of(path)),
                    Action.BLOCK,
                    0);
        }

        Draft key(Guid value) {
            return new Draft(layer, provider, value, subLayer, flags, weight, conditions, action, rawContext);
        }

        Draft of(Guid value) {
            return new Draft(layer, value, key, subLayer, flags, weight, conditions, action, rawContext);
        }

        Draft in(Guid value) {
            return new Draft(layer, provider, key, value, flags, weight, conditions, action, rawContext);
        }

        Draft flags(int value) {
            return new Draft(layer, provider, key, subLayer, value, weight, conditions, action, rawContext);
        }

        Draft weight(Value value) {
            return new Draft(layer, provider, key, subLayer, flags, value, conditions, action, rawContext);
        }

        Draft range(int value) {
            return weight(Value.Number.u8(value));
        }

        Draft when(FilterCondition... value) {
            return new Draft(layer, provider, key, subLayer, flags, weight, List.of(value), action, rawContext);
        }

        Draft permit() {
            return new Draft(layer, provider, key, subLayer, flags, weight, conditions, Action.PERMIT, rawContext);
        }

        Draft callout(long context) {
            return new Draft(
                    layer,
                    provider,
                    key,
                    subLayer,
                    flags,
                    weight,
                    conditions,
                    Action.callout(layer.callout()),
                    context);
        }

        Draft action(Action value) {
            return new Draft(layer, provider, key, subLayer, flags, weight, conditions, value, rawContext);
        }

        Filter done() {
            return new Filter(
                    key,
                    NAME,
                    flags,
                    Optional.of(provider),
                    Bytes.empty(),
                    layer.key(),
                    subLayer,
                    weight,
                    conditions,
                    action,
                    Filter.Context.raw(rawContext),
                    0,
                    new Value.Empty());
        }
    }
}
