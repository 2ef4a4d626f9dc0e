package io.secureconnect.core.keying;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.keying.KeyedPath;
import io.secureconnect.api.plan.AddressPath;
import io.secureconnect.api.plan.BlockReason;
import io.secureconnect.api.plan.Diagnostic;
import io.secureconnect.api.plan.Explanation;
import io.secureconnect.api.plan.FleetPlan;
import io.secureconnect.api.plan.HostPlan;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.plan.PeerAssociation;
import io.secureconnect.api.plan.Verdict;
import io.secureconnect.api.policy.Authentication;
import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.api.policy.UdpEncapsulation;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.api.sa.UdpEncapsulationTemplate;
import io.secureconnect.spi.IkePorts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ControllerPathsTest {
    private static final SaPolicy POLICY = SaPolicy.builder()
            .keying(KeyingMode.CONTROLLER)
            .extendedSequenceNumbers(false)
            .replayWindow(64)
            .childLifetime(SaLifetime.builder().soft(Duration.ofMinutes(5)).build())
            .udpEncapsulation(UdpEncapsulation.FORCE)
            .build();

    private final PeerAssociation encrypted = association("db1", "web1")
            .verdict(Verdict.ENCRYPTED)
            .addPaths(path("10.0.0.2", "10.0.0.1"), path("10.0.0.2", "10.0.0.9"))
            .build();
    private final PeerAssociation weaker = association("app1", "db1")
            .verdict(Verdict.ENCRYPTED)
            .espProposals(List.of(EspProposal.parse("aes128gcm16")))
            .addPaths(path("10.0.0.3", "10.0.0.2"))
            .build();
    private final PeerAssociation blocked = association("db1", "old1")
            .verdict(Verdict.BLOCKED)
            .reason(BlockReason.NO_COMMON_PROPOSAL)
            .espProposals(List.of())
            .addPaths(path("10.0.0.2", "10.0.0.4"))
            .build();
    private final PeerAssociation byIke = association("db1", "ike1")
            .verdict(Verdict.ENCRYPTED)
            .keying(KeyingMode.IKE)
            .ikeVersion(IkeVersion.IKEV2)
            .addPaths(path("10.0.0.2", "10.0.0.5"))
            .build();
    private final Plan plan = new Plan(List.of(encrypted, weaker, blocked, byIke));

    @Test
    void only_encrypted_paths_under_controller_keying_get_keys_sorted() {
        assertThat(ControllerPaths.of(plan))
                .extracting(KeyedPath::toString)
                .containsExactly(
                        "app1 10.0.0.3 <-> db1 10.0.0.2",
                        "db1 10.0.0.2 <-> web1 10.0.0.1",
                        "db1 10.0.0.2 <-> web1 10.0.0.9");
    }

    @Test
    void parameters_are_those_of_the_policy_with_the_best_proposal_of_both_ends() {
        EspParameters parameters = ControllerPaths.of(plan).get(0).parameters();
        assertThat(parameters)
                .isEqualTo(EspParameters.builder()
                        .proposal(EspProposal.parse("aes128gcm16"))
                        .extendedSequenceNumbers(false)
                        .replayWindow(64)
                        .lifetime(POLICY.childLifetime())
                        .udpEncapsulation(UdpEncapsulationTemplate.standard())
                        .build());
    }

    @Test
    void a_host_wants_exactly_what_the_distributor_makes() {
        for (String workload : List.of("app1", "db1", "web1")) {
            Map<HostPair, EspParameters> wanted = KeyDemand.of(
                            plan.host(workload), new Authentication.PreSharedKey(), Set.copyOf(EspProposal.all()))
                    .get(KeyingMode.CONTROLLER)
                    .parameters();
            List<KeyedPath> made = ControllerPaths.of(plan).stream()
                    .filter(p -> p.a().equals(workload) || p.b().equals(workload))
                    .collect(Collectors.toList());
            assertThat(wanted).isNotEmpty().hasSameSizeAs(made);
            made.forEach(p -> assertThat(wanted).containsEntry(p.seenBy(workload), p.parameters()));
        }
    }

    @Test
    void without_force_there_is_no_encapsulation() {
        SaPolicy auto = SaPolicy.builder().build();
        assertThat(ControllerPaths.parameters(auto, EspProposal.AES_256_GCM, IkePorts.standard()))
                .isEqualTo(EspParameters.standard());
    }

    @Test
    void forced_into_udp_it_has_the_port_of_the_pair() {
        SaPolicy force =
                SaPolicy.builder().udpEncapsulation(UdpEncapsulation.FORCE).build();
        assertThat(ControllerPaths.parameters(force, EspProposal.AES_256_GCM, new IkePorts(1500, 14_500))
                        .udpEncapsulation())
                .contains(new UdpEncapsulationTemplate(14_500, 14_500));
    }

    private static PeerAssociation.Builder association(String a, String b) {
        return PeerAssociation.builder().a(a).b(b).keying(KeyingMode.CONTROLLER).espProposals(POLICY.espProposals());
    }

    private static AddressPath path(String a, String b) {
        return new AddressPath(IpAddress.parse(a), IpAddress.parse(b));
    }

    /** A plan that is a list. */
    private record Plan(List<PeerAssociation> all) implements FleetPlan {
        @Override
        public long policyVersion() {
            return 1;
        }

        @Override
        public SaPolicy saPolicy() {
            return POLICY;
        }

        @Override
        public List<String> workloads() {
            return List.of();
        }

        @Override
        public Stream<PeerAssociation> associations() {
            return all.stream();
        }

        @Override
        public HostPlan host(String workload) {
            return HostPlan.builder()
                    .policyVersion(1)
                    .workload(workload)
                    .saPolicy(POLICY)
                    .associations(all.stream()
                            .filter(a -> a.a().equals(workload) || a.b().equals(workload))
                            .map(a -> a.seenBy(workload))
                            .collect(Collectors.toList()))
                    .build();
        }

        @Override
        public Explanation explain(String one, String other) {
            throw new UnsupportedOperationException("no test asks");
        }

        @Override
        public List<Diagnostic> diagnostics() {
            return List.of();
        }
    }
}
