package io.secureconnect.windows.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.policy.IkeVersionPolicy;
import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.testkit.fleet.Fleet;
import io.secureconnect.testkit.fleet.FleetHost;
import io.secureconnect.testkit.time.SeededRandom;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Linux hosts with in-memory kernels and Windows hosts with the modelled filter engine, the real engine and backend on each:
 * Linux with Linux, Windows with Windows and one with the other, over IPv4 and IPv6.
 */
@Tag("rung-V4")
@Tag("slow")
class MixedFleetTest {
    private static final Duration SETTLED = Duration.ofSeconds(30);
    private static final List<Long> SEEDS = List.of(1L, 2L);

    /** Where in the life of an agent it dies: between the writes of a rekeying, or of what goes before it. */
    private static final List<Integer> WRITES = List.of(1, 2, 5);

    /** How keys come. */
    enum Keys {
        CONTROLLER(sas -> sas.keying(KeyingMode.CONTROLLER)),
        IKEV2(sas -> sas.keying(KeyingMode.IKE).ikeVersionPolicy(IkeVersionPolicy.MODERN)),
        /** Wherever Windows is. */
        IKEV1(sas -> sas.keying(KeyingMode.IKE).ikeVersionPolicy(IkeVersionPolicy.COMPATIBLE));

        private final UnaryOperator<SaPolicy.Builder> terms;

        Keys(UnaryOperator<SaPolicy.Builder> terms) {
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
                live(fleet, SETTLED, Duration.ofMillis(500));
            }
        }

        void live(Fleet fleet, Duration time) {
            live(fleet, time, Duration.ofSeconds(this == CONTROLLER ? 10 : 2));
        }

        /** Longer than any SA lives, with packets on the way. */
        void liveBeyondHard(MixedFleet mixed) {
            for (Duration lived = Duration.ZERO;
                    lived.compareTo(MixedPolicy.HARD.plusMinutes(1)) < 0;
                    lived = lived.plusSeconds(30)) {
                live(mixed.fleet(), Duration.ofSeconds(30));
                mixed.send();
            }
        }

        /** Until what a crash left is made good: a distributor waits before it makes the next generation of a path. */
        void recover(Fleet fleet) {
            live(fleet, this == CONTROLLER ? Duration.ofMinutes(7) : Duration.ofMinutes(1));
        }

