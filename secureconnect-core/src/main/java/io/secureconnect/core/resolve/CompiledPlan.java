package io.secureconnect.core.resolve;

import io.secureconnect.api.plan.Diagnostic;
import io.secureconnect.api.plan.Explanation;
import io.secureconnect.api.plan.FleetPlan;
import io.secureconnect.api.plan.HostAssociation;
import io.secureconnect.api.plan.HostPlan;
import io.secureconnect.api.plan.PeerAssociation;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.policy.SaPolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A document in compiled form: label index, selectors and links. Plans are made from it when asked for. */
final class CompiledPlan implements FleetPlan {
    private final PolicyDocument document;
    private final Fleet fleet;
    private final RuleBook rules;
    private final LinkTable links;
    private final AssociationMaker maker;
    private final RuleRemarks ruleRemarks;
    private final WorkloadRemarks workloadRemarks;
    private final PairExplainer explainer;
    private final AtomicReference<@Nullable PeerRow> spareRow = new AtomicReference<>();

    CompiledPlan(PolicyDocument document) {
        this.document = document;
        this.fleet = new Fleet(document);
        this.rules = RuleBook.of(document);
        ActorSets actorSets = new ActorSets(fleet, document.labelGroups());
        this.links = new LinkTable(fleet, actorSets, rules, RuleBook.Entry::asksForEncryption);
        TermsTable terms = new TermsTable(document);
        this.maker = new AssociationMaker(fleet, terms);
        SideEffects sideEffects = new SideEffects(
                fleet,
                rules,
                links,
                () -> new LinkTable(
                        fleet,
                        new ActorSets(fleet, document.labelGroups()),
                        rules,
                        entry -> entry.standing() == RuleBook.Standing.PLAIN));
        this.ruleRemarks = new RuleRemarks(fleet, rules, links, sideEffects, terms);
        this.workloadRemarks =
                new WorkloadRemarks(fleet, terms, document.saPolicy().udpEncapsulation());
        this.explainer = new PairExplainer(document, fleet, rules, terms, maker);
    }

    @Override
    public long policyVersion() {
        return document.version();
    }

    @Override
    public SaPolicy saPolicy() {
        return document.saPolicy();
    }

    @Override
    public List<String> workloads() {
        return fleet.ids();
    }

    @Override
    public Stream<PeerAssociation> associations() {
        return StreamSupport.stream(
                () -> new AssociationSpliterator(fleet, newRow(), maker), AssociationSpliterator.TRAITS, false);
    }

    @Override
    public HostPlan host(String workload) {
        int number = fleet.require(workload);
        PeerRow row = takeRow();
        row.fill(number, 0);
        List<HostAssociation> associations = maker.seenFrom(number, row);
        List<Diagnostic> diagnostics = new ArrayList<>();
        for (int rule : row.rulesNamingIt()) {
            diagnostics.addAll(ruleRemarks.of(rule));
        }
        workloadRemarks.of(number, row, diagnostics::add);
        spareRow.set(row);
        Collections.sort(diagnostics);
        return new HostPlan(document.version(), workload, document.saPolicy(), associations, diagnostics);
    }

    @Override
    public Explanation explain(String one, String other) {
        return explainer.explain(fleet.require(one), fleet.require(other));
    }

    @Override
    public List<Diagnostic> diagnostics() {
        List<Diagnostic> diagnostics = new ArrayList<>();
        for (int rule = 0; rule < rules.size(); rule++) {
            diagnostics.addAll(ruleRemarks.of(rule));
        }
        PeerRow row = takeRow();
        for (int workload = 0; workload < fleet.size(); workload++) {
            row.fill(workload, 0);
            workloadRemarks.of(workload, row, diagnostics::add);
        }
        spareRow.set(row);
        Collections.sort(diagnostics);
        return Collections.unmodifiableList(diagnostics);
    }

    private PeerRow takeRow() {
        PeerRow spare = spareRow.getAndSet(null);
        return spare == null ? newRow() : spare;
    }

    private PeerRow newRow() {
        return new PeerRow(fleet, rules, links);
    }
}
