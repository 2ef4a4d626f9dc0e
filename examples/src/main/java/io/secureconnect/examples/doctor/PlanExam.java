package io.secureconnect.examples.doctor;

import io.secureconnect.api.plan.HostAssociation;
import io.secureconnect.api.plan.HostPlan;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.plan.Verdict;
import io.secureconnect.api.policy.UdpEncapsulation;
import io.secureconnect.api.sa.EspOverhead;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.spi.BackendCapabilities;
import io.secureconnect.spi.BackendSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What a policy asks of this host, against what the host can do. */
final class PlanExam {
    private final HostPlan plan;
    private final BackendCapabilities capabilities;
    private final BackendSnapshot snapshot;
    private final LinkMtu mtus;
    private final List<Finding> findings = new ArrayList<>();

    PlanExam(HostPlan plan, BackendCapabilities capabilities, BackendSnapshot snapshot, LinkMtu mtus) {
        this.plan = plan;
        this.capabilities = capabilities;
        this.snapshot = snapshot;
        this.mtus = mtus;
    }

    List<Finding> findings() {
        plan.associations().stream()
                .filter(association -> association.verdict() == Verdict.ENCRYPTED)
                .forEach(this::peer);
        plan.diagnostics()
                .forEach(remark ->
                        findings.add(Finding.note("policy", remark.code().name(), remark.message())));
        return findings;
    }

    private void peer(HostAssociation association) {
        if (association.ikeVersion().equals(Optional.of(IkeVersion.IKEV1))) {
            findings.add(Finding.warning(
                    "deprecated",
                    association.remote(),
                    "keys are agreed on by IKEv1, which RFC 9395 deprecates; set ikeVersionPolicy to modern once both ends"
                            + " can do IKEv2"));
        }
        Optional<EspProposal> suite = association.espProposals().stream()
                .filter(capabilities.proposals()::contains)
                .findFirst();
        if (suite.isEmpty()) {
            findings.add(Finding.failed(
                    "peer",
                    association.remote(),
                    "none of the policy's " + association.espProposals() + " is available in this kernel"));
        }
        for (HostPair path : association.paths()) {
            foreign(path, association.remote());
            suite.ifPresent(chosen -> mtu(path, association.remote(), chosen));
        }
    }

    private void foreign(HostPair path, String peer) {
        snapshot.foreignPolicies().stream()
                .filter(foreign -> foreign.precedes() && foreign.covers(path))
                .forEach(foreign -> findings.add(Finding.failed(
                        "conflict",
                        path.toString(),
                        "an IPsec policy of " + foreign.owner().orElse("others") + " wins against ours for peer '"
                                + peer + "': " + foreign.description() + "; have its owner take it out")));
    }

    private void mtu(HostPair path, String peer, EspProposal suite) {
        OptionalInt link = mtus.of(path.local());
        if (link.isEmpty()) {
            findings.add(Finding.failed(
                    "mtu",
                    path.toString(),
                    path.local()
                            + " is on no interface of this host, though the policy says so; correct the workload"));
            return;
        }
        boolean udp = plan.saPolicy().udpEncapsulation() != UdpEncapsulation.NEVER;
        int inner = new EspOverhead(suite, udp)
                .innerMtu(link.getAsInt(), path.local().family());
        findings.add(Finding.note(
                "mtu",
                path.toString(),
                "peer '" + peer + "': packets of up to " + inner + " octets fit the link's " + link.getAsInt()
                        + " with " + suite.keyword() + (udp ? " in UDP" : "")));
    }
}
