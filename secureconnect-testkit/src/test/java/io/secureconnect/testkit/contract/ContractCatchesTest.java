package io.secureconnect.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.TrafficSelector;
import io.secureconnect.spi.BackendCapabilities;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendChange.InstallSa;
import io.secureconnect.spi.BackendChange.Negotiate;
import io.secureconnect.spi.BackendChange.Protect;
import io.secureconnect.spi.BackendChange.RemoveSa;
import io.secureconnect.spi.BackendChange.Unprotect;
import io.secureconnect.spi.BackendEvent;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.DatagramPort;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.spi.IpsecBackend;
import io.secureconnect.testkit.TestRun;
import io.secureconnect.testkit.kernel.MemoryBackend;
import io.secureconnect.testkit.kernel.MemoryKernel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The contract notices each way in which a backend breaks its word. */
@Tag("slow")
class ContractCatchesTest {
    /** Set before a run: JUnit makes instances of the class below without arguments. */
    private static BiFunction<MemoryKernel, MemoryBackend, IpsecBackend> between = (kernel, backend) -> backend;

    static class UnderSuspicion extends IpsecBackendContract {
        @Override
        protected BackendHarness newHarness() {
            return new MemoryHarness(MemoryBackend.everything(), between);
        }
    }

    private static Set<String> failuresOf(BiFunction<MemoryKernel, MemoryBackend, IpsecBackend> broken) {
        between = broken;
        TestRun run = TestRun.of(UnderSuspicion.class);
        assertThat(run.passed() + run.failures().size()).isGreaterThan(50);
        return run.failures().keySet();
    }

    /** A backend whose every change is done by {@code apply}. */
    private static ForwardingBackend changing(
            MemoryBackend backend, UnaryOperator<List<ChangeResult>> answers, Consumer<BackendChange> after) {
        return new ForwardingBackend(backend) {
            @Override
            public List<ChangeResult> apply(List<? extends BackendChange> changes) {
                List<ChangeResult> results = answers.apply(super.apply(changes));
                changes.forEach(after);
                return results;
            }
        };
    }

    @Test
    void anHonestBackendPasses() {
        assertThat(failuresOf((kernel, backend) -> new ForwardingBackend(backend)))
                .isEmpty();
    }

    @Test
    void aPathProtectedInOneDirectionOnly() {
        assertThat(failuresOf((kernel, backend) -> changing(backend, results -> results, change -> {
                    if (change instanceof Protect protect) {
                        kernel.removePolicy(TrafficSelector.of(protect.target()), Direction.INBOUND);
                    }
                })))
                .contains("aPathIsProtectedOnce()", "noClearPacketPassesWhileAPathIsProtected()");
    }

    @Test
    void aSwitchThatRemovesBeforeItAdds() {
        assertThat(failuresOf((kernel, backend) -> new ForwardingBackend(backend) {
                    @Override
                    public List<ChangeResult> apply(List<? extends BackendChange> changes) {
                        for (BackendChange change : changes) {
                            if (change instanceof Protect protect
                                    && snapshot().paths().getOrDefault(protect.target(), protect.protection())
                                            != protect.protection()) {
                                super.apply(List.of(new Unprotect(protect.target())));
                            }
                        }
                        return super.apply(changes);
                    }
                }))
                .containsExactly("noClearPacketPassesWhileProtectionIsSwitched()");
    }

    @Test
    void anSaThatIsKeyedAgain() {
        assertThat(failuresOf((kernel, backend) -> new ForwardingBackend(backend) {
                    @Override
                    public List<ChangeResult> apply(List<? extends BackendChange> changes) {
                        List<ChangeResult> results = new ArrayList<>();
                        for (BackendChange change : changes) {
                            if (change instanceof InstallSa install) {
                                super.apply(List.of(new RemoveSa(install.sa().id())));
                            }
                            results.addAll(super.apply(List.of(change)));
                        }
                        return results;
                    }
                }))
                .contains(
                        "anSaOfTheSameNameIsLeftAsItIsWhateverKeyComes()",
                        "sasOutliveTheirBackendAndAreNeverKeyedAgain()");
    }

