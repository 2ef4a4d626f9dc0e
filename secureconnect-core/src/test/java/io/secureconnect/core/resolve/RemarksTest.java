package io.secureconnect.core.resolve;

import static io.secureconnect.core.resolve.Policies.actors;
import static io.secureconnect.core.resolve.Policies.bareHost;
import static io.secureconnect.core.resolve.Policies.document;
import static io.secureconnect.core.resolve.Policies.host;
import static io.secureconnect.core.resolve.Policies.nic;
import static io.secureconnect.core.resolve.Policies.plain;
import static io.secureconnect.core.resolve.Policies.secured;
import static io.secureconnect.core.resolve.Policies.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.secureconnect.api.plan.BlockReason;
import io.secureconnect.api.plan.Diagnostic;
import io.secureconnect.api.plan.DiagnosticCode;
import io.secureconnect.api.plan.FleetPlan;
import io.secureconnect.api.plan.PeerAssociation;
import io.secureconnect.api.policy.EnforcementMode;
import io.secureconnect.api.policy.OperatingSystem;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.policy.Rule;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.api.policy.UdpEncapsulation;
import io.secureconnect.api.policy.Workload;
import io.secureconnect.api.sa.EspProposal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the diagnostics say: exact numbers, names, and no more of them than people read. */
final class RemarksTest {
    private static final Rule ALL = secured("r", actors("*"), actors("*")).build();

    private static FleetPlan plan(SaPolicy policy, Workload... workloads) {
        return PolicyResolver.resolve(document()
                .saPolicy(policy)
                .addWorkloads(workloads)
                .addRuleSets(set("s", ALL).build())
                .build());
    }

    private static Workload withMtu(String id, String address, int mtu) {
        return bareHost(id).addInterfaces(nic("eth0", address).mtu(mtu).build()).build();
    }

    @ParameterizedTest
    @CsvSource({
        // 1500 - 20 - (8 SPI and sequence, 8 IV, 16 ICV) - 2 pad length and next header, a multiple of 4 with padding
        "aes256gcm16, AUTO, 10.0.0.1, 10.0.0.2, 1500, 1466, over IPv4",
        "aes256gcm16, FORCE, 10.0.0.1, 10.0.0.2, 1500, 1458, in UDP over IPv4",
        "aes256gcm16, NEVER, 2001:db8::1, 2001:db8::2, 1500, 1466, over IPv6",
        // 1500 - 20 - (8, 16 IV, 16 ICV) = 1440, of which 2 are trailer; 1440 is a multiple of 16
        "aes256-sha256, AUTO, 10.0.0.1, 10.0.0.2, 1500, 1458, over IPv4",
        "aes256gcm16, AUTO, 10.0.0.1, 10.0.0.2, 9001, 8966, over IPv4",
        "aes256gcm16, AUTO, 10.0.0.1, 10.0.0.2, 1401, 1366, over IPv4"
    })
    void anMtuAbove1400IsReportedWithTheExactRoomThatIsLeft(
            String proposal, UdpEncapsulation udp, String a, String b, int mtu, int left, String how) {
        SaPolicy policy = SaPolicy.builder()
                .addEspProposals(EspProposal.parse(proposal))
                .udpEncapsulation(udp)
                .build();

        assertThat(plan(policy, withMtu("a", a, mtu), withMtu("b", b, 1400)).diagnostics())
                .singleElement()
                .satisfies(diagnostic -> {
                    assertThat(diagnostic.code()).isEqualTo(DiagnosticCode.MTU_ABOVE_1400);
                    assertThat(diagnostic.subject()).isEqualTo("a");
                    assertThat(diagnostic.message())
                            .contains(
                                    "eth0 (" + a + ")",
                                    "MTU of " + mtu,
                                    proposal + " " + how,
                                    "leaves " + left + " octets");
                });
    }

    @Test
    void theTightestBestProposalOfAllPeersCounts() {
        SaPolicy policy = SaPolicy.builder()
                .espProposals(List.of(EspProposal.parse("chacha20poly1305"), EspProposal.parse("aes256-sha256")))
                .build();
        Workload windows = host("w", "10.0.0.3").os(OperatingSystem.WINDOWS).build();

        assertThat(plan(policy, withMtu("a", "10.0.0.1", 1500), withMtu("b", "10.0.0.2", 1400), windows)
                        .diagnostics())
                .filteredOn(d -> d.code() == DiagnosticCode.MTU_ABOVE_1400)
                .singleElement()
                .satisfies(d -> assertThat(d.message()).contains("aes256-sha256 over IPv4 leaves 1458"));
    }

    @Test
    void anMtuIsNoMatterWithoutAnEncryptedPathOfItsFamily() {
        SaPolicy none = SaPolicy.builder()
                .addEspProposals(EspProposal.parse("chacha20poly1305"))
                .build();
        Workload windows = host("w", "10.0.0.3").os(OperatingSystem.WINDOWS).build();
        Workload dual = bareHost("d")
                .addInterfaces(
                        nic("eth0", "10.0.0.1").mtu(1400).build(),
                        nic("eth1", "2001:db8::1").mtu(1500).build())
                .build();

        assertThat(plan(none, withMtu("a", "10.0.0.1", 1500), windows).diagnostics())
                .noneMatch(d -> d.code() == DiagnosticCode.MTU_ABOVE_1400);
        assertThat(plan(SaPolicy.standard(), dual, host("h", "10.0.0.2").build())
                        .diagnostics())
                .isEmpty();
    }

