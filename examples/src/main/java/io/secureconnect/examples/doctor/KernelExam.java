package io.secureconnect.examples.doctor;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.SaState;
import io.secureconnect.spi.BackendCapabilities;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.spi.IpsecBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the kernel can do, and what it holds, without a policy. */
final class KernelExam {
    private static final int AMPLE_WINDOW = 128;

    private final IpsecBackend backend;
    private final BackendCapabilities capabilities;
    private final List<Finding> findings = new ArrayList<>();

    KernelExam(IpsecBackend backend, BackendCapabilities capabilities) {
        this.backend = backend;
        this.capabilities = capabilities;
    }

    List<Finding> findings(BackendSnapshot snapshot) {
        findings.add(Finding.ok("kernel", capabilities.description(), "answers"));
        families();
        suites();
        features();
        Stream.of(IkePorts.standard(), IkePorts.besideIkeext()).forEach(this::ikePorts);
        own(snapshot);
        snapshot.foreignPolicies()
                .forEach(foreign -> findings.add(Finding.note(
                        "foreign",
                        foreign.local() + " to " + foreign.remote() + " " + foreign.direction(),
                        "IPsec policy of " + foreign.owner().orElse("others") + ", left alone: " + foreign.description()
                                + (foreign.precedes() ? "; it wins against ours where both match" : ""))));
        new TreeMap<>(backend.counters()).forEach(this::counter);
        return findings;
    }

    private void families() {
        for (AddressFamily family : AddressFamily.values()) {
            findings.add(
                    capabilities.families().contains(family)
                            ? Finding.ok("family", family.toString(), "ESP can be carried")
                            : Finding.warning(
                                    "family",
                                    family.toString(),
                                    "no ESP; paths of this family are refused, so load the kernel's ESP for it"));
        }
    }

    private void suites() {
        for (EspProposal proposal : EspProposal.all()) {
            findings.add(
                    capabilities.proposals().contains(proposal)
                            ? Finding.ok("suite", proposal.keyword(), "available")
                            : Finding.note(
                                    "suite",
                                    proposal.keyword(),
                                    "not available; a policy that leaves no other choice is refused"));
        }
    }

    private void features() {
        feature(capabilities.extendedSequenceNumbers(), "extended sequence numbers");
        feature(capabilities.udpEncapsulation(), "ESP in UDP");
        feature(capabilities.volumeLifetimes(), "limits on octets and packets");
        feature(capabilities.expiryEvents(), "news of limits that are reached");
        feature(capabilities.saCounters(), "counters of each SA");
        feature(capabilities.persistentBlocks(), "blocks that outlast a reboot");
        int window = capabilities.largestReplayWindow();
        findings.add(
                window >= AMPLE_WINDOW || capabilities.ownReplayWindow()
                        ? Finding.ok(
                                "feature",
                                "replay window",
                                capabilities.ownReplayWindow() ? "the system's own" : "up to " + window + " packets")
                        : Finding.note("feature", "replay window", window == 0 ? "fixed" : "at most " + window));
    }

    private void feature(boolean has, String name) {
        findings.add(
                has
                        ? Finding.ok("feature", name, "available")
                        : Finding.note("feature", name, "not available; a policy that insists is refused"));
    }

    /** Those of policy's defaults: between other hosts, and with a Windows end. */
    private void ikePorts(IkePorts ports) {
        String about = "UDP " + ports.ike() + " and " + ports.natTraversal();
        try {
            backend.openIke(ports).close();
            findings.add(Finding.ok("ike", about, "free"));
        } catch (SecureConnectException e) {
            findings.add(
                    e.code() == ErrorCode.CAPABILITY_MISSING
                            ? Finding.note("ike", about, String.valueOf(e.getMessage()))
                            : Finding.warning(
                                    "ike",
                                    about,
                                    e.getMessage()
                                            + "; an agent has them while it runs, any other owner has to go for IKE"));
        }
    }

    private void own(BackendSnapshot snapshot) {
        long carrying = snapshot.sas().stream()
                .filter(sa -> sa.state() != SaState.LARVAL)
                .count();
        findings.add(Finding.note(
                "own",
                "paths and SAs",
                snapshot.paths().size() + " path(s) protected, " + carrying + " SA(s) carry packets"));
        int incomplete = snapshot.incompletePaths().size()
                + snapshot.incompleteExemptions().size();
        if (incomplete > 0) {
            findings.add(Finding.warning(
                    "own",
                    "left halfway",
                    incomplete + " path(s) or exemption(s) are there only in part; the next agent makes them whole"));
        }
    }

    private void counter(String name, long value) {
        if (value > 0) {
            findings.add(Finding.note("counter", name, Long.toString(value)));
        }
    }
}