    @Test
    void anAnswerThatShowsAKey() {
        assertThat(failuresOf((kernel, backend) -> changing(
                        backend,
                        results -> results.stream()
                                .map(result -> result.isFailed() && result.change() instanceof InstallSa install
                                        ? ChangeResult.failed(
                                                install,
                                                result.fault().orElseThrow().code(),
                                                "key "
                                                        + install.sa()
                                                                .keys()
                                                                .encryption()
                                                                .<String>read(HexFormat.ofDelimiter(" ")::formatHex))
                                        : result)
                                .collect(Collectors.toList()),
                        change -> {})))
                .contains("anSpiOfAnotherPathAtTheSameAddressIsInUse()");
    }

    @Test
    void answersInAnotherOrder() {
        assertThat(failuresOf((kernel, backend) -> changing(
                        backend,
                        results -> {
                            List<ChangeResult> reversed = new ArrayList<>(results);
                            Collections.reverse(reversed);
                            return reversed;
                        },
                        change -> {})))
                .contains("manyChangesAreAnsweredInTheirOrder()");
    }

    @Test
    void capabilitiesThatPromiseTooMuchOrTooLittle() {
        BackendCapabilities noEsn = BackendCapabilities.builder()
                .from(MemoryBackend.everything())
                .extendedSequenceNumbers(false)
                .proposals(Set.of(EspProposal.AES_256_GCM))
                .build();
        assertThat(failuresOf((kernel, backend) -> new ForwardingBackend(backend) {
                    @Override
                    public BackendCapabilities capabilities() {
                        return noEsn;
                    }
                }))
                .contains(
                        "extendedSequenceNumbersAreInstalledIfListedAndRefusedIfNot()",
                        "everyProposalIsInstalledIfListedAndRefusedByNameIfNot()");
    }

    @Test
    void anIkeOfTheSystemThatIsClaimedOrPromised() {
        assertThat(failuresOf((kernel, backend) -> changing(
                        backend,
                        results -> results.stream()
                                .map(result -> result.change() instanceof Negotiate
                                        ? ChangeResult.applied(result.change())
                                        : result)
                                .collect(Collectors.toList()),
                        change -> {})))
                .containsExactly("aSystemWithoutAnIkeOfItsOwnRefusesToNegotiateAndChangesNothing()");
        BackendCapabilities promised = BackendCapabilities.builder()
                .from(MemoryBackend.everything())
                .addNativeKeying(IkeVersion.IKEV1)
                .addNativeIkeProposals(IkeProposal.parse("aes256-sha256-modp2048"))
                .build();
        assertThat(failuresOf((kernel, backend) -> new ForwardingBackend(backend) {
                    @Override
                    public BackendCapabilities capabilities() {
                        return promised;
                    }
                }))
                .contains(
                        "aPathIsNegotiatedOnceAndToldWithItsFingerprint()",
                        "negotiationOutlivesItsBackendAndIsKnownToTheNext()");
    }

    @Test
    void aSnapshotThatHidesWhatIsIncomplete() {
        assertThat(failuresOf((kernel, backend) -> new ForwardingBackend(backend) {
                    @Override
                    public BackendSnapshot snapshot() {
                        return BackendSnapshot.builder()
                                .from(super.snapshot())
                                .incompletePaths(Set.of())
                                .incompleteExemptions(Set.of())
                                .build();
                    }
                }))
                .contains(
                        "aPathThatLostADirectionIsReportedIncompleteAndMadeWhole()",
                        "anExemptionThatLostADirectionIsReportedIncompleteAndMadeWholeOrRemoved()");
    }

    @Test
    void aCloseThatCleansUp() {
        assertThat(failuresOf((kernel, backend) -> new ForwardingBackend(backend) {
                    @Override
                    public void close() {
                        snapshot().paths().keySet().forEach(path -> super.apply(List.of(new Unprotect(path))));
                        super.close();
                    }
                }))
                .contains("policiesOutliveTheirBackendAndAreKnownToTheNext()", "aBlockOutlivesItsBackend()");
    }

