package io.secureconnect.core.resolve;

import io.secureconnect.api.plan.Diagnostic;
import io.secureconnect.api.plan.DiagnosticCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.roaringbitmap.RoaringBitmap;

/** What there is to say about a rule, worked out from its selectors when first asked for. Thread-safe. */
final class RuleRemarks {
    private final Fleet fleet;
    private final RuleBook rules;
    private final LinkTable links;
    private final SideEffects sideEffects;
    private final Ikev1Ends ikev1Ends;
    private final AtomicReferenceArray<List<Diagnostic>> known;

    RuleRemarks(Fleet fleet, RuleBook rules, LinkTable links, SideEffects sideEffects, TermsTable terms) {
        this.fleet = fleet;
        this.rules = rules;
        this.links = links;
        this.sideEffects = sideEffects;
        this.ikev1Ends = new Ikev1Ends(fleet, links, terms);
        this.known = new AtomicReferenceArray<>(rules.size());
    }

    List<Diagnostic> of(int rule) {
        List<Diagnostic> remarks = known.get(rule);
        if (remarks == null) {
            remarks = workOut(rule);
            known.set(rule, remarks);
        }
        return remarks;
    }

    private List<Diagnostic> workOut(int rule) {
        return switch (rules.get(rule).standing()) {
            case DISABLED, PLAIN -> List.of();
            case INVALID -> invalid(rule);
            case SECURED -> secured(rule);
        };
    }

    private List<Diagnostic> invalid(int rule) {
        RuleEnds ends = new RuleEnds(rules.get(rule).rule());
        List<Diagnostic> remarks = new ArrayList<>();
        ends.mixture()
                .ifPresent(mixture -> remarks.add(remark(
                        DiagnosticCode.INVALID_ACTOR_COMBINATION,
                        rule,
                        mixture + ", which do not go together for encryption, so the rule selects nothing; name"
                                + " workloads, labels and groups, or all workloads on both sides")));
        ends.unsupported()
                .ifPresent(actors -> remarks.add(remark(
                        DiagnosticCode.UNSUPPORTED_ACTOR,
                        rule,
                        actors + " cannot be encrypted to, so the rule selects nothing; name managed workloads by"
                                + " label or id, or take secConnect off the rule")));
        return List.copyOf(remarks);
    }

    private List<Diagnostic> secured(int rule) {
        List<Diagnostic> remarks = new ArrayList<>();
        addNaming(
                remarks,
                DiagnosticCode.UNMANAGED_WORKLOAD,
                rule,
                "not encrypted for want of an agent: ",
                named(rule, fleet.unmanaged()),
                "; install one there, or take them out of the rule");
        addNaming(
                remarks,
                DiagnosticCode.IDLE_WORKLOAD,
                rule,
                "not encrypted because idle: ",
                named(rule, fleet.idle()),
                "; traffic between them and the other ends of the rule is at risk, so change their enforcement mode or"
                        + " take them out of the rule");
        addNaming(
                remarks,
                DiagnosticCode.UNSUPPORTED_OPERATING_SYSTEM,
                rule,
                "not encrypted for want of a backend for their system: ",
                named(rule, fleet.withoutBackend()),
                "; Linux and Windows have one, so take the others out of the rule");
        addNaming(
                remarks,
                DiagnosticCode.IKEV1_DEPRECATED,
                rule,
                "uses IKEv1, which RFC 9395 deprecates, with the Windows workloads ",
                ikev1Ends.of(rule),
                "; set ikeVersionPolicy to modern once all ends can do IKEv2");
        List<String> affected = sideEffects.of(rule);
        if (!affected.isEmpty()) {
            remarks.add(remark(
                    DiagnosticCode.HOST_TO_HOST_SIDE_EFFECT,
                    rule,
                    "encryption is host to host, so it also covers what these rules allow between the same hosts without"
                            + " asking for it: " + Listing.of(affected)));
        }
        return List.copyOf(remarks);
    }

    private void addNaming(
            List<Diagnostic> remarks,
            DiagnosticCode code,
            int rule,
            String before,
            RoaringBitmap workloads,
            String after) {
        if (!workloads.isEmpty()) {
            remarks.add(remark(code, rule, before + Listing.of(fleet, workloads) + after));
        }
    }

    private Diagnostic remark(DiagnosticCode code, int rule, String message) {
        return new Diagnostic(code, rules.name(rule), message);
    }

    /** The workloads of {@code kind} that the rule would make pairs of. */
    private RoaringBitmap named(int rule, RoaringBitmap kind) {
        RoaringBitmap named = new RoaringBitmap();
        for (int link = links.firstLinkOf(rule); link < links.endOfLinksOf(rule) && !kind.isEmpty(); link++) {
            addNamed(links.providers(link), links.consumers(link), kind, named);
            addNamed(links.consumers(link), links.providers(link), kind, named);
        }
        return named;
    }

    private static void addNamed(RoaringBitmap ends, RoaringBitmap others, RoaringBitmap kind, RoaringBitmap named) {
        if (RoaringBitmap.intersects(ends, kind)) {
            named.or(PairSets.withPartner(RoaringBitmap.and(ends, kind), others));
        }
    }
}
