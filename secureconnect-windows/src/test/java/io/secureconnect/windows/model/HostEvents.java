package io.secureconnect.windows.model;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.testkit.kernel.IpPacket;
import io.secureconnect.testkit.time.ManualClock;
import io.secureconnect.windows.engine.Subscription;
import io.secureconnect.windows.wfp.Filter;
import io.secureconnect.windows.wfp.FilterChange;
import io.secureconnect.windows.wfp.NetEvent;
import io.secureconnect.windows.wfp.NetEventPayload;
import io.secureconnect.windows.wfp.SaContextChange;
import io.secureconnect.windows.wfp.Traffic;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Who hears of what. Listeners are called when the host's lock was let go, and only while they are subscribed. */
final class HostEvents {
    private final Engine engine;
    private final ManualClock clock;
    private final boolean collects;
    private final List<Listener<NetEvent>> net = new ArrayList<>();
    private final List<Listener<SaContextChange>> sas = new ArrayList<>();
    private final List<Listener<FilterChange>> filters = new ArrayList<>();

    HostEvents(Engine engine, ManualClock clock, boolean collects) {
        this.engine = engine;
        this.clock = clock;
        this.collects = collects;
        engine.onCommit(this::committed);
    }

    private record Listener<T>(HostSession session, Consumer<T> consumer) {}

    boolean collects() {
        return collects;
    }

    Subscription onNetEvents(HostSession session, Consumer<NetEvent> consumer) {
        if (!collects) {
            throw Refusal.NET_EVENTS_DISABLED.raised();
        }
        return subscribe(net, new Listener<>(session, consumer));
    }

    Subscription onSaChanges(HostSession session, Consumer<SaContextChange> consumer) {
        return subscribe(sas, new Listener<>(session, consumer));
    }

    Subscription onFilterChanges(HostSession session, Consumer<FilterChange> consumer) {
        return subscribe(filters, new Listener<>(session, consumer));
    }

    void forget(HostSession session) {
        filters.removeIf(listener -> listener.session == session);
        net.removeIf(listener -> listener.session == session);
        sas.removeIf(listener -> listener.session == session);
    }

    /** An SA context came, or went. */
    void changed(boolean came, long id) {
        tell(sas, new SaContextChange(came ? SaContextChange.ADD : SaContextChange.DELETE, id));
    }

    private void committed(ObjectStore before, ObjectStore after) {
        Set<Filter> old = filters(before);
        Set<Filter> now = filters(after);
        old.stream().filter(filter -> !now.contains(filter)).forEach(filter -> changed(FilterChange.DELETE, filter));
        now.stream().filter(filter -> !old.contains(filter)).forEach(filter -> changed(FilterChange.ADD, filter));
    }

    private static Set<Filter> filters(ObjectStore store) {
        return store.filters.all().stream().map(Held::value).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private void changed(int changeType, Filter filter) {
        tell(filters, new FilterChange(changeType, filter.filterKey(), filter.filterId()));
    }

    /** A filter blocked a packet; 0 if a callout's block met no filter's permit. */
    void blocked(IpPacket packet, Direction direction, long filterId) {
        int flow = direction == Direction.OUTBOUND
                ? NetEventPayload.KernelDrop.OUTBOUND
                : NetEventPayload.KernelDrop.INBOUND;
        net(
                packet,
                direction,
                NetEventPayload.ClassifyDrop.TYPE,
                new NetEventPayload.ClassifyDrop(filterId, 0, 0, 0, 0, flow, false));
    }

    /** The IPsec driver dropped a packet that came in. */
    void dropped(IpPacket packet, KernelDrop why, int spi) {
        net(
                packet,
                Direction.INBOUND,
                NetEventPayload.KernelDrop.TYPE,
                new NetEventPayload.KernelDrop(why.status(), NetEventPayload.KernelDrop.INBOUND, spi, 0, 0));
    }

    private void net(IpPacket packet, Direction direction, int type, NetEventPayload payload) {
        boolean out = direction == Direction.OUTBOUND;
        PacketFields fields = PacketFields.of(packet, direction, 0);
        int ports = fields.value(Field.LOCAL_PORT).isPresent()
                ? NetEvent.Header.LOCAL_PORT_SET | NetEvent.Header.REMOTE_PORT_SET
                : 0;
        NetEvent.Header header = new NetEvent.Header(
                NetEvent.Header.timeStamp(clock.now()),
                NetEvent.Header.IP_PROTOCOL_SET
                        | NetEvent.Header.LOCAL_ADDR_SET
                        | NetEvent.Header.REMOTE_ADDR_SET
                        | NetEvent.Header.IP_VERSION_SET
                        | ports,
                packet.protocol(),
                Traffic.Ends.of(
                        out ? packet.source() : packet.destination(), out ? packet.destination() : packet.source()),
                fields.value(Field.LOCAL_PORT).map(Number::intValue).orElse(0),
                fields.value(Field.REMOTE_PORT).map(Number::intValue).orElse(0),
                0,
                Bytes.empty());
        tell(net, new NetEvent(header, type, payload));
    }

    private <T> Subscription subscribe(List<Listener<T>> listeners, Listener<T> listener) {
        listeners.add(listener);
        return () -> engine.looking(() -> listeners.remove(listener));
    }

    private <T> void tell(List<Listener<T>> listeners, T event) {
        for (Listener<T> listener : listeners) {
            engine.tell(() -> {
                boolean subscribed = engine.looking(() -> listeners.contains(listener));
                if (subscribed) {
                    listener.consumer.accept(event);
                }
            });
        }
    }
}