        private static void live(Fleet fleet, Duration time, Duration step) {
            for (Duration left = time; !left.isZero(); left = left.minus(step)) {
                fleet.advance(step);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Keys.class)
    void eachReachesEachWhileKeysAreReplacedAndNothingIsClear(Keys keys) {
        PolicyDocument policy = keys.policy();
        for (long seed : SEEDS) {
            try (MixedFleet mixed = new MixedFleet(policy, new SeededRandom(seed))) {
                keys.apply(mixed.fleet(), policy);
                assertThat(mixed.isClosedEverywhere()).isTrue();
                int from = mixed.fleet().network().log().size();
                mixed.openStreams();
                mixed.fleet().everyWrite(mixed::sendNow);
                Set<SaId> before = mixed.sas();
                keys.liveBeyondHard(mixed);
                mixed.assertAllArrived();
                assertThat(mixed.sas()).doesNotContainAnyElementsOf(before);
                mixed.assertEachReachesEach();
                mixed.assertNothingClear(from);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Keys.class)
    void otherPoliciesTakeEffectOnThePathsTheyAreAboutAlone(Keys keys) {
        PolicyDocument policy = keys.policy();
        for (String leaving : List.of("lin2", "win2")) {
            PolicyDocument without = MixedPolicy.without(policy, leaving);
            PolicyDocument again = MixedPolicy.after(without, policy);
            try (MixedFleet mixed = new MixedFleet(policy, new SeededRandom(7))) {
                keys.apply(mixed.fleet(), policy);
                mixed.openStreams(pair -> !pair.has(leaving));
                mixed.release(leaving);
                mixed.fleet().everyWrite(mixed::sendNow);

                keys.apply(mixed.fleet(), without);
                for (MixedFleet.Pair pair : mixed.pairs()) {
                    assertThat(mixed.passesInClear(pair)).as(pair.toString()).isEqualTo(pair.has(leaving));
                }
                keys.apply(mixed.fleet(), again);
                keys.live(mixed.fleet(), SETTLED);

                assertThat(mixed.pairs()).noneMatch(mixed::passesInClear);
                mixed.assertAllArrived();
                mixed.assertEachReachesEach();
                mixed.assertWatched();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Keys.class)
    void anAgentThatDiesAtAWriteIsFollowedByOneThatPutsAllRightAndNothingIsClear(Keys keys) {
        PolicyDocument policy = keys.policy();
        for (String mortal : List.of("lin1", "win1")) {
            int crashes = 0;
            for (int write : WRITES) {
                try (MixedFleet mixed = new MixedFleet(policy, new SeededRandom(write))) {
                    keys.apply(mixed.fleet(), policy);
                    int from = mixed.fleet().network().log().size();
                    FleetHost host = mixed.fleet().host(mortal);
                    host.process().dieBefore(write);
                    for (int i = 0; i < 30 && !host.isCrashed(); i++) {
                        keys.live(mixed.fleet(), Duration.ofSeconds(10));
                    }
                    crashes += host.isCrashed() ? 1 : 0;

                    host.restart();
                    host.apply(policy);
                    keys.recover(mixed.fleet());
                    mixed.assertEachReachesEach();
                    mixed.assertNothingClear(from);
                }
            }
            assertThat(crashes).as("crashes of " + mortal).isEqualTo(WRITES.size());
        }
    }

    @Test
    void aFirstPolicyThatIsCutShortAtAnyWriteOnWindowsIsMadeWholeByTheNextAgent() {
        PolicyDocument policy = MixedPolicy.pair(Keys.CONTROLLER.policy(), "lin1", "win1");
        int write = 0;
        boolean crashed = true;
        while (crashed) {
            write++;
            try (MixedFleet mixed = new MixedFleet(policy, new SeededRandom(write))) {
                FleetHost host = mixed.fleet().host("win1");
                host.start();
                host.process().dieBefore(write);
                applyUnlessDead(mixed.fleet(), policy);
                crashed = host.isCrashed();

                host.restart();
                Keys.CONTROLLER.apply(mixed.fleet(), policy);
                Keys.CONTROLLER.recover(mixed.fleet());
                mixed.assertEachReachesEach();
                mixed.assertWatched();
            }
        }
        assertThat(write).as("writes of a first policy with its keys").isGreaterThan(20);
    }

    private static void applyUnlessDead(Fleet fleet, PolicyDocument policy) {
        try {
            fleet.applyEverywhere(policy);
        } catch (RuntimeException e) {
            if (!fleet.host("win1").isCrashed()) {
                throw e;
            }
        }
    }

    @Test
    void extendedSequenceNumbersAreRefusedByNameWhereWindowsIsAnEndBeforeAnythingIsChanged() {
        PolicyDocument policy = MixedPolicy.of(sas -> sas.extendedSequenceNumbers(true));
        try (Fleet fleet = Fleet.of(policy, new SeededRandom(1), ModelKernel.mixed())) {
            FleetHost windows = fleet.host("win1");
            windows.start();
            List<String> before = windows.simulatedKernel().dump();

            assertThatThrownBy(() -> windows.apply(policy))
                    .isInstanceOfSatisfying(
                            SecureConnectException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.CAPABILITY_MISSING))
                    .hasMessageContainingAll("saPolicy/extendedSequenceNumbers", "Windows IPsec");

            assertThat(windows.simulatedKernel().dump()).isEqualTo(before);
            fleet.host("lin1").start();
            assertThat(fleet.host("lin1").apply(policy).complete()).isTrue();
        }
    }
}
