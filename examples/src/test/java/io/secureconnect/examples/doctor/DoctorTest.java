package io.secureconnect.examples.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.SecureConnect;
import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.plan.HostPlan;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.AddressPrefix;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.examples.doctor.Finding.Standing;
import io.secureconnect.spi.BackendCapabilities;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendEvent;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.DatagramPort;
import io.secureconnect.spi.ForeignPolicy;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.spi.IpsecBackend;
import io.secureconnect.spi.SpiReservation;
import io.secureconnect.testkit.kernel.MemoryBackend;
import io.secureconnect.testkit.kernel.MemoryKernel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class DoctorTest {
    private static final LinkMtu ETHERNET =
            local -> local.equals(IpAddress.parse("10.0.0.1")) ? OptionalInt.of(1500) : OptionalInt.empty();

    private final MemoryKernel kernel = MemoryKernel.named("host");

    /** Two workloads, of which {@code system} is the second one's. */
    private static HostPlan plan(String host, String system, String version) throws IOException {
        String document = String.join(
                "",
                "{\"format\":\"secureconnect.policy/v1\",\"version\":1,",
                "\"organization\":{\"id\":\"acme\",\"authentication\":{\"type\":\"psk\"}},",
                "\"saPolicy\":{\"keying\":\"ike\",\"espProposals\":[\"aes256gcm16\"],",
                "\"ikeProposals\":[\"aes256-sha256-modp2048\"],\"ikeVersionPolicy\":\"" + version + "\"},",
                "\"workloads\":[",
                "{\"id\":\"a\",\"os\":\"linux\",\"enforcementMode\":\"full\",",
                "\"interfaces\":[{\"name\":\"eth0\",\"address\":\"10.0.0.1\"}]},",
                "{\"id\":\"b\",\"os\":\"" + system + "\",\"enforcementMode\":\"full\",",
                "\"interfaces\":[{\"name\":\"eth0\",\"address\":\"10.0.0.2\"}]}],",
                "\"ruleSets\":[{\"name\":\"all\",\"rules\":[{\"name\":\"secure\",\"secConnect\":true,",
                "\"consumers\":[{\"workload\":\"a\"}],\"providers\":[{\"workload\":\"b\"}]}]}]}");
        return SecureConnect.policies()
                .resolve(SecureConnect.policies()
                        .read(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8))))
                .host(host);
    }

    private List<Finding> examine(Optional<HostPlan> plan) {
        return Doctor.examine(() -> new MemoryBackend(kernel), plan, ETHERNET);
    }

    private static Finding find(List<Finding> findings, String check, String about) {
        return findings.stream()
                .filter(finding ->
                        finding.check().equals(check) && finding.about().contains(about))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no finding " + check + " about " + about + " in " + findings));
    }

    @Test
    void aWholeKernelHasEverythingAndNothingIsChangedByLooking() {
        List<String> before = kernel.dump();

        List<Finding> findings = examine(Optional.empty());

        assertThat(findings).extracting(Finding::standing).doesNotContain(Standing.FAILED, Standing.WARNING);
        for (EspProposal proposal : EspProposal.all()) {
            assertThat(find(findings, "suite", proposal.keyword()).standing()).isEqualTo(Standing.OK);
        }
        assertThat(kernel.dump()).isEqualTo(before);
    }

    @Test
    void aKernelThatCannotBeSpokenToIsAFindingWithItsRemedy() {
        List<Finding> findings = Doctor.examine(
                () -> {
                    throw new SecureConnectException(ErrorCode.PERMISSION_DENIED, "CAP_NET_ADMIN is missing");
                },
                Optional.empty(),
                ETHERNET);
        assertThat(findings)
                .containsExactly(
                        new Finding(Standing.FAILED, "kernel", "PERMISSION_DENIED", "CAP_NET_ADMIN is missing"));
    }

    @Test
    void eachPeerHasTheLargestPacketThatFits() throws IOException {
        Finding mtu = find(examine(Optional.of(plan("a", "linux", "modern"))), "mtu", "10.0.0.2");
        assertThat(mtu.standing()).isEqualTo(Standing.NOTE);
        // 1500 - 20 (IP) - 8 (UDP) - 8 (SPI, sequence) - 8 (IV) - 16 (ICV) = 1440, a multiple of 4; - 2 + 20 (IP)
        assertThat(mtu.text()).contains("up to 1458 octets").contains("1500").contains("aes256gcm16 in UDP");
    }

    @Test
    void anAddressThatIsNotHereIsToldWithTheRemedy() throws IOException {
        List<Finding> findings = examine(Optional.of(plan("b", "linux", "modern")));
        assertThat(find(findings, "mtu", "10.0.0.2"))
                .satisfies(finding -> assertThat(finding.standing()).isEqualTo(Standing.FAILED))
                .satisfies(finding -> assertThat(finding.text()).contains("10.0.0.2 is on no interface"));
    }

    @Test
    void aPairThatNeedsIkeVersion1IsToldToBeDeprecated() throws IOException {
        Finding deprecated = find(examine(Optional.of(plan("a", "windows", "compatible"))), "deprecated", "b");
        assertThat(deprecated.standing()).isEqualTo(Standing.WARNING);
        assertThat(deprecated.text()).contains("RFC 9395").contains("ikeVersionPolicy");
        assertThat(examine(Optional.of(plan("a", "windows", "modern"))))
                .extracting(Finding::check)
                .doesNotContain("deprecated");
    }

    @Test
    void aPolicyOfOthersThatWinsFailsThePathAndOneThatLosesDoesNot() throws IOException {
        HostPair path = HostPair.of("10.0.0.1", "10.0.0.2");
        Optional<HostPlan> plan = Optional.of(plan("a", "linux", "modern"));
        Limited limited = new Limited(EnumSet.allOf(AddressFamily.class), Set.copyOf(EspProposal.all()));

        limited.foreign = List.of(foreign(path, true));
        assertThat(find(Doctor.examine(() -> limited, plan, ETHERNET), "conflict", "10.0.0.2")
                        .text())
                .contains("admin")
                .contains("peer 'b'")
                .contains("have its owner take it out");
        assertThat(limited.closed).isTrue();

        limited.foreign = List.of(foreign(path, false));
        List<Finding> findings = Doctor.examine(() -> limited, plan, ETHERNET);
        assertThat(findings).extracting(Finding::check).doesNotContain("conflict");
        assertThat(find(findings, "foreign", "10.0.0.2").standing()).isEqualTo(Standing.NOTE);
    }

    private static ForeignPolicy foreign(HostPair path, boolean precedes) {
        return new ForeignPolicy(
                AddressPrefix.of(path.local()),
                AddressPrefix.of(path.remote()),
                Direction.OUTBOUND,
                precedes,
                Optional.of("admin"),
                "priority 1 allow");
    }

    @Test
    void whatTheKernelLacksIsNamedAndFailsThePeerThatNeedsIt() throws IOException {
        Limited limited = new Limited(Set.of(AddressFamily.IPV4), Set.of(EspProposal.parse("aes128gcm16")));
        limited.portTaken = true;
        List<Finding> findings = Doctor.examine(() -> limited, Optional.of(plan("a", "linux", "modern")), ETHERNET);

        assertThat(find(findings, "family", "IPV6").standing()).isEqualTo(Standing.WARNING);
        assertThat(find(findings, "suite", "aes256gcm16").standing()).isEqualTo(Standing.NOTE);
        assertThat(find(findings, "feature", "extended sequence numbers").standing())
                .isEqualTo(Standing.NOTE);
        assertThat(find(findings, "ike", "UDP 500").text()).contains("UDP 500 is taken");
        assertThat(find(findings, "ike", "UDP 500").standing()).isEqualTo(Standing.WARNING);
        assertThat(find(findings, "peer", "b"))
                .satisfies(finding -> assertThat(finding.standing()).isEqualTo(Standing.FAILED))
                .satisfies(finding -> assertThat(finding.text()).contains("aes256gcm16"));
    }

    @Test
    void portsThatAreFreeAreGivenBack() {
        Limited limited = new Limited(EnumSet.allOf(AddressFamily.class), Set.copyOf(EspProposal.all()));
        assertThat(find(Doctor.examine(() -> limited, Optional.empty(), ETHERNET), "ike", "UDP 500 and 4500")
                        .standing())
                .isEqualTo(Standing.OK);
        assertThat(limited.portsOpen).isZero();
    }

    /** A kernel that has little. */
    private static final class Limited implements IpsecBackend {
        private final Set<AddressFamily> families;
        private final Set<EspProposal> proposals;
        private List<ForeignPolicy> foreign = List.of();
        private boolean portTaken;
        private int portsOpen;
        private boolean closed;

        Limited(Set<AddressFamily> families, Set<EspProposal> proposals) {
            this.families = families;
            this.proposals = proposals;
        }

        @Override
        public BackendCapabilities capabilities() {
            return BackendCapabilities.builder()
                    .description("limited kernel")
                    .families(families)
                    .proposals(proposals)
                    .extendedSequenceNumbers(false)
                    .largestReplayWindow(32)
                    .volumeLifetimes(false)
                    .expiryEvents(false)
                    .udpEncapsulation(false)
                    .saCounters(false)
                    .persistentBlocks(false)
                    .build();
        }

        @Override
        public BackendSnapshot snapshot() {
            return BackendSnapshot.builder().foreignPolicies(foreign).build();
        }

        @Override
        public List<ChangeResult> apply(List<? extends BackendChange> changes) {
            throw new AssertionError("a look must not change anything");
        }

        @Override
        public SpiReservation reserveSpi(HostPair path) {
            throw new AssertionError("a look must not change anything");
        }

        @Override
        public void listen(Consumer<BackendEvent> listener) {}

        @Override
        public DatagramPort openIke(IkePorts ports) {
            if (portTaken) {
                throw new SecureConnectException(ErrorCode.KERNEL_REFUSED, "UDP 500 is taken");
            }
            portsOpen++;
            return new DatagramPort() {
                @Override
                public IkePorts ports() {
                    return ports;
                }

                @Override
                public void send(Datagram datagram) {}

                @Override
                public void listen(Consumer<Datagram> listener) {}

                @Override
                public void close() {
                    portsOpen--;
                }
            };
        }

        @Override
        public Map<String, Long> counters() {
            return Map.of();
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
