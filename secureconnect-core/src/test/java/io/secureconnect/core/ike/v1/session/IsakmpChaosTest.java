package io.secureconnect.core.ike.v1.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.spi.Datagram;
import java.time.Duration;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Both ends do what comes to their minds, over a network that loses, repeats and reorders; seeds say which. Whatever the order,
 * nothing is sent that the other end does not receive, and no key serves twice (which {@link IsakmpEnd} sees to).
 */
class IsakmpChaosTest {
    private static final int STEPS = 300;

    static IntStream seeds() {
        return IntStream.rangeClosed(Integer.getInteger("chaos.first", 1), Integer.getInteger("chaos.seeds", 24));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void packetsPassAtEveryStepAndPeaceReturns(int seed) {
        Random random = new Random(seed);
        IsakmpPair pair = IsakmpPair.established(seed);
        for (int step = 0; step < STEPS; step++) {
            step(pair, random);
            String what = seed + ", step " + step + ": ";
            assertThat(pair.a.ended || pair.b.ended).as(what + pair).isFalse();
            assertThat(pair.isAllReceived()).as(what + pair).isTrue();
            assertThat(pair.isPassingBothWays()).as(what + pair).isTrue();
        }
        pair.settle();
        pair.pass(Duration.ofMinutes(3));
        assertThat(pair.isPassingBothWays()).as(seed + ": " + pair).isTrue();
        assertThat(pair.a.session().localSpis()).as(seed + ": " + pair).hasSize(1);
        assertThat(pair.b.session().localSpis()).as(seed + ": " + pair).hasSize(1);
        pair.on(pair.a, s -> s.rekeyChild(pair.a.serving(), pair.now));
        pair.settle();
        pair.pass(Duration.ofMinutes(2));
        isAtPeace(pair, seed);
        assertThat(pair.a.failures).as(seed + ": " + pair).isEmpty();
        assertThat(pair.b.failures).as(seed + ": " + pair).isEmpty();
    }

    private static void isAtPeace(IsakmpPair pair, int seed) {
        assertThat(pair.isPassingBothWays()).as(seed + ": " + pair).isTrue();
        assertThat(pair.a.kernel).as(seed + ": " + pair).hasSize(2);
        assertThat(pair.b.kernel).as(seed + ": " + pair).hasSize(2);
        assertThat(pair.a.reserved).as(seed + ": " + pair).isEmpty();
        assertThat(pair.b.reserved).as(seed + ": " + pair).isEmpty();
    }

    /** Deletes and lost ISAKMP SAs too: then packets may be lost, and peace returns all the same. */
    @ParameterizedTest
    @MethodSource("seeds")
    void bothEndsAgreeAfterDeletesToo(int seed) {
        Random random = new Random(seed);
        IsakmpPair pair = IsakmpPair.established(seed);
        for (int step = 0; step < STEPS; step++) {
            IsakmpEnd end = random.nextBoolean() ? pair.a : pair.b;
            switch (random.nextInt(50)) {
                case 0 -> pair.on(end, s -> s.createChild(pair.now));
                case 1 -> pair.on(end, s -> s.deletePhaseOne(pair.now));
                case 2 ->
                    pair.on(
                            end,
                            s -> s.children().stream()
                                    .findFirst()
                                    .map(c -> s.deleteChild(c.inbound(), pair.now))
                                    .orElse(List.of()));
                default -> step(pair, random);
            }
            if (pair.a.ended || pair.b.ended) {
                return; // nothing stood any more: it is for the host to begin anew
            }
        }
        pair.settle();
        pair.pass(Duration.ofMinutes(3));
        if (pair.a.ended || pair.b.ended) {
            return;
        }
        pair.on(pair.a, s -> s.createChild(pair.now));
        pair.settle();
        pair.pass(Duration.ofMinutes(2));
        pair.on(pair.a, s -> s.rekeyChild(pair.a.serving(), pair.now));
        pair.settle();
        pair.pass(Duration.ofMinutes(2));
        isAtPeace(pair, seed);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void restartsAtAnyMomentEndWithOneChild(int seed) {
        Random random = new Random(seed);
        IsakmpPair pair = IsakmpPair.established(seed);
        pair.termsA.initialContact = true;
        pair.termsB.initialContact = true;
        for (int restart = 0; restart < 4; restart++) {
            for (int step = random.nextInt(60); step > 0; step--) {
                step(pair, random);
            }
            IsakmpEnd fresh = random.nextBoolean() ? pair.a : pair.b;
            fresh.kernel.clear();
            fresh.reserved.clear();
            pair.initiate(fresh, fresh == pair.a ? pair.termsA : pair.termsB);
            pair.on(fresh, s -> s.start(pair.now));
        }
        pair.settle();
        pair.pass(Duration.ofMinutes(4));
        assertThat(pair.a.ended || pair.b.ended).as(seed + ": " + pair).isFalse();
        assertThat(pair.isPassingBothWays()).as(seed + ": " + pair).isTrue();
        pair.on(pair.a, s -> s.rekeyChild(pair.a.serving(), pair.now));
        pair.settle();
        pair.pass(Duration.ofMinutes(2));
        isAtPeace(pair, seed);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whoClosesAtAnyMomentLeavesNothingBehind(int seed) {
        Random random = new Random(seed);
        IsakmpPair pair = IsakmpPair.established(seed);
        for (int step = random.nextInt(STEPS); step > 0; step--) {
            step(pair, random);
        }
        pair.on(random.nextBoolean() ? pair.a : pair.b, s -> s.close(pair.now));
        pair.settle();
        pair.pass(Duration.ofMinutes(4));
        assertThat(pair.a.ended && pair.b.ended).as(seed + ": " + pair).isTrue();
        assertThat(pair.a.kernel).isEmpty();
        assertThat(pair.b.kernel).isEmpty();
        assertThat(pair.a.reserved).as(seed + ": " + pair).isEmpty();
        assertThat(pair.b.reserved).as(seed + ": " + pair).isEmpty();
        assertThat(pair.a.session().wakeAt()).isEmpty();
    }

    private static void step(IsakmpPair pair, Random random) {
        IsakmpEnd end = random.nextBoolean() ? pair.a : pair.b;
        switch (random.nextInt(20)) {
            case 0 -> {
                if (random.nextInt(3) == 0) {
                    pair.on(end, s -> s.rekeyPhaseOne(pair.now));
                }
            }
            case 1, 2 ->
                pair.on(
                        end,
                        s -> s.children().stream()
                                .filter(c -> !c.replaced())
                                .findFirst()
                                .map(c -> s.rekeyChild(c.inbound(), pair.now))
                                .orElse(List.of()));
            case 3 -> pair.on(end, s -> s.checkLiveness(pair.now));
            case 4 -> {
                if (random.nextInt(8) == 0) {
                    pair.on(end, s -> s.renew(pair.now));
                }
            }
            case 5, 6 -> tick(pair, Duration.ofMillis(100L + random.nextInt(900)));
            default -> deliver(pair, random, end);
        }
    }

    private static void deliver(IsakmpPair pair, Random random, IsakmpEnd end) {
        Deque<Datagram> way = end == pair.a ? pair.toA : pair.toB;
        Optional<Datagram> next = Optional.ofNullable(random.nextInt(4) == 0 ? way.pollLast() : way.pollFirst());
        if (next.isEmpty() || random.nextInt(20) == 0) {
            return; // lost
        }
        if (random.nextInt(12) == 0) {
            way.addLast(next.get()); // comes twice
        }
        pair.hand(end, next.get());
    }

    private static void tick(IsakmpPair pair, Duration time) {
        pair.now = pair.now.plus(time);
        pair.on(pair.a, s -> s.wake(pair.now));
        pair.on(pair.b, s -> s.wake(pair.now));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void noOctetsFromTheNetworkThrowOrEndWhatStands(int seed) {
        Random random = new Random(seed);
        IsakmpPair pair = new IsakmpPair(seed).begin();
        for (int step = 0; step < 200; step++) {
            Deque<Datagram> way = random.nextBoolean() ? pair.toA : pair.toB;
            Datagram next = way.peek();
            if (next != null) {
                IsakmpEnd end = way == pair.toA ? pair.a : pair.b;
                for (int i = 0; i < 20; i++) {
                    Datagram changed = changed(next, random);
                    pair.on(end, s -> s.receive(changed, pair.now));
                }
            }
            while (pair.toA.size() + pair.toB.size() > 8) {
                pair.toA.pollLast();
                pair.toB.pollLast();
            }
            if (pair.b.session().isEstablished() || pair.b.session().state().equals("New")) {
                step(pair, random);
            } else {
                deliver(pair, random, random.nextBoolean() ? pair.a : pair.b);
            }
            if (pair.b.ended) {
                // the first message itself was changed, and refused: nobody vouches for it
                pair.respond(pair.b, pair.termsB);
            }
            if (pair.a.ended) { // the peer refused what was changed on its way, and said so
                assertThat(pair.a.reasons()).as(seed + ": " + pair).hasSize(1);
                assertThat(pair.a.established).isZero();
                return;
            }
            assertThat(pair.a.sas(Direction.INBOUND).size()).isLessThanOrEqualTo(12);
        }
    }

    private static Datagram changed(Datagram datagram, Random random) {
        byte[] octets = datagram.payload().toArray();
        switch (random.nextInt(4)) {
            case 0 -> octets[random.nextInt(octets.length)] ^= (byte) (1 << random.nextInt(8));
            case 1 -> octets = Arrays.copyOf(octets, random.nextInt(octets.length + 8));
            case 2 -> {
                int at = random.nextInt(octets.length);
                octets[at] = (byte) random.nextInt(256);
                octets[octets.length - 1 - at] = (byte) random.nextInt(256);
            }
            default -> random.nextBytes(octets);
        }
        return new Datagram(datagram.local(), datagram.remote(), Bytes.wrap(octets));
    }
}
