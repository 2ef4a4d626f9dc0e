package io.secureconnect.core.ike.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.Spi;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** RFC 7296 §2.8 and §2.25: both ends at it at the same time, message by message. */
class CollisionsTest {
    private static Spi inbound(End end) {
        return end.session().children().get(0).inbound();
    }

    /** Whatever happened, in the end there is one child and one IKE SA, and packets pass. */
    private static void isAtPeace(Pair pair) {
        pair.pass(Duration.ofSeconds(28));
        assertThat(pair.a.kernel).as(pair.toString()).hasSize(2);
        assertThat(pair.b.kernel).as(pair.toString()).hasSize(2);
        assertThat(pair.isPassingBothWays()).as(pair.toString()).isTrue();
        assertThat(pair.a.session().localSpis()).as(pair.toString()).hasSize(1);
        assertThat(pair.b.session().localSpis()).hasSize(1);
        assertThat(pair.a.session().children()).hasSize(1);
        assertThat(pair.a.session().state()).isEqualTo("Idle");
        assertThat(pair.b.session().state()).isEqualTo("Idle");
        assertThat(pair.a.reserved).isEmpty();
        assertThat(pair.b.reserved).isEmpty();
        assertThat(pair.a.failures).as(pair.toString()).isEmpty();
        assertThat(pair.b.failures).isEmpty();
    }

    /** The two orders in which crossing messages may be delivered, step by step, with packets passing all the time. */
    private static void deliverAll(Pair pair, boolean aFirst) {
        boolean delivered = true;
        while (delivered) {
            delivered = aFirst ? pair.deliverToA() | pair.deliverToB() : pair.deliverToB() | pair.deliverToA();
            assertThat(pair.isPassingBothWays()).as(pair.toString()).isTrue();
        }
    }

    @Nested
    class Section_2_8_1_SimultaneousChildRekeying {
        @Test
        void theExchangeWithTheLowestNonceLoses() {
            Set<Boolean> winners = new HashSet<>();
            for (int seed = 1; seed <= 12; seed++) {
                Pair pair = Pair.established(seed);
                pair.on(pair.a, s -> s.rekeyChild(inbound(pair.a), pair.now));
                pair.on(pair.b, s -> s.rekeyChild(inbound(pair.b), pair.now));
                deliverAll(pair, seed % 2 == 0);
                isAtPeace(pair);
                // SPIs are given in order: the second of A is that of its own exchange, the third that of B's.
                winners.add(inbound(pair.a).value() == 0x0a000002);
            }
            assertThat(winners).containsExactlyInAnyOrder(true, false);
        }

        @Test
        void aLostRequestIsRefusedOnceTheOtherEndIsDone() {
            for (int seed = 1; seed <= 4; seed++) {
                Pair pair = Pair.established(seed);
                pair.on(pair.a, s -> s.rekeyChild(inbound(pair.a), pair.now));
                pair.toB.clear(); // A's request is lost
                pair.on(pair.b, s -> s.rekeyChild(inbound(pair.b), pair.now));
                deliverAll(pair, false);
                assertThat(pair.a.session().state()).isEqualTo("RekeyChildLocalCreate");
                isAtPeace(pair); // the repetition meets CHILD_SA_NOT_FOUND
            }
        }

        @Test
        void aRequestThatArrivesWhileTheOldChildIsBeingDeletedIsPutOff() {
            Pair pair = Pair.established();
            pair.on(pair.a, s -> s.rekeyChild(inbound(pair.a), pair.now));
            pair.on(pair.b, s -> s.rekeyChild(inbound(pair.b), pair.now));
            var late = pair.toB.poll();
            pair.deliverToA();
            pair.deliverToB(); // B has its new child and deletes the old one
            assertThat(pair.b.session().state()).isEqualTo("RekeyChildLocalDelete");
            pair.toB.addFirst(late);
            deliverAll(pair, false);
            isAtPeace(pair);
        }
    }

    @Nested
    class Section_2_25_1_Children {
        @Test
        void bothDeleteTheSameChild() {
            Pair pair = Pair.established();
            pair.on(pair.a, s -> s.deleteChild(inbound(pair.a), pair.now));
            pair.on(pair.b, s -> s.deleteChild(inbound(pair.b), pair.now));
            pair.settle();
            pair.pass(Duration.ofSeconds(6));
            assertThat(pair.a.kernel).isEmpty();
            assertThat(pair.b.kernel).isEmpty();
            assertThat(pair.a.session().isEstablished()).isTrue();
        }

