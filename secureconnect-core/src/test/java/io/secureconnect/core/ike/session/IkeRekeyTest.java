package io.secureconnect.core.ike.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.SaLifetime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7296 §1.3.2, §2.18: an IKE SA takes the place of another; its children do not notice. */
class IkeRekeyTest {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void newIkeSaTakesOverAndChildrenStay(boolean byInitiator) {
        Pair pair = Pair.established();
        Set<Long> before = pair.a.session().localSpis();
        List<Object> kernel = new ArrayList<>(pair.a.kernel.keySet());
        End end = byInitiator ? pair.a : pair.b;

        pair.on(end, s -> s.rekeyIke(pair.now));
        pair.settle();

        assertThat(pair.a.session().localSpis()).as(pair.toString()).hasSize(1).doesNotContainAnyElementsOf(before);
        assertThat(new ArrayList<Object>(pair.a.kernel.keySet())).isEqualTo(kernel);
        assertThat(pair.a.session().state()).isEqualTo("Idle");
        assertThat(pair.b.session().state()).isEqualTo("Idle");
    }

    @Test
    void newIkeSaCarriesOperationsOfBothEnds() {
        Pair pair = Pair.established();
        pair.on(pair.b, s -> s.rekeyIke(pair.now));
        pair.settle();
        for (End end : List.of(pair.a, pair.b)) {
            pair.on(end, s -> s.rekeyChild(s.children().get(0).inbound(), pair.now));
            pair.settle();
            pair.pass(Duration.ofSeconds(6));
        }
        assertThat(pair.isPassingBothWays()).as(pair.toString()).isTrue();
        assertThat(pair.a.kernel).hasSize(2);
    }

    /** A peer may need half a minute to answer, and the lifetime's end would take the children along. */
    @Test
    void rekeyingBeginsATenthOfTheLifetimeBeforeItsEndWhateverChanceSays() {
        for (long seed = 0; seed < 100; seed++) {
            Pair pair = new Pair(seed);
            pair.termsA.ikeLifetime = Duration.ofMinutes(10);
            pair.begin().settle();
            Set<Long> before = pair.a.session().localSpis();
            pair.pass(Duration.ofMinutes(9));
            assertThat(pair.a.session().localSpis())
                    .as("seed %d", seed)
                    .hasSize(1)
                    .doesNotContainAnyElementsOf(before);
        }
    }

    @Test
    void ikeIsRekeyedByItselfBeforeItsLifetimeEnds() {
        Pair pair = new Pair();
        pair.termsA.ikeLifetime = Duration.ofMinutes(10);
        pair.termsA.child = pair.termsA.child; // children live longer
        pair.begin().settle();
        Set<Long> before = pair.a.session().localSpis();
        pair.pass(Duration.ofMinutes(10));
        assertThat(pair.a.session().localSpis()).hasSize(1).doesNotContainAnyElementsOf(before);
        assertThat(pair.a.ended).isFalse();
    }

    @Test
    void additionalKeyExchangesFollow() {
        Pair pair = new Pair();
        pair.termsA.ike = List.of(IkeProposal.parse("aes256gcm16-prfsha384-x25519-ke1_mlkem768-ke2_ecp256"));
        pair.termsB.ike = pair.termsA.ike;
        pair.begin().settle();
        Set<Long> before = pair.a.session().localSpis();
        pair.on(pair.a, s -> s.rekeyIke(pair.now));
        List<String> states = new ArrayList<>();
        do {
            states.add(pair.a.session().state());
        } while (pair.deliverToB() | pair.deliverToA());
        assertThat(states).as(pair.toString()).contains("RekeyIkeLocalCreate", "RekeyIkeLocalFollowup");
        assertThat(pair.a.session().localSpis()).hasSize(1).doesNotContainAnyElementsOf(before);
        pair.on(pair.b, s -> s.rekeyChild(s.children().get(0).inbound(), pair.now));
        pair.settle();
        assertThat(pair.isPassingBothWays()).isTrue();
    }

    @Test
    void weeksOfRekeyingKeepThePathUp() {
        Pair pair = new Pair();
        pair.termsA.ikeLifetime = Duration.ofMinutes(61);
        pair.termsB.ikeLifetime = Duration.ofMinutes(67);
        pair.termsA.child = shortLived(7);
        pair.termsB.child = shortLived(11);
        pair.begin().settle();
        for (int hour = 0; hour < 24 * 7; hour++) {
            pair.pass(Duration.ofHours(1));
            assertThat(pair.isPassingBothWays()).as("hour " + hour).isTrue();
        }
        pair.pass(Duration.ofSeconds(30));
        assertThat(pair.a.failures).isEmpty();
        assertThat(pair.b.failures).isEmpty();
        assertThat(pair.a.session().localSpis()).hasSize(1);
        assertThat(pair.a.session().children().stream().filter(c -> !c.replaced()))
                .hasSize(1);
    }

    private static io.secureconnect.api.sa.EspParameters shortLived(int minutes) {
        return io.secureconnect.api.sa.EspParameters.builder()
                .lifetime(SaLifetime.builder()
                        .soft(Duration.ofMinutes(minutes))
                        .hard(Duration.ofMinutes(2L * minutes))
                        .build())
                .build();
    }
}