    @Test
    void foreignPoliciesThatAreRemovedOrNotReported() {
        assertThat(failuresOf((kernel, backend) -> new ForwardingBackend(backend) {
                    @Override
                    public List<ChangeResult> apply(List<? extends BackendChange> changes) {
                        for (BackendChange change : changes) {
                            if (change instanceof Protect protect
                                    && kernel.foreignObjects().size() > 0) {
                                kernel.removePolicy(TrafficSelector.of(protect.target()), Direction.INBOUND);
                                kernel.removePolicy(TrafficSelector.of(protect.target()), Direction.OUTBOUND);
                            }
                        }
                        return super.apply(changes);
                    }

                    @Override
                    public BackendSnapshot snapshot() {
                        return BackendSnapshot.builder()
                                .from(super.snapshot())
                                .foreignPolicies(List.of())
                                .build();
                    }
                }))
                .contains(
                        "aForeignPolicyOfTheSameSelectorIsNeverReplaced()",
                        "foreignPoliciesAreReportedWithTheirPrecedence()");
    }

    @Test
    void aListThatEndsAtItsFirstFailure() {
        assertThat(failuresOf((kernel, backend) -> new ForwardingBackend(backend) {
                    @Override
                    public List<ChangeResult> apply(List<? extends BackendChange> changes) {
                        List<ChangeResult> results = new ArrayList<>();
                        boolean stopped = false;
                        for (BackendChange change : changes) {
                            results.add(
                                    stopped
                                            ? ChangeResult.failed(change, ErrorCode.KERNEL_REFUSED, "gave up")
                                            : super.apply(List.of(change)).get(0));
                            stopped |= results.get(results.size() - 1).isFailed();
                        }
                        return results;
                    }
                }))
                .containsExactly("aChangeThatFailsDoesNotStopThoseAfterIt()");
    }

    @Test
    void eventsThatAreNotToldOrToldOfOnesOwn() {
        Map<BackendEvent.Kind, String> expected = Map.of(
                BackendEvent.Kind.ACQUIRE, "aPacketWithoutAnSaIsAnnouncedOnceUntilItsLarvalSaExpires()",
                BackendEvent.Kind.EXPIRED, "limitsOfTimeAreAnnouncedSoftThenHard()",
                BackendEvent.Kind.CHANGED_BY_OTHERS, "whatOthersDoToOurPoliciesIsAnnounced()");
        expected.forEach((kind, test) -> assertThat(failuresOf((kernel, backend) -> new ForwardingBackend(backend) {
                    @Override
                    public void listen(Consumer<BackendEvent> listener) {
                        super.listen(event -> {
                            if (event.kind() != kind) {
                                listener.accept(event);
                            }
                        });
                    }
                }))
                .contains(test));
        assertThat(failuresOf((kernel, backend) -> new ForwardingBackend(backend) {
                    private Consumer<BackendEvent> listener = event -> {};

                    @Override
                    public void listen(Consumer<BackendEvent> newListener) {
                        listener = newListener;
                        super.listen(newListener);
                    }

                    @Override
                    public List<ChangeResult> apply(List<? extends BackendChange> changes) {
                        listener.accept(new BackendEvent.ChangedByOthers("somebody did something"));
                        return super.apply(changes);
                    }
                }))
                .contains("whatWeDoOurselvesIsNotAnnounced()");
    }

    @Test
    void socketsThatShareTheirPortsOrSendThroughThePolicies() {
        assertThat(failuresOf((kernel, backend) -> new ForwardingBackend(backend) {
                    @Override
                    public DatagramPort openIke(IkePorts ports) {
                        return deaf(ports);
                    }
                }))
                .containsExactlyInAnyOrder(
                        "datagramsOfBothPortsPassBothWaysWhateverThePolicySays()",
                        "keepalivesOfANatAreNotHandedIn()",
                        "espOnThePortOfNatTraversalIsTheKernels()",
                        "portsThatAreTakenAreRefusedAndFreeAgainAfterClosing()",
                        "whatIsSentOnClosedSocketsIsLost()");
    }

    /** Sockets that take every port, and no datagram. */
    private static DatagramPort deaf(IkePorts ports) {
        return new DatagramPort() {
            @Override
            public IkePorts ports() {
                return ports;
            }

            @Override
            public void listen(Consumer<Datagram> receiver) {}

            @Override
            public void send(Datagram datagram) {}

            @Override
            public void close() {}
        };
    }
}