        @Test
        void oneRekeysTheChildThatTheOtherDeletes() {
            for (boolean first : List.of(true, false)) {
                Pair pair = Pair.established();
                pair.on(pair.a, s -> s.rekeyChild(inbound(pair.a), pair.now));
                pair.on(pair.b, s -> s.deleteChild(inbound(pair.b), pair.now));
                while (first ? pair.deliverToA() | pair.deliverToB() : pair.deliverToB() | pair.deliverToA()) {
                    // step by step
                }
                pair.pass(Duration.ofSeconds(20));
                assertThat(pair.a.kernel).as(pair.toString()).isEmpty();
                assertThat(pair.b.kernel).isEmpty();
                assertThat(pair.a.session().state()).isEqualTo("Idle");
                assertThat(pair.a.reserved).isEmpty();
            }
        }

        @Test
        void aChildThatThePeerHasLostIsMadeAnew() {
            Pair pair = Pair.established();
            Spi lost = inbound(pair.b);
            // B loses its child, and its delete never arrives
            pair.b.kernel.clear();
            pair.b
                    .session()
                    .expired(
                            new io.secureconnect.api.sa.SaId(
                                    Pair.PATH.mirror(), io.secureconnect.api.sa.Direction.OUTBOUND, inbound(pair.a)),
                            pair.now);
            assertThat(lost).isNotNull();
            pair.lose();
            pair.on(pair.a, s -> s.rekeyChild(inbound(pair.a), pair.now));
            pair.pass(Duration.ofSeconds(40));
            assertThat(pair.isPassingBothWays()).as(pair.toString()).isTrue();
        }

        @Test
        void aChildThatThePeerDoesNotKnowYetStaysUnknown() {
            Pair pair = Pair.established();
            pair.on(pair.a, s -> s.deleteChild(inbound(pair.a), pair.now));
            pair.settle();
            pair.on(pair.b, s -> s.createChild(pair.now));
            pair.deliverToA();
            var late = pair.toB.poll();
            pair.on(pair.a, s -> s.rekeyChild(inbound(pair.a), pair.now)); // meets CHILD_SA_NOT_FOUND
            pair.settle();
            pair.toB.add(late);
            pair.settle();
            isAtPeace(pair);
        }

        @Test
        void bothMakeAChild() {
            Pair pair = Pair.established();
            pair.on(pair.a, s -> s.deleteChild(inbound(pair.a), pair.now));
            pair.settle();
            pair.on(pair.a, s -> s.createChild(pair.now));
            pair.on(pair.b, s -> s.createChild(pair.now));
            pair.settle();
            isAtPeace(pair);
        }
    }

    @Nested
    class Section_2_8_2_SimultaneousIkeRekeying {
        @Test
        void theExchangeWithTheLowestNonceLosesAndChildrenStay() {
            Set<Boolean> deleters = new HashSet<>();
            for (int seed = 1; seed <= 12; seed++) {
                Pair pair = Pair.established(seed);
                Set<?> kernel = new HashSet<>(pair.a.kernel.keySet());
                pair.on(pair.a, s -> s.rekeyIke(pair.now));
                pair.on(pair.b, s -> s.rekeyIke(pair.now));
                deliverAll(pair, seed % 2 == 0);
                assertThat(pair.a.kernel.keySet()).isEqualTo(kernel);
                isAtPeace(pair);
                deleters.add(pair.transcript.toString().contains("A RekeyIkeLocalDelete"));
            }
            assertThat(deleters).isNotEmpty();
        }

        @Test
        void aLostRequestIsForgottenOnceTheOtherEndIsDone() {
            for (int seed = 1; seed <= 4; seed++) {
                Pair pair = Pair.established(seed);
                pair.on(pair.a, s -> s.rekeyIke(pair.now));
                pair.toB.clear();
                pair.on(pair.b, s -> s.rekeyIke(pair.now));
                deliverAll(pair, true);
                isAtPeace(pair);
            }
        }

        @Test
        void aRequestThatArrivesWhileTheOldIkeSaIsBeingDeletedIsPutOff() {
            Pair pair = Pair.established();
            pair.on(pair.a, s -> s.rekeyIke(pair.now));
            pair.on(pair.b, s -> s.rekeyIke(pair.now));
            var late = pair.toB.poll();
            pair.deliverToA();
            pair.deliverToB();
            pair.toB.addFirst(late);
            deliverAll(pair, false);
            isAtPeace(pair);
        }
    }

    @Nested
    class Section_2_25_2_IkeSas {
        @Test
        void bothCloseTheSession() {
            Pair pair = Pair.established();
            pair.on(pair.a, s -> s.close(pair.now));
            pair.on(pair.b, s -> s.close(pair.now));
            pair.settle();
            pair.pass(Duration.ofMinutes(1));
            assertThat(pair.a.ended && pair.b.ended).as(pair.toString()).isTrue();
            assertThat(pair.a.kernel).isEmpty();
        }

