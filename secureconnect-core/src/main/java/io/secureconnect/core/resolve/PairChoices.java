package io.secureconnect.core.resolve;

import io.secureconnect.api.plan.Explanation.Choice;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.plan.PairTerms;
import io.secureconnect.api.plan.PeerAssociation;
import io.secureconnect.api.plan.Verdict;
import io.secureconnect.api.policy.AgentVersion;
import io.secureconnect.api.policy.Authentication;
import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.api.policy.OperatingSystem;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.policy.Workload;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.IkeProposal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Step 7 and 8 in words: what two workloads agreed on, in the order in which it is decided. */
final class PairChoices {
    private static final String NONE = "none";
    private static final String DEPRECATION =
            "; a pair with a Windows end uses IKEv1 under compatible, which RFC 9395 deprecates: set ikeVersionPolicy to modern"
                    + " once all ends can do IKEv2";

    private static final String SIDE_EFFECT =
            "; while a pair is keyed natively, Windows itself permits UDP 500 and 4500 with every address";

    private final PolicyDocument document;
    private final TermsTable table;
    private final PairTerms terms;
    private final Workload a;
    private final Workload b;
    private final List<Choice> choices = new ArrayList<>();

    PairChoices(PolicyDocument document, Fleet fleet, TermsTable table, int a, int b) {
        this.document = document;
        this.table = table;
        this.terms = table.of(fleet.profile(a), fleet.profile(b));
        this.a = fleet.workload(a);
        this.b = fleet.workload(b);
    }

    List<Choice> list(PeerAssociation association) {
        add(
                "addresses",
                words(association.paths().stream()
                        .map(path -> path.fromA().toString())
                        .toList()),
                "every usable address of " + a.id() + " with those of " + b.id() + " of the same family; usable means"
                        + " interface up, not loopback, not ignored, not link-local");
        addKeying();
        add(
                "ESP proposals",
                words(terms.espProposals().stream().map(EspProposal::keyword).toList()),
                "those of the policy that both ends can do, best first; " + systems());
        terms.ikeVersion().ifPresent(this::addIke);
        addPorts();
        add(
                "agent versions",
                version(a) + " and " + version(b),
                "agents before 20.0 do not talk to later ones; an undeclared version counts as current");
        terms.authentication().ifPresent(this::addAuthentication);
        add(
                "verdict",
                terms.verdict()
                        + terms.reason().map(reason -> " (" + reason + ")").orElse(""),
                terms.verdict() == Verdict.ENCRYPTED
                        ? "every demand above is met"
                        : "what does not fit is blocked, never clear; the first demand that is not met is the reason");
        return List.copyOf(choices);
    }

    private void addKeying() {
        boolean daemons = terms.keying() == KeyingMode.NATIVE && terms.verdict() == Verdict.ENCRYPTED;
        add(
                "keying",
                terms.keying().wireName() + (daemons ? " (" + daemons() + ")" : ""),
                "the policy says so; " + systems() + (daemons ? SIDE_EFFECT : ""));
    }

    /** Who negotiates, in words. */
    private String daemons() {
        String version = terms.ikeVersion().map(IkeVersion::wireName).orElse("IKE");
        if (a.os() == b.os()) {
            return version + " by Windows";
        }
        Workload windows = a.os() == OperatingSystem.WINDOWS ? a : b;
        Workload other = windows == a ? b : a;
        return version + " by Windows on " + windows.id() + ", by SecureConnect on " + other.id();
    }

    private void addIke(IkeVersion version) {
        add(
                "IKE version",
                version.wireName(),
                "ikeVersionPolicy is " + document.saPolicy().ikeVersionPolicy().wireName() + "; " + systems()
                        + (version == IkeVersion.IKEV1 ? DEPRECATION : ""));
        add(
                "IKE proposals",
                words(table.ikeProposals(version, a.os(), b.os()).stream()
                        .map(IkeProposal::keyword)
                        .toList()),
                "those of the policy that " + version.wireName() + " and both ends have"
                        + (terms.keying() == KeyingMode.NATIVE ? ", Windows in its own IKE" : "")
                        + (document.saPolicy().postquantum() ? ", with ML-KEM-768 added, for postquantum is on" : ""));
    }

    private void addPorts() {
        String field = a.os() == OperatingSystem.WINDOWS || b.os() == OperatingSystem.WINDOWS
                ? "the policy's windowsIkePorts"
                : "the policy's ikePorts";
        add(
                "UDP ports",
                terms.ikePorts().ike() + " for IKE, " + terms.ikePorts().natTraversal()
                        + " for IKE behind a NAT and for ESP in UDP",
                (terms.keying() == KeyingMode.NATIVE ? "native keying has those of the RFCs" : field) + "; "
                        + systems());
    }

    private void addAuthentication(String name) {
        String why = "the organization says so";
        if (document.organization().authentication() instanceof Authentication.Certificate certificate
                && terms.keying() != KeyingMode.CONTROLLER) {
            why = "agents need 17.2 or newer and a certificate from " + certificate.issuer() + "; " + issuer(a) + ", "
                    + issuer(b);
        }
        add("authentication", name, why);
    }

    private void add(String topic, String chosen, String why) {
        choices.add(new Choice(topic, chosen, why));
    }

    private String systems() {
        return a.id() + " runs " + a.os().wireName() + ", " + b.id() + " runs " + b.os().wireName();
    }

    private static String version(Workload workload) {
        return workload.agentVersion().map(AgentVersion::text).orElse("undeclared");
    }

    private static String issuer(Workload workload) {
        return workload.id() + " has "
                + workload.certificateIssuer()
                        .map(issuer -> "one from " + issuer)
                        .orElse(NONE);
    }

    private static String words(List<String> items) {
        return items.isEmpty() ? NONE : items.stream().collect(Collectors.joining(", "));
    }
}
