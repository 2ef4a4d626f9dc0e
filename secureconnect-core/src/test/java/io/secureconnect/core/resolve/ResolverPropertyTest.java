package io.secureconnect.core.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.plan.Diagnostic;
import io.secureconnect.api.plan.Explanation;
import io.secureconnect.api.plan.FleetPlan;
import io.secureconnect.api.plan.HostAssociation;
import io.secureconnect.api.plan.PeerAssociation;
import io.secureconnect.api.plan.Verdict;
import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.api.policy.OperatingSystem;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.policy.Workload;
import io.secureconnect.core.json.PlanJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What holds for every document. */
final class ResolverPropertyTest {
    @Property(tries = 3000)
    void theResolverAgreesWithTheNaiveOne(@ForAll long seed) {
        PolicyDocument document = RandomPolicy.of(seed);
        NaiveResolver naive = new NaiveResolver(document).resolve();
        FleetPlan plan = PolicyResolver.resolve(document);

        assertThat(plan.associations().toList()).isEqualTo(naive.associations());
        TreeSet<NaiveResolver.Remark> remarks = new TreeSet<>();
        plan.diagnostics().forEach(d -> remarks.add(new NaiveResolver.Remark(d.code(), d.subject())));
        assertThat(remarks).isEqualTo(naive.remarks());
    }

    @Property(tries = 1000)
    void theOrderOfListsAndMapsMeansNothing(@ForAll long seed, @ForAll long order) throws IOException {
        PolicyDocument document = RandomPolicy.of(seed);
        FleetPlan plan = PolicyResolver.resolve(document);
        FleetPlan shuffled = PolicyResolver.resolve(Shuffled.of(document, order));

        assertThat(everythingAbout(shuffled)).isEqualTo(everythingAbout(plan));
        assertThat(PlanDifference.between(plan, shuffled).isEmpty()).isTrue();
    }

    @Property(tries = 1000)
    void eachHostSeesTheFleetsAssociationsMirrored(@ForAll long seed) {
        PolicyDocument document = RandomPolicy.of(seed);
        FleetPlan plan = PolicyResolver.resolve(document);
        List<PeerAssociation> associations = plan.associations().toList();

        for (Workload host : document.workloads()) {
            assertThat(plan.host(host.id()).associations())
                    .isEqualTo(associations.stream()
                            .filter(pair ->
                                    pair.a().equals(host.id()) || pair.b().equals(host.id()))
                            .map(pair -> carriedOut(pair.seenBy(host.id()), host))
                            .sorted(Comparator.comparing(HostAssociation::remote))
                            .toList());
        }
    }

    /** Native keying is for Windows; the other end of such a pair speaks the SDK's IKE on the same terms. */
    private static HostAssociation carriedOut(HostAssociation association, Workload host) {
        boolean beside = association.keying() == KeyingMode.NATIVE
                && association.verdict() == Verdict.ENCRYPTED
                && host.os() != OperatingSystem.WINDOWS;
        return !beside
                ? association
                : HostAssociation.builder()
                        .local(association.local())
                        .remote(association.remote())
                        .verdict(association.verdict())
                        .keying(KeyingMode.IKE)
                        .ikeVersion(association.ikeVersion())
                        .authentication(association.authentication())
                        .espProposals(association.espProposals())
                        .ikePorts(association.ikePorts())
                        .paths(association.paths())
                        .rules(association.rules())
                        .build();
    }

    @Property(tries = 1000)
    void anExplanationSelectsTheRulesOfTheAssociation(@ForAll long seed) {
        FleetPlan plan = PolicyResolver.resolve(RandomPolicy.of(seed));
        List<PeerAssociation> associations = plan.associations().toList();

        for (String one : plan.workloads()) {
            for (String other : plan.workloads()) {
                Explanation explanation = plan.explain(one, other);
                Optional<PeerAssociation> expected = associations.stream()
                        .filter(pair ->
                                pair.a().equals(explanation.a()) && pair.b().equals(explanation.b()))
                        .findFirst();
                assertThat(explanation.association()).isEqualTo(expected);
                assertThat(explanation.rules().stream()
                                .filter(Explanation.RuleTrace::selected)
                                .map(Explanation.RuleTrace::rule))
                        .isEqualTo(expected.map(PeerAssociation::rules).orElse(List.of()));
                assertThat(explanation.choices().isEmpty()).isEqualTo(expected.isEmpty());
            }
        }
    }

    @Property(tries = 1000)
    void aHostsRemarksAreThoseOnItselfAndOnTheRulesThatNameIt(@ForAll long seed) {
        PolicyDocument document = RandomPolicy.of(seed);
        FleetPlan plan = PolicyResolver.resolve(document);

        for (String host : plan.workloads()) {
            List<Diagnostic> remarks = plan.host(host).diagnostics();
            assertThat(plan.diagnostics()).containsAll(remarks);
            assertThat(remarks).isSorted().doesNotHaveDuplicates();
            List<String> rules = plan.host(host).associations().stream()
                    .flatMap(association -> association.rules().stream())
                    .toList();
            assertThat(remarks)
                    .containsAll(plan.diagnostics().stream()
                            .filter(d -> d.subject().equals(host) || rules.contains(d.subject()))
                            .toList());
        }
    }

    @Property(tries = 500)
    void twoPlansDifferByWhatOnlyOneOfThemHas(@ForAll long before, @ForAll long after) {
        FleetPlan older = PolicyResolver.resolve(RandomPolicy.of(before));
        FleetPlan newer = PolicyResolver.resolve(RandomPolicy.of(after));
        List<PeerAssociation> olds = older.associations().toList();
        List<PeerAssociation> news = newer.associations().toList();

        var diff = PlanDifference.between(older, newer);

        assertThat(diff.changes().stream()
                        .map(change -> change.before().orElse(null))
                        .filter(Objects::nonNull))
                .isEqualTo(olds.stream().filter(pair -> !news.contains(pair)).toList());
        assertThat(diff.changes().stream()
                        .map(change -> change.after().orElse(null))
                        .filter(Objects::nonNull))
                .isEqualTo(news.stream().filter(pair -> !olds.contains(pair)).toList());
        assertThat(diff.changes().stream().map(change -> change.a() + " " + change.b()))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    private static String everythingAbout(FleetPlan plan) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PlanJson.write(plan, out);
        for (String host : plan.workloads()) {
            PlanJson.write(plan.host(host), out);
        }
        String explanations = plan.workloads().stream()
                .flatMap(one -> plan.workloads().stream()
                        .map(other -> plan.explain(one, other).toString()))
                .collect(Collectors.joining("\n"));
        return Stream.of(out.toString(StandardCharsets.UTF_8), explanations).collect(Collectors.joining());
    }
}
