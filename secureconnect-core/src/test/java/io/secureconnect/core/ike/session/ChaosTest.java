package io.secureconnect.core.ike.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.spi.Datagram;
import java.time.Duration;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both ends do what comes to their minds, over a network that loses, repeats and reorders; seeds say which. */
class ChaosTest {
    private static final int STEPS = 400;

    @ParameterizedTest
    @MethodSource("seeds")
    void packetsPassAtEveryStepAndPeaceReturns(int seed) {
        Random random = new Random(seed);
        Pair pair = Pair.established(seed);
        for (int step = 0; step < STEPS; step++) {
            step(pair, random);
            assertThat(pair.a.ended || pair.b.ended).as(seed + ": " + pair).isFalse();
            assertThat(pair.isPassingBothWays())
                    .as(seed + ", step " + step + ": " + pair)
                    .isTrue();
        }
        pair.settle();
        pair.pass(Duration.ofMinutes(2));
        pair.pass(Duration.ofSeconds(1));
        assertThat(pair.a.session().localSpis()).as(seed + ": " + pair).hasSize(1);
        assertThat(pair.a.kernel).as(seed + ": " + pair).hasSize(2);
        assertThat(pair.b.kernel).as(seed + ": " + pair).hasSize(2);
        assertThat(pair.isPassingBothWays()).as(seed + ": " + pair).isTrue();
        assertThat(pair.a.reserved).isEmpty();
        assertThat(pair.b.reserved).isEmpty();
        assertThat(Stream.concat(pair.a.failures.stream(), pair.b.failures.stream()))
                .as(seed + ": " + pair)
                .isEmpty();
    }

    static IntStream seeds() {
        return IntStream.rangeClosed(1, Integer.getInteger("chaos.seeds", 24));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void bothEndsAgreeOnWhatIsLeftAfterDeletesToo(int seed) {
        Random random = new Random(seed);
        Pair pair = Pair.established(seed);
        for (int step = 0; step < STEPS; step++) {
            End end = random.nextBoolean() ? pair.a : pair.b;
            int dice = random.nextInt(40);
            if (dice == 0) {
                pair.on(end, s -> s.createChild(pair.now));
            } else if (dice == 1) {
                pair.on(
                        end,
                        s -> s.children().stream()
                                .findFirst()
                                .map(c -> s.deleteChild(c.inbound(), pair.now))
                                .orElse(List.of()));
            } else {
                step(pair, random);
            }
            assertThat(pair.a.ended || pair.b.ended).as(seed + ": " + pair).isFalse();
        }
        pair.settle();
        pair.pass(Duration.ofMinutes(2));
        pair.pass(Duration.ofSeconds(1));
        pair.on(pair.a, s -> s.createChild(pair.now));
        pair.settle();
        pair.pass(Duration.ofSeconds(10));
        assertThat(pair.a.session().localSpis()).as(seed + ": " + pair).hasSize(1);
        assertThat(pair.a.kernel).as(seed + ": " + pair).hasSize(2);
        assertThat(pair.b.kernel).as(seed + ": " + pair).hasSize(2);
        assertThat(pair.isPassingBothWays()).as(seed + ": " + pair).isTrue();
        assertThat(pair.a.reserved).as(seed + ": " + pair).isEmpty();
        assertThat(pair.b.reserved).as(seed + ": " + pair).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whoClosesAtAnyMomentLeavesNothingBehind(int seed) {
        Random random = new Random(seed);
        Pair pair = Pair.established(seed);
        for (int step = random.nextInt(STEPS); step > 0; step--) {
            step(pair, random);
        }
        pair.on(random.nextBoolean() ? pair.a : pair.b, s -> s.close(pair.now));
        pair.settle();
        pair.pass(Duration.ofSeconds(25)); // before liveness would notice
        assertThat(pair.a.ended && pair.b.ended).as(seed + ": " + pair).isTrue();
        assertThat(pair.a.kernel).isEmpty();
        assertThat(pair.b.kernel).isEmpty();
        assertThat(pair.a.reserved).as(seed + ": " + pair).isEmpty();
        assertThat(pair.b.reserved).as(seed + ": " + pair).isEmpty();
    }

    private static void step(Pair pair, Random random) {
        End end = random.nextBoolean() ? pair.a : pair.b;
        switch (random.nextInt(16)) {
            case 0 -> pair.on(end, s -> s.rekeyIke(pair.now));
            case 1, 2 ->
                pair.on(
                        end,
                        s -> s.children().stream()
                                .filter(c -> !c.replaced())
                                .findFirst()
                                .map(c -> s.rekeyChild(c.inbound(), pair.now))
                                .orElse(List.of()));
            case 3 -> pair.on(end, s -> s.checkLiveness(pair.now));
            case 4 -> tick(pair, Duration.ofMillis(100L + random.nextInt(900)));
            default -> deliver(pair, random, end);
        }
    }

    private static void deliver(Pair pair, Random random, End end) {
        Deque<Datagram> way = end == pair.a ? pair.toA : pair.toB;
        Optional<Datagram> next = Optional.ofNullable(random.nextInt(4) == 0 ? way.pollLast() : way.pollFirst());
        if (next.isEmpty() || random.nextInt(20) == 0) {
            return; // lost
        }
        if (random.nextInt(12) == 0) {
            way.addLast(next.get()); // comes twice
        }
        pair.on(end, s -> s.receive(next.get(), pair.now));
        pair.transcript.add((end == pair.a ? "A " : "B ") + end.session().state());
    }

    private static void tick(Pair pair, Duration time) {
        pair.now = pair.now.plus(time);
        pair.on(pair.a, s -> s.wake(pair.now));
        pair.on(pair.b, s -> s.wake(pair.now));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void noOctetsFromTheNetworkThrowOrEndAnything(int seed) {
        Random random = new Random(seed);
        Pair pair = new Pair(seed).begin();
        for (int step = 0; step < 300; step++) {
            Deque<Datagram> way = random.nextBoolean() ? pair.toA : pair.toB;
            Datagram next = way.peek();
            if (next != null) {
                End end = way == pair.toA ? pair.a : pair.b;
                for (int i = 0; i < 20; i++) {
                    Datagram changed = changed(next, random);
                    pair.on(end, s -> s.receive(changed, pair.now));
                }
            }
            while (pair.toA.size() + pair.toB.size() > 4) {
                pair.toA.pollLast();
                pair.toB.pollLast();
            }
            step(pair, random);
            if (pair.b.ended) {
                return; // IKE_SA_INIT itself was changed, and refused: nobody vouches for it
            }
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
