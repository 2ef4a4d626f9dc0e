package io.secureconnect.core.resolve;

import io.secureconnect.api.plan.Explanation;
import io.secureconnect.api.plan.Explanation.RuleTrace;
import io.secureconnect.api.plan.Explanation.Step;
import io.secureconnect.api.plan.PeerAssociation;
import io.secureconnect.api.policy.PolicyDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Follows every rule through the steps for one pair. */
final class PairExplainer {
    private final PolicyDocument document;
    private final Fleet fleet;
    private final RuleBook rules;
    private final TermsTable table;
    private final AssociationMaker maker;

    PairExplainer(PolicyDocument document, Fleet fleet, RuleBook rules, TermsTable table, AssociationMaker maker) {
        this.document = document;
        this.fleet = fleet;
        this.rules = rules;
        this.table = table;
        this.maker = maker;
    }

    Explanation explain(int one, int other) {
        int a = Math.min(one, other);
        int b = Math.max(one, other);
        RuleTracer tracer = new RuleTracer(fleet, new ActorSets(fleet, document.labelGroups()), a, b);
        List<RuleTrace> traces = new ArrayList<>();
        List<String> selecting = new ArrayList<>();
        for (int rule = 0; rule < rules.size(); rule++) {
            RuleTrace trace = tracer.trace(rules.get(rule));
            traces.add(trace);
            if (trace.step() == Step.SELECTED) {
                selecting.add(trace.rule());
            }
        }
        Optional<PeerAssociation> association =
                selecting.isEmpty() ? Optional.empty() : Optional.of(maker.between(a, b, selecting));
        return Explanation.builder()
                .a(fleet.id(a))
                .b(fleet.id(b))
                .association(association)
                .rules(traces)
                .choices(
                        association.isEmpty()
                                ? List.of()
                                : new PairChoices(document, fleet, table, a, b).list(association.get()))
                .build();
    }
}