        @Test
        void whoClosesWhileItRekeysTheIkeSaDeletesTheNewOneToo() {
            for (boolean answered : List.of(true, false)) {
                Pair pair = Pair.established();
                pair.on(pair.a, s -> s.rekeyIke(pair.now));
                if (answered) {
                    pair.deliverToB();
                } else {
                    pair.lose();
                }
                pair.on(pair.a, s -> s.close(pair.now));
                assertThat(pair.a.kernel).isEmpty();
                pair.pass(Duration.ofSeconds(20));
                assertThat(pair.a.ended && pair.b.ended).as(pair.toString()).isTrue();
                assertThat(pair.b.kernel).isEmpty();
            }
        }

        @Test
        void whoClosesWhileItsRekeyingIsRefusedDeletesTheOldIkeSa() {
            Pair pair = Pair.established();
            pair.on(pair.a, s -> s.rekeyIke(pair.now));
            pair.on(pair.b, s -> s.deleteChild(inbound(pair.b), pair.now)); // B answers with TEMPORARY_FAILURE
            pair.on(pair.a, s -> s.close(pair.now));
            pair.settle();
            assertThat(pair.a.ended && pair.b.ended).as(pair.toString()).isTrue();
        }

        @Test
        void whoClosesWhileBothRekeyTheIkeSaLeavesNoneBehind() {
            for (int seed = 1; seed <= 12; seed++) {
                Pair pair = Pair.established(seed);
                pair.on(pair.a, s -> s.rekeyIke(pair.now));
                pair.on(pair.b, s -> s.rekeyIke(pair.now));
                pair.deliverToA();
                pair.on(pair.a, s -> s.close(pair.now));
                while (seed % 2 == 0 ? pair.deliverToA() | pair.deliverToB() : pair.deliverToB() | pair.deliverToA()) {
                    // step by step
                }
                pair.pass(Duration.ofSeconds(20));
                assertThat(pair.a.ended && pair.b.ended).as(pair.toString()).isTrue();
                assertThat(pair.b.kernel).isEmpty();
            }
        }

        @Test
        void oneRekeysTheIkeSaThatTheOtherCloses() {
            Pair pair = Pair.established();
            pair.on(pair.a, s -> s.rekeyIke(pair.now));
            pair.on(pair.b, s -> s.close(pair.now));
            pair.settle();
            pair.pass(Duration.ofMinutes(1));
            assertThat(pair.a.ended && pair.b.ended).as(pair.toString()).isTrue();
            assertThat(pair.a.kernel).isEmpty();
        }

        @Test
        void oneRekeysTheIkeSaAndTheOtherAChild() {
            for (boolean aFirst : List.of(true, false)) {
                Pair pair = Pair.established();
                Set<Long> ike = pair.a.session().localSpis();
                Spi child = inbound(pair.a);
                pair.on(pair.a, s -> s.rekeyIke(pair.now));
                pair.on(pair.b, s -> s.rekeyChild(inbound(pair.b), pair.now));
                deliverAll(pair, aFirst);
                isAtPeace(pair);
                assertThat(pair.a.session().localSpis()).doesNotContainAnyElementsOf(ike);
                assertThat(inbound(pair.a)).isNotEqualTo(child);
            }
        }

        @Test
        void oneRekeysTheIkeSaAndTheOtherDeletesAChild() {
            Pair pair = Pair.established();
            pair.on(pair.a, s -> s.rekeyIke(pair.now));
            pair.on(pair.b, s -> s.deleteChild(inbound(pair.b), pair.now));
            pair.settle();
            pair.pass(Duration.ofSeconds(20));
            assertThat(pair.a.kernel).isEmpty();
            assertThat(pair.a.session().localSpis()).hasSize(1);
            assertThat(pair.a.session().state()).isEqualTo("Idle");
        }

        @Test
        void bothRekeyWithAdditionalKeyExchangesAndOneOfThemAfterTheOther() {
            Pair pair = new Pair();
            pair.termsA.ike =
                    List.of(io.secureconnect.api.sa.IkeProposal.parse("aes256gcm16-prfsha384-x25519-ke1_mlkem768"));
            pair.termsB.ike = pair.termsA.ike;
            pair.begin().settle();
            Set<Long> ike = pair.a.session().localSpis();
            pair.on(pair.a, s -> s.rekeyIke(pair.now));
            pair.on(pair.b, s -> s.rekeyIke(pair.now));
            pair.settle();
            isAtPeace(pair);
            assertThat(pair.a.session().localSpis()).doesNotContainAnyElementsOf(ike);
        }
    }
}