    @Test
    void longListsAreCutAndCounted() {
        List<Workload> workloads =
                new ArrayList<>(List.of(host("zz", "10.0.1.1").build()));
        for (int i = 10; i < 23; i++) {
            workloads.add(host("idle" + i, "10.0.0." + i)
                    .enforcementMode(EnforcementMode.IDLE)
                    .build());
        }

        assertThat(plan(SaPolicy.standard(), workloads.toArray(Workload[]::new)).diagnostics())
                .singleElement()
                .satisfies(d -> assertThat(d.message())
                        .contains("idle: idle10, idle11, idle12,")
                        .contains("idle19 and 3 more;")
                        .doesNotContain("idle20"));
    }

    @Test
    void diagnosticsAreSortedByCodeThenSubject() {
        FleetPlan plan = PolicyResolver.resolve(RandomPolicy.of(4));

        assertThat(plan.diagnostics()).isSorted();
    }

    @Test
    void aHostGetsTheRemarksOnRulesThatNameItEvenIfItMakesNoPair() {
        FleetPlan plan = plan(
                SaPolicy.standard(),
                host("idle", "10.0.0.1").enforcementMode(EnforcementMode.IDLE).build(),
                host("up", "10.0.0.2").build());

        assertThat(plan.host("idle").associations()).isEmpty();
        assertThat(plan.host("idle").diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly(DiagnosticCode.IDLE_WORKLOAD);
        assertThat(plan.host("up").diagnostics()).isEqualTo(plan.host("idle").diagnostics());
    }

    @Test
    void remarksOnOtherRulesAndOnPeersAreNotTheHosts() {
        PolicyDocument document = document()
                .addWorkloads(
                        host("a", "10.0.0.1", "g=1").build(),
                        host("b", "10.0.0.2", "g=1")
                                .enforcementMode(EnforcementMode.VISIBILITY_ONLY)
                                .build(),
                        host("c", "10.0.0.3", "g=2").build(),
                        host("d", "10.0.0.4", "g=2").managed(false).build())
                .addRuleSets(set(
                                "s",
                                secured("one", actors("g=1"), actors("g=1")).build(),
                                secured("two", actors("g=2"), actors("g=2")).build())
                        .build())
                .build();
        FleetPlan plan = PolicyResolver.resolve(document);

        assertThat(plan.host("a").diagnostics()).isEmpty();
        assertThat(plan.host("b").diagnostics()).extracting(Diagnostic::subject).containsExactly("b");
        assertThat(plan.host("c").diagnostics()).extracting(Diagnostic::subject).containsExactly("s/two");
    }

    @Test
    void sideEffectsAreFoundInLargeRulesAsInSmallOnes() {
        List<Workload> workloads = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            workloads.add(host("h" + i, "10.0." + i / 250 + "." + (1 + i % 250), "half=" + i % 2, "tenth=" + i % 10)
                    .build());
        }
        PolicyDocument document = document()
                .addWorkloads(workloads.toArray(Workload[]::new))
                .addRuleSets(set(
                                "s",
                                secured("large", actors("half=0"), actors("half=0"))
                                        .build(),
                                secured("small", actors("#h0"), actors("#h1")).build(),
                                plain("p1 meets large", actors("tenth=2"), actors("tenth=4"))
                                        .build(),
                                plain("p2 misses both", actors("tenth=3"), actors("tenth=5"))
                                        .build(),
                                plain("p3 meets small", actors("tenth=1"), actors("tenth=0"))
                                        .build(),
                                plain("p4 one host", actors("#h2"), actors("#h2"))
                                        .build())
                        .build())
                .build();

        assertThat(PolicyResolver.resolve(document).diagnostics())
                .extracting(
                        Diagnostic::subject,
                        d -> d.message().substring(d.message().lastIndexOf(": ") + 2))
                .containsExactly(tuple("s/large", "s/p1 meets large"), tuple("s/small", "s/p3 meets small"));
    }

    /** Guards the properties: a generator that never makes a case proves nothing about it. */
    @Test
    void theRandomPoliciesHaveEveryReasonAndEveryDiagnostic() {
        Set<BlockReason> reasons = EnumSet.noneOf(BlockReason.class);
        Set<DiagnosticCode> codes = new TreeSet<>();
        for (long seed = 0; seed < 5000; seed++) {
            FleetPlan plan = PolicyResolver.resolve(RandomPolicy.of(seed));
            plan.associations().map(PeerAssociation::reason).forEach(reason -> reason.ifPresent(reasons::add));
            plan.diagnostics().forEach(d -> codes.add(d.code()));
        }

        assertThat(reasons).containsExactlyInAnyOrder(BlockReason.values());
        assertThat(codes).containsExactlyInAnyOrder(DiagnosticCode.values());
    }
}
