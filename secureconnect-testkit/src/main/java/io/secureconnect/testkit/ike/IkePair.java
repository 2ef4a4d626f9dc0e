package io.secureconnect.testkit.ike;

import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SecurityAssociation;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.spi.Datagram;
import io.secureconnect.testkit.net.VirtualNetwork;
import io.secureconnect.testkit.time.ManualClock;
import io.secureconnect.testkit.time.SeededRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Two ends of IKE, of version 2 or {@link IkePairBuilder#version 1}, with a kernel each, on one network and one clock. By hand,
 * message by message:
 *
 * <pre>{@code
 * IkePair pair = IkePair.builder(random).build();
 * pair.a().initiate();
 * pair.next().deliver();          // IKE_SA_INIT request
 * pair.next().drop();             // its response gets lost
 * pair.advance(Duration.ofSeconds(1));
 * pair.deliverAll();
 * pair.assertAgree();
 * }</pre>
 *
 * <p>or, after {@link #letFly}, by virtual time alone, over a network that loses, delays, repeats, reorders and translates.
 *
 * <p>After each step it checks what must always hold of the SAs of both kernels: keys mirror, none serves twice, and once
 * packets flow they never have nowhere to go. What fails shows the transcript. Not thread-safe.
 */
public final class IkePair {
    private static final int MARKER = 4;
    private static final int MOST_MESSAGES = 10_000;
    /** Shorter than any retransmission. */
    private static final Duration STEP = Duration.ofMillis(250);

    private final ManualClock clock;
    private final VirtualNetwork network;
    private final SeededRandom random;
    private final Transcript transcript;
    private final Plaintexts plaintexts;
    private final Optional<WiresharkKeys> table;
    private final SaTape tape;
    private final IkeEnd a;
    private final IkeEnd b;
    private final List<Flight> flights = new ArrayList<>();
    private final Map<Datagram, Integer> numbers = new HashMap<>();
    private final List<Flow> flows = new ArrayList<>();
    private boolean flying;
    private boolean gapsAllowed;
    private int sent;

    IkePair(IkePairBuilder builder) {
        clock = builder.clock;
        random = builder.random;
        network = builder.network;
        table = builder.table;
        plaintexts = builder.plaintexts;
        tape = new SaTape(random.split());
        transcript =
                new Transcript("a " + builder.path.local() + ", b " + builder.path.remote() + ", " + random, clock);
        a = builder.end(this, "a", true);
        b = builder.end(this, "b", false);
    }

    /** A pair whose every key and chance follows from {@code random}. */
    public static IkePairBuilder builder(SeededRandom random) {
        return new IkePairBuilder(random);
    }

    /** The end that initiates in most tests; either can. */
    public IkeEnd a() {
        return a;
    }

    public IkeEnd b() {
        return b;
    }

    public ManualClock clock() {
        return clock;
    }

    public VirtualNetwork network() {
        return network;
    }

    public Transcript transcript() {
        return transcript;
    }

    /** Messages that were sent and are neither delivered nor dropped, oldest first. */
    public List<Flight> flights() {
        return List.copyOf(flights);
    }

    /** The oldest message under way. */
    public Flight next() {
        if (flights.isEmpty()) {
            throw failed("no message is under way");
        }
        return flights.get(0);
    }

    /** The oldest message under way from {@code end}. */
    public Flight nextFrom(IkeEnd end) {
        return flights.stream()
                .filter(flight -> flight.from() == end)
                .findFirst()
                .orElseThrow(() -> failed("no message of " + end.name() + " is under way"));
    }

    /** Delivers the oldest message, and whatever is sent because of it, until nothing is under way. */
    public void deliverAll() {
        for (int i = 0; !flights.isEmpty(); i++) {
            if (i > MOST_MESSAGES) {
                throw failed("the ends go on talking after " + MOST_MESSAGES + " messages");
            }
            next().deliver();
        }
    }

    /** From now on messages go to the network by themselves, and {@link #advance} does everything. */
    public void letFly() {
        flying = true;
        deliverAll();
    }

    /** Lets time pass: what waits on wires arrives, what is due is done. */
    public void advance(Duration duration) {
        clock.advance(duration);
    }

    /** Delivers all that is said within {@code duration}. */
    public void settle(Duration duration) {
        deliverAll();
        for (Duration left = duration; !left.isNegative(); left = left.minus(STEP)) {
            advance(STEP);
            deliverAll();
        }
    }

    /** Lets a begin, and everything arrive, until both are established. */
    public IkePair establish() {
        a.initiate();
        deliverAll();
        require(a.isEstablished() && b.isEstablished(), "the two are not established");
        return this;
    }

    /** Numbered datagrams both ways, one each after every step from now on. */
    public Flow flow() {
        Flow flow = new Flow(this, "flow " + flows.size());
        flows.add(flow);
        return flow;
    }

    /** A gap in the flow is right from now on; see {@link SaTape#disarm}. */
    public void expectGap() {
        tape.disarm();
    }

    /** Gaps in the flow are right at any time from now on: children are deleted and made in any order. */
    public void allowGaps() {
        gapsAllowed = true;
    }

    /**
     * Fails unless both ends are established with one IKE SA and one child each, and the kernels hold that child and nothing
     * else.
     */
    public void assertAgree() {
        require(a.isEstablished() && b.isEstablished(), "both should be established");
        for (IkeEnd end : List.of(a, b)) {
            require(end.session().localSpis().size() == 1, end.name() + " should have one IKE SA");
            require(end.session().children().size() == 1, end.name() + " should have one child");
            IkeEnd other = end == a ? b : a;
            require(
                    end.child().inbound().equals(other.child().outbound()),
                    "spi " + end.child().inbound() + ", inbound on " + end.name() + ", should be outbound on "
                            + other.name());
            require(
                    tape.spis(end.name(), Direction.INBOUND)
                                    .equals(Set.of(end.child().inbound()))
                            && tape.spis(end.name(), Direction.OUTBOUND)
                                    .equals(Set.of(end.child().outbound())),
                    "the kernel of " + end.name() + " should hold its child and no other SA");
        }
    }

    /**
     * Fails unless both ends are established and each sends by one child, which the other one receives by. Unlike {@link
     * #assertAgree} it takes two children that crossed, since IKEv1 has no rule for which one goes.
     */
    public void assertServed() {
        require(a.isEstablished() && b.isEstablished(), "both should be established");
        for (IkeEnd end : List.of(a, b)) {
            Set<Spi> outbound = tape.spis(end.name(), Direction.OUTBOUND);
            Set<Spi> inbound = tape.spis(end == a ? "b" : "a", Direction.INBOUND);
            require(
                    outbound.equals(Set.of(end.child().outbound())),
                    end.name() + " should send by its child alone, but the kernel has " + outbound);
            require(
                    inbound.containsAll(outbound) && inbound.size() <= 2,
                    "the other end should receive what " + end.name() + " sends by " + outbound + ", by one of "
                            + inbound);
        }
    }

    /**
     * Fails unless both ends hold the same: both are over or neither, and what one kernel holds inbound the other holds
     * outbound.
     */
    public void assertMirrored() {
        require(a.session().isEnded() == b.session().isEnded(), "either both sessions should be over or neither");
        require(
                tape.spis("a", Direction.INBOUND).equals(tape.spis("b", Direction.OUTBOUND))
                        && tape.spis("b", Direction.INBOUND).equals(tape.spis("a", Direction.OUTBOUND)),
                "what one kernel holds inbound the other should hold outbound");
        require(tape.spis("a", Direction.INBOUND).size() <= 1, "there should be one child at most");
        require(a.session().localSpis().size() == b.session().localSpis().size(), "both should have as many IKE SAs");
    }

    /** Fails unless neither kernel holds an SA. */
    public void assertNoSas() {
        for (IkeEnd end : List.of(a, b)) {
            require(
                    end.backend().snapshot().sas().isEmpty(),
                    "the kernel of " + end.name() + " should hold no SA, but holds "
                            + end.backend().snapshot().sas());
        }
    }

    private void require(boolean condition, String rule) {
        if (!condition) {
            throw failed(rule);
        }
    }

    /** An error that shows the transcript. */
    AssertionError failed(String message) {
        return new AssertionError(message + "\n" + transcript);
    }

    void note(String line) {
        transcript.add(line);
    }

    void sent(IkeEnd from, Datagram datagram) {
        byte[] payload = datagram.payload().toArray();
        boolean marked = from.isMarked(datagram);
        String text = MessageText.of(payload, marked, plaintexts);
        table.ifPresent(keys -> keys.sent(Arrays.copyOfRange(payload, marked ? MARKER : 0, payload.length)));
        Flight flight = new Flight(this, from, datagram, ++sent, text);
        numbers.put(new Datagram(datagram.remote(), datagram.local(), datagram.payload()), sent);
        String arrow = from == a ? "a --> b  " : "a <-- b  ";
        transcript.add(arrow + "#" + sent + " " + text + states());
        if (flying) {
            from.send(datagram);
        } else {
            flights.add(flight);
        }
    }

    void deliver(Flight flight) {
        take(flight);
        flight.from().send(flight.datagram());
    }

    void drop(Flight flight) {
        take(flight);
        transcript.add("         #" + flight.number() + " dropped");
    }

    void duplicate(Flight flight) {
        transcript.add("         #" + flight.number() + " duplicated");
        flight.from().send(flight.datagram());
    }

    private void take(Flight flight) {
        if (!flights.remove(flight)) {
            throw failed(flight + " is no longer under way");
        }
    }

    void arrived(IkeEnd at, Datagram datagram) {
        Integer number = numbers.get(datagram);
        transcript.add("         " + at.name() + " gets "
                + (number == null
                        ? MessageText.of(datagram.payload().toArray(), at.isMarked(datagram), plaintexts)
                        : "#" + number)
                + (number == null ? " from " + datagram.remote() : ""));
    }

    void installed(IkeEnd end, SecurityAssociation sa) {
        table.ifPresent(keys -> keys.esp(sa));
        check(tape.installed(end.name(), end == a ? "b" : "a", sa));
        checkFlow();
    }

    void removed(IkeEnd end, SaId id) {
        check(tape.removed(end.name(), id));
        checkFlow();
    }

    private void checkFlow() {
        List<String> wrong = tape.flowing("a", "b");
        check(gapsAllowed ? List.of() : wrong);
    }

    void expired(IkeEnd end, SaId id) {
        tape.disarm();
        tape.expired(end.name(), id);
    }

    private void check(List<String> wrong) {
        if (!wrong.isEmpty()) {
            throw failed(String.join("; ", wrong));
        }
    }

    /** One end has done one thing. */
    void stepped() {
        flows.forEach(Flow::tick);
    }

    private String states() {
        return "   [a " + a.state() + ", b " + b.state() + "]";
    }

    @Override
    public String toString() {
        return "IkePair[" + a + ", " + b + "]";
    }
}
