package io.secureconnect.core.ike.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.spi.Datagram;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A peer that says anything, in clear and under protection: it may spoil its own SAs, and nothing more. No exception leaves a
 * session, no SPI is lost or given back twice, and what a session installed it removes; the ends check that as they go.
 */
class HostilePeerTest {
    private static final int RUNS = 150;

    @Test
    void strangePayloadsUnderProtectionThrowNothing() {
        for (int seed = 0; seed < RUNS; seed++) {
            Random random = new Random(seed);
            Pair pair = new Pair(seed);
            pair.b.crypto = new RewritingCrypto(new StrangeWords(random, 1 + random.nextInt(4)));
            pair.a.crypto = random.nextBoolean() ? new RewritingCrypto(new StrangeWords(random, 3)) : pair.a.crypto;
            try {
                if (random.nextInt(4) == 0) {
                    pair.termsA.ike = List.of(IkeProposal.parse("aes256gcm16-prfsha256-x25519-ke1_mlkem768"));
                    pair.termsB.ike = pair.termsA.ike;
                }
                live(pair.begin(), random);
            } catch (RuntimeException | Error broken) {
                throw new AssertionError("seed " + seed + "\n" + pair, broken);
            }
        }
    }

    @Test
    void strangeOctetsInClearThrowNothing() {
        for (int seed = 0; seed < RUNS; seed++) {
            Random random = new Random(seed);
            Pair pair = new Pair(seed);
            pair.between(datagram -> damaged(datagram, random), datagram -> damaged(datagram, random));
            try {
                live(pair.begin(), random);
            } catch (RuntimeException | Error broken) {
                throw new AssertionError("seed " + seed + "\n" + pair, broken);
            }
        }
    }

    /** What a damaged message once led to: the delete of the old IKE SA came to nothing, and the new one had none. */
    @Test
    void closingWhileThePeersRekeyingWinsEndsTheSession() {
        Pair pair = Pair.established();
        pair.on(pair.b, s -> s.rekeyIke(pair.now)).on(pair.a, s -> s.rekeyIke(pair.now));
        pair.deliverToA();
        pair.toB.remove(); // the request of A, whose answer would free its window
        pair.deliverToB();
        pair.on(pair.a, s -> s.close(pair.now)).settle();
        pair.pass(Duration.ofMinutes(1));
        assertThat(pair.a.ended).as(pair.toString()).isTrue();
        assertThat(pair.b.ended).as(pair.toString()).isTrue();
    }

    /** Both do what they may want to do, in any order, and close. */
    private static void live(Pair pair, Random random) {
        pair.settle();
        for (int step = 0; step < 6; step++) {
            End end = random.nextBoolean() ? pair.a : pair.b;
            switch (random.nextInt(6)) {
                case 0 -> pair.on(end, s -> s.rekeyIke(pair.now));
                case 1 -> pair.on(end, s -> s.createChild(pair.now));
                case 2 -> pair.on(end, s -> s.checkLiveness(pair.now));
                case 3 ->
                    end.sas(Direction.INBOUND).stream()
                            .findFirst()
                            .ifPresent(in ->
                                    pair.on(end, s -> s.deleteChild(in.sa().id().spi(), pair.now)));
                case 4 ->
                    end.sas(Direction.INBOUND).stream()
                            .findFirst()
                            .ifPresent(in ->
                                    pair.on(end, s -> s.rekeyChild(in.sa().id().spi(), pair.now)));
                default -> pair.pass(Duration.ofMinutes(random.nextInt(60)));
            }
            if (random.nextBoolean()) {
                pair.settle();
            }
        }
        pair.settle();
        pair.on(pair.a, s -> s.close(pair.now)).on(pair.b, s -> s.close(pair.now));
        pair.pass(Duration.ofMinutes(30));
        for (End end : List.of(pair.a, pair.b)) {
            assertThat(end.kernel).as(end + " leaves nothing in the kernel").isEmpty();
            assertThat(end.reserved).as(end + " leaves no SPI set aside").isEmpty();
            assertThat(end.ended).as(end + " has ended").isTrue();
        }
    }

    private static Datagram damaged(Datagram datagram, Random random) {
        Datagram arrived = new Datagram(datagram.remote(), datagram.local(), datagram.payload());
        if (random.nextInt(4) != 0) {
            return arrived;
        }
        byte[] octets = arrived.payload().toArray();
        octets[random.nextInt(Math.min(octets.length, random.nextBoolean() ? 40 : octets.length))] =
                (byte) random.nextInt(256);
        return new Datagram(arrived.local(), arrived.remote(), Bytes.wrap(octets));
    }
}
