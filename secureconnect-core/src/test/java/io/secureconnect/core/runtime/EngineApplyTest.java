package io.secureconnect.core.runtime;

import static io.secureconnect.core.reconcile.Plans.blocked;
import static io.secureconnect.core.reconcile.Plans.encrypted;
import static io.secureconnect.core.reconcile.Plans.path;
import static io.secureconnect.core.runtime.EngineFixture.inbound;
import static io.secureconnect.core.runtime.EngineFixture.outbound;
import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.ApplyReport;
import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.InvalidPolicyException;
import io.secureconnect.api.error.PolicyFault;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.event.SecureConnectEvent;
import io.secureconnect.api.event.SecureConnectEvent.PathProtected;
import io.secureconnect.api.event.SecureConnectEvent.PathReleased;
import io.secureconnect.api.event.SecureConnectEvent.PolicyApplied;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaState;
import io.secureconnect.core.reconcile.Plans;
import io.secureconnect.spi.BackendChange.Kind;
import io.secureconnect.spi.BackendChange.Protect;
import io.secureconnect.spi.BackendChange.RemoveSa;
import io.secureconnect.spi.BackendChange.Unprotect;
import io.secureconnect.spi.Exemption;
import io.secureconnect.spi.Protection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EngineApplyTest {
    private static final HostPair DB1 = path("10.0.0.1<->10.0.0.2");
    private static final HostPair DB2 = path("10.0.0.1<->10.0.0.3");
    private static final HostPair OLD = path("10.0.0.1<->10.0.0.9");

    private final EngineFixture host = new EngineFixture();
    private final PolicyDocument one =
            host.policies.document(1, encrypted("db1", "10.0.0.1<->10.0.0.2"), blocked("db2", "10.0.0.1<->10.0.0.3"));

    @Test
    void protectsWhatIsEncryptedAndBlocksTheRest() {
        ApplyReport report = host.now(host.engine().apply(one));

        assertThat(host.backend.kernel.paths).isEqualTo(Map.of(DB1, Protection.ENCRYPT, DB2, Protection.DISCARD));
        assertThat(report.policyVersion()).isEqualTo(1);
        assertThat(report.written()).isEqualTo(2);
        assertThat(report.complete()).isTrue();
    }

    @Test
    void tellsOfThePathsFirstAndOfThePolicyLast() {
        host.now(host.engine().apply(one));

        assertThat(host.events)
                .containsExactly(new PathProtected(DB1), new PathProtected(DB2), new PolicyApplied(1, 2));
    }

    @Test
    void answersWhenTheListenerHasHeardAll() {
        List<SecureConnectEvent> heard = new ArrayList<>();

        host.now(host.engine().apply(one).thenRun(() -> heard.addAll(host.events)));

        assertThat(heard).isEqualTo(host.events).hasSize(3);
    }

    @Test
    void sendsNotOneChangeTheSecondTime() {
        host.now(host.engine().apply(one));
        host.backend.asked.clear();
        int looks = host.backend.snapshots;

        ApplyReport again = host.now(host.engine().apply(one));

        assertThat(host.backend.asked).isEmpty();
        assertThat(host.backend.snapshots - looks).as("dumps").isEqualTo(1);
        assertThat(again.written()).isZero();
        assertThat(host.policies.resolved).as("resolved once").isEqualTo(1);
    }

    @Test
    void addsFailsafeExemptionsBeforeTheFirstBlock() {
        Exemption ssh = Exemption.ike(AddressFamily.IPV4, 2222);
        host.failsafe.add(ssh);

        host.now(host.engine().apply(one));

        assertThat(host.backend.takeAskedKinds()).containsExactly(Kind.ADD_EXEMPTION, Kind.PROTECT, Kind.PROTECT);
        assertThat(host.backend.kernel.exemptions).containsExactly(ssh);
    }

    @Test
    void adoptsSasOfWantedPathsAndRemovesWhatIsLeftOfOthers() {
        host.backend.kernel.paths.put(DB1, Protection.ENCRYPT);
        host.backend.kernel.paths.put(OLD, Protection.ENCRYPT);
        host.leftOver(inbound(DB1, 0x101));
        host.leftOver(outbound(DB1, 0x102));
        host.leftOver(inbound(DB1, 0x103), SaState.LARVAL);
        host.leftOver(inbound(OLD, 0x201));
        host.leftOver(outbound(OLD, 0x202));

        host.now(host.engine().apply(one));

        assertThat(host.backend.asked)
                .containsExactly(
                        new Protect(DB2, Protection.DISCARD),
                        new RemoveSa(outbound(OLD, 0x202)),
                        new RemoveSa(inbound(DB1, 0x103)),
                        new RemoveSa(inbound(OLD, 0x201)),
                        new Unprotect(OLD));
        assertThat(host.backend.kernel.sas).containsOnlyKeys(inbound(DB1, 0x101), outbound(DB1, 0x102));
        assertThat(host.takeEventKinds())
                .contains(
                        SecureConnectEvent.Kind.PATH_RELEASED,
                        SecureConnectEvent.Kind.PATH_ENCRYPTED,
                        SecureConnectEvent.Kind.POLICY_APPLIED);
    }

    @Test
    void tellsTheKeyingWhatIsWantedAndWhatIsThereAfterwards() {
        host.now(host.engine().apply(one));

        assertThat(host.keying.opened).isEqualTo(1);
        assertThat(host.keying.synchronizedWith).hasSize(1);
        assertThat(host.keying.synchronizedWith.get(0)).containsOnlyKeys(DB1);
        assertThat(host.keying.snapshots.get(0).paths()).containsOnlyKeys(DB1, DB2);
    }

    @Test
    void releasesAPathThatNobodyWantsAnyMore() {
        host.now(host.engine().apply(one));
        host.events.clear();

        host.now(host.engine().apply(host.policies.document(2, encrypted("db1", "10.0.0.1<->10.0.0.2"))));

        assertThat(host.backend.kernel.paths).containsOnlyKeys(DB1);
        assertThat(host.events).containsExactly(new PathReleased(DB2), new PolicyApplied(2, 1));
    }

    @Nested
    class Versions {
        private final PolicyDocument five = host.policies.document(5, encrypted("db1", "10.0.0.1<->10.0.0.2"));
        private final PolicyDocument four = host.policies.document(4, encrypted("db2", "10.0.0.1<->10.0.0.3"));
        private final PolicyDocument otherFive = host.policies.document(5, encrypted("db2", "10.0.0.1<->10.0.0.3"));

        @Test
        void anOlderVersionIsRefused() {
            host.now(host.engine().apply(five));

            SecureConnectException refused = host.refused(host.engine().apply(four));

            assertThat(refused.code()).isEqualTo(ErrorCode.STALE_POLICY);
            assertThat(refused).hasMessageContaining("version 4 is older than version 5");
            assertThat(host.backend.kernel.paths).containsOnlyKeys(DB1);
        }

        @Test
        void theSameVersionWithOtherContentIsRefused() {
            host.now(host.engine().apply(five));

            assertThat(host.refused(host.engine().apply(otherFive))).hasMessageContaining("version 6");
        }

        @Test
        void forceTakesBoth() {
            host.now(host.engine().apply(five));
            host.now(host.engine().applyForced(otherFive));
            assertThat(host.backend.kernel.paths).containsOnlyKeys(DB2);

            host.now(host.engine().applyForced(four));
            assertThat(host.now(host.engine().status()).policyVersion()).hasValue(4);
        }
    }

    @Nested
    class RefusesBeforeAnyChange {
        @Test
        void whatTheKernelCannotDo() {
            host.now(host.engine().apply(one));
            host.backend.asked.clear();
            host.backend.capabilities = Plans.kernel().families(Set.of()).build();
            SaPolicy ike = SaPolicy.standard();

            assertThat(host.refusal(host.engine()
                            .apply(host.policies.document(2, ike, encrypted(ike, "db2", "10.0.0.1<->10.0.0.3")))))
                    .isEqualTo(ErrorCode.ESP_UNAVAILABLE);

            assertThat(host.backend.asked).isEmpty();
            assertThat(host.now(host.engine().status()).policyVersion()).hasValue(1);
        }

        @Test
        void theAbsenceOfKeys() {
            host.withKeys = false;

            assertThat(host.refusal(host.engine().apply(one))).isEqualTo(ErrorCode.CAPABILITY_MISSING);
            assertThat(host.backend.asked).isEmpty();
        }

        @Test
        void butLooksAgainBeforeItRefuses() {
            host.backend.capabilities = Plans.kernel().families(Set.of()).build();
            host.engine();
            host.backend.capabilities = Plans.kernel().build(); // somebody loaded esp4

            assertThat(host.now(host.engine().apply(one)).complete()).isTrue();
        }

        @Test
        void aDocumentWithFaults() {
            host.policies.failure = Optional.of(
                    new InvalidPolicyException(List.of(new PolicyFault("/rules", "1", "an array", "write one"))));

            assertThat(host.refused(host.engine().apply(one))).isInstanceOf(InvalidPolicyException.class);
            assertThat(host.backend.asked).isEmpty();
        }

        @Test
        void aFaultOfTheSdkItself() {
            host.policies.failure = Optional.of(new IllegalStateException("a bug"));

            assertThat(host.refusal(host.engine().apply(one))).isEqualTo(ErrorCode.INTERNAL);
            host.policies.failure = Optional.empty();
            assertThat(host.now(host.engine().apply(one)).complete()).isTrue();
        }

        @Test
        void aKernelThatCannotBeRead() {
            host.engine();
            host.backend.snapshotFailure = Optional.of(new IllegalStateException("short read"));

            SecureConnectException refused = host.refused(host.engine().apply(one));

            assertThat(refused.code()).isEqualTo(ErrorCode.KERNEL_PROTOCOL);
            assertThat(refused).hasMessageContaining("short read");
            assertThat(host.backend.asked).isEmpty();
            host.backend.snapshotFailure = Optional.empty();
            assertThat(host.now(host.engine().status()).policyVersion()).isEmpty();
        }
    }

    @Nested
    class Failures {
        @Test
        void areReportedAndTriedAgainUntilTheySucceed() {
            host.backend.refuses = change -> change.equals(new Protect(DB1, Protection.ENCRYPT));

            ApplyReport report = host.now(host.engine().apply(one));

            assertThat(report.complete()).isFalse();
            assertThat(report.failures()).hasSize(1);
            assertThat(host.keying.synchronizedWith.get(0))
                    .as("no keys for a path that lets clear packets pass")
                    .isEmpty();
            assertThat(host.takeEventKinds())
                    .containsExactly(
                            SecureConnectEvent.Kind.FAULT,
                            SecureConnectEvent.Kind.PATH_PROTECTED,
                            SecureConnectEvent.Kind.POLICY_APPLIED);

            host.advance(Duration.ofSeconds(10));
            host.loop.wake();
            assertThat(host.backend.kernel.paths).containsOnlyKeys(DB2);
            host.backend.refuses = change -> false;
            host.advance(host.loop.engine().untilWake().orElseThrow());
            host.loop.wake();

            assertThat(host.backend.kernel.paths).containsOnlyKeys(DB1, DB2);
            assertThat(host.loop.engine().untilWake()).as("no hurry any more").hasValue(Duration.ofMinutes(1));
            assertThat(host.keying.synchronizedWith.get(2)).containsOnlyKeys(DB1);
        }

        @Test
        void keepWhatComesLaterFromWeakeningTheirPath() {
            host.backend.kernel.paths.put(OLD, Protection.ENCRYPT);
            host.leftOver(outbound(OLD, 0x202));
            host.backend.refuses = change -> change.kind() == Kind.REMOVE_SA;

            ApplyReport report = host.now(host.engine().apply(one));

            assertThat(report.failures()).hasSize(1);
            assertThat(host.backend.asked).doesNotContain(new Unprotect(OLD));
            assertThat(host.backend.kernel.paths).containsKey(OLD);
        }

        @Test
        void ofABackendThatThrowsAreFailuresOfEveryChange() {
            host.backend.applyFailure = Optional.of(new IllegalStateException("native code said no"));

            ApplyReport report = host.now(host.engine().apply(one));

            assertThat(report.failures()).hasSize(2).allSatisfy(failure -> {
                assertThat(failure.fault().orElseThrow().code()).isEqualTo(ErrorCode.INTERNAL);
                assertThat(failure.fault().orElseThrow().message()).isEqualTo("native code said no");
            });
            assertThat(host.loop.engine().untilWake()).hasValue(Duration.ofSeconds(10));
        }

        @Test
        void ofABackendThatAnswersForSomethingElseAreFailuresOfEveryChange() {
            host.backend.garbles = results -> results.subList(0, results.size() - 1);

            ApplyReport report = host.now(host.engine().apply(one));

            assertThat(report.failures())
                    .hasSize(2)
                    .allSatisfy(failure ->
                            assertThat(failure.fault().orElseThrow().code()).isEqualTo(ErrorCode.KERNEL_PROTOCOL));
            assertThat(host.keying.synchronizedWith.get(0))
                    .as("the look afterwards shows what was done")
                    .containsOnlyKeys(DB1);
        }

        @Test
        void ofTheLookAfterwardsAreToldAndMadeGood() {
            host.engine();
            host.backend.beforeSnapshot = () -> {
                if (!host.backend.asked.isEmpty()) {
                    throw new SecureConnectException(ErrorCode.KERNEL_REFUSED, "EBUSY");
                }
            };

            assertThat(host.refusal(host.engine().apply(one))).isEqualTo(ErrorCode.KERNEL_REFUSED);
            assertThat(host.backend.kernel.paths).as("the blocks are there").containsOnlyKeys(DB1, DB2);

            host.backend.beforeSnapshot = () -> {};
            host.advance(Duration.ofSeconds(10));
            host.loop.wake();
            assertThat(host.keying.synchronizedWith).hasSize(1);
            assertThat(host.now(host.engine().status()).policyVersion()).hasValue(1);
        }
    }

    @Test
    void namesForeignPoliciesInTheWayAndTellsOfEachOnce() {
        host.backend.kernel.foreignPolicies.add(Foreign.preceding("10.0.0.0/24"));

        ApplyReport report = host.now(host.engine().apply(one));

        assertThat(report.complete()).isFalse();
        assertThat(report.conflicts()).singleElement().asString().contains("10.0.0.1<->10.0.0.2", "charon");
        assertThat(host.takeEventKinds()).contains(SecureConnectEvent.Kind.CONFLICT);
        host.now(host.engine().apply(one));
        assertThat(host.takeEventKinds()).doesNotContain(SecureConnectEvent.Kind.CONFLICT);
    }
}
