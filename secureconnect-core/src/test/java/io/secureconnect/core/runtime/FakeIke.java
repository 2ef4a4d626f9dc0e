package io.secureconnect.core.runtime;

import io.secureconnect.api.keying.PathNegotiation;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.core.ike.session.ChildSpis;
import io.secureconnect.core.keying.KeyDemand;
import io.secureconnect.core.keying.Keying;
import io.secureconnect.core.keying.KeyingEffect;
import io.secureconnect.spi.BackendEvent;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.DatagramPort;
import io.secureconnect.spi.IkePorts;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A keying with sockets that answers as the test wrote down; both keep what they heard. */
final class FakeIke implements Keying, DatagramPort {
    final List<KeyDemand> synchronizedWith = new ArrayList<>();
    final List<BackendEvent> events = new ArrayList<>();
    final List<Datagram> received = new ArrayList<>();
    final List<Datagram> sent = new ArrayList<>();
    final List<List<ChangeResult>> results = new ArrayList<>();
    final List<Boolean> ends = new ArrayList<>();
    final Deque<List<KeyingEffect>> answers = new ArrayDeque<>();
    final Map<HostPair, PathNegotiation> negotiations = new HashMap<>();
    Consumer<Datagram> beforeSend = datagram -> {};
    Optional<Instant> wakeAt = Optional.empty();
    Optional<RuntimeException> openFailure = Optional.empty();
    Optional<ChildSpis> spis = Optional.empty();
    Set<IkePorts> portsInUse = Set.of();
    boolean suspended;
    int woken;
    int opened;
    int closed;
    private Consumer<Datagram> receiver = datagram -> {
        throw new AssertionError("nobody listens");
    };

    WaysToKeys.IkeParts parts() {
        return new WaysToKeys.IkeParts(
                given -> {
                    spis = Optional.of(given);
                    return this;
                },
                Optional.of(this));
    }

    void arrive(Datagram datagram) {
        receiver.accept(datagram);
    }

    private List<KeyingEffect> answer() {
        return answers.isEmpty() ? List.of() : answers.remove();
    }

    @Override
    public List<KeyingEffect> synchronize(KeyDemand wanted, BackendSnapshot installed, Instant now) {
        synchronizedWith.add(wanted);
        return answer();
    }

    @Override
    public List<KeyingEffect> on(BackendEvent event, Instant now) {
        events.add(event);
        return answer();
    }

    @Override
    public List<KeyingEffect> on(List<ChangeResult> outcomes, Instant now) {
        results.add(outcomes);
        return answer();
    }

    @Override
    public List<KeyingEffect> on(Datagram datagram, Instant now) {
        received.add(datagram);
        return answer();
    }

    @Override
    public List<KeyingEffect> wake(Instant now) {
        woken++;
        wakeAt = Optional.empty();
        return answer();
    }

    @Override
    public Optional<Instant> wakeAt() {
        return wakeAt;
    }

    @Override
    public void suspended(boolean now) {
        suspended = now;
    }

    @Override
    public Optional<PathNegotiation> negotiation(HostPair path) {
        return Optional.ofNullable(negotiations.get(path));
    }

    @Override
    public Map<String, Long> counters() {
        return Map.of("ikeMalformed", 3L);
    }

    @Override
    public List<KeyingEffect> end(boolean farewell, Instant now) {
        ends.add(farewell);
        return answer();
    }

    @Override
    public Set<IkePorts> portsInUse() {
        return portsInUse;
    }

    @Override
    public IkePorts ports() {
        return IkePorts.standard();
    }

    @Override
    public void listen(Consumer<Datagram> to) {
        if (openFailure.isPresent()) {
            throw openFailure.get();
        }
        opened++;
        receiver = to;
    }

    @Override
    public void send(Datagram datagram) {
        beforeSend.accept(datagram);
        sent.add(datagram);
    }

    @Override
    public void close() {
        closed++;
    }
}
