package io.secureconnect.windows.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.policy.IkeVersionPolicy;
import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.testkit.fleet.Fleet;
import io.secureconnect.testkit.time.SeededRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Linux hosts with in-memory kernels and Windows hosts with the modelled filter engine, the real engine and backend on each:
 * Linux with Linux, Windows with Windows and one with the other, over IPv4 and IPv6.
 */
@Tag("rung-V4")
class MixedFleetTest {
    private static final Duration SETTLED = Duration.ofSeconds(30);
    private static final List<Long> SEEDS = List.of(1L);

    /** How keys come. */
    enum Keys {
        CONTROLLER(sas -> sas.keying(KeyingMode.CONTROLLER)),
        IKEV2(sas -> sas.keying(KeyingMode.IKE).ikeVersionPolicy(IkeVersionPolicy.MODERN)),
        /** Wherever Windows is. */
        IKEV1(sas -> sas.keying(KeyingMode.IKE).ikeVersionPolicy(IkeVersionPolicy.COMPATIBLE));

        private final java.util.function.UnaryOperator<SaPolicy.Builder> terms;

        Keys(java.util.function.UnaryOperator<SaPolicy.Builder> terms) {
            this.terms = terms;
        }

        PolicyDocument policy() {
            return MixedPolicy.of(terms);
        }

        void apply(Fleet fleet, PolicyDocument policy) {
            if (this == CONTROLLER) {
                fleet.applyEverywhere(policy);
            } else {
                fleet.applyWithoutKeys(policy);
                live(fleet, SETTLED);
            }
        }

        void live(Fleet fleet, Duration time) {
            if (this == CONTROLLER) {
                for (Duration left = time; !left.isZero(); left = left.minusSeconds(10)) {
                    fleet.advance(Duration.ofSeconds(10));
                }
            } else {
                for (Duration left = time; !left.isZero(); left = left.minusMillis(500)) {
                    fleet.advance(Duration.ofMillis(500));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Keys.class)
    void eachReachesEachThroughRekeyingAndOtherPoliciesAndNothingIsClear(Keys keys) {
        PolicyDocument policy = keys.policy();
        for (long seed : SEEDS) {
            try (MixedFleet mixed = new MixedFleet(policy, new SeededRandom(seed))) {
                keys.apply(mixed.fleet(), policy);
                assertThat(mixed.isClosedEverywhere()).isTrue();
                int from = mixed.fleet().network().log().size();
                mixed.openStreams();
                for (Duration lived = Duration.ZERO;
                        lived.compareTo(MixedPolicy.HARD.multipliedBy(2)) < 0;
                        lived = lived.plusSeconds(30)) {
                    keys.live(mixed.fleet(), Duration.ofSeconds(30));
                    mixed.send();
                }
                mixed.assertAllArrived();
                mixed.assertEachReachesEach();
                mixed.assertNothingClear(from);
            }
        }
    }
}
