package io.secureconnect.core.resolve;

import io.secureconnect.api.plan.Diagnostic;
import io.secureconnect.api.plan.DiagnosticCode;
import io.secureconnect.api.plan.PairTerms;
import io.secureconnect.api.plan.Verdict;
import io.secureconnect.api.policy.EnforcementMode;
import io.secureconnect.api.policy.NetworkInterface;
import io.secureconnect.api.policy.UdpEncapsulation;
import io.secureconnect.api.policy.Workload;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.EspOverhead;
import io.secureconnect.api.sa.EspProposal;
import java.util.Optional;
import java.util.function.Consumer;

/** What there is to say about a workload that has pairs. */
final class WorkloadRemarks {
    private static final int ROOMY_MTU = 1400;

    private final Fleet fleet;
    private final TermsTable terms;
    private final boolean udp;

    WorkloadRemarks(Fleet fleet, TermsTable terms, UdpEncapsulation encapsulation) {
        this.fleet = fleet;
        this.terms = terms;
        this.udp = encapsulation == UdpEncapsulation.FORCE;
    }

    /** @param row the workload's peers */
    void of(int number, PeerRow row, Consumer<Diagnostic> remarks) {
        if (row.size() == 0) {
            return;
        }
        Workload workload = fleet.workload(number);
        for (NetworkInterface candidate : workload.interfaces()) {
            if (candidate.mtu().orElse(0) > ROOMY_MTU && UsableAddresses.isUsable(workload, candidate)) {
                tightest(number, candidate.mtu().getAsInt(), candidate.address().family(), row)
                        .ifPresent(fit -> remarks.accept(mtu(workload, candidate, fit)));
            }
        }
        if (workload.enforcementMode() == EnforcementMode.VISIBILITY_ONLY) {
            remarks.accept(new Diagnostic(
                    DiagnosticCode.VISIBILITY_ONLY_MAY_BLOCK,
                    workload.id(),
                    "the workload is in visibility-only mode, yet its pairs are encrypted, so a fault in keys or"
                            + " certificates blocks their traffic; expect that, or set it idle until it is ready"));
        }
    }

    private Diagnostic mtu(Workload workload, NetworkInterface networkInterface, Fit fit) {
        AddressFamily family = networkInterface.address().family();
        return new Diagnostic(
                DiagnosticCode.MTU_ABOVE_1400,
                workload.id(),
                "interface " + networkInterface.name() + " (" + networkInterface.address() + ") has an MTU of "
                        + networkInterface.mtu().getAsInt() + ", of which " + fit.proposal.keyword()
                        + (udp ? " in UDP" : "") + " over " + (family == AddressFamily.IPV4 ? "IPv4" : "IPv6")
                        + " leaves " + fit.octets
                        + " octets to a packet; larger ones are fragmented or lost, so set the"
                        + " MTU to " + ROOMY_MTU + " or less");
    }

    /** The least that the best proposal of any peer leaves. */
    private Optional<Fit> tightest(int number, int mtu, AddressFamily family, PeerRow row) {
        Optional<Fit> tightest = Optional.empty();
        long[] seen = new long[(EndProfile.COUNT + 63) / 64];
        for (int i = 0; i < row.size(); i++) {
            int code = fleet.profile(row.peer(i));
            if ((seen[code >> 6] & 1L << code) == 0) {
                seen[code >> 6] |= 1L << code;
                PairTerms pair = terms.of(fleet.profile(number), code);
                EndProfile profile = EndProfile.of(code);
                if (pair.verdict() == Verdict.ENCRYPTED
                        && (family == AddressFamily.IPV4 ? profile.ipv4() : profile.ipv6())) {
                    EspProposal best = pair.espProposals().get(0);
                    Fit fit = new Fit(new EspOverhead(best, udp).innerMtu(mtu, family), best);
                    tightest =
                            tightest.filter(least -> !fit.isTighterThan(least)).or(() -> Optional.of(fit));
                }
            }
        }
        return tightest;
    }

    private record Fit(int octets, EspProposal proposal) {
        boolean isTighterThan(Fit other) {
            return octets < other.octets
                    || octets == other.octets && proposal.keyword().compareTo(other.proposal.keyword()) < 0;
        }
    }
}
