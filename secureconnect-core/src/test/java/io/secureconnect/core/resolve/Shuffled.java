package io.secureconnect.core.resolve;

import io.secureconnect.api.policy.LabelGroup;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.policy.Rule;
import io.secureconnect.api.policy.RuleSet;
import io.secureconnect.api.policy.Scope;
import io.secureconnect.api.policy.Workload;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The same document with the entries of every list, set and map whose order means nothing in another order. */
final class Shuffled {
    private final Random random;

    private Shuffled(long seed) {
        random = new Random(seed);
    }

    static PolicyDocument of(PolicyDocument document, long seed) {
        return new Shuffled(seed).document(document);
    }

    private PolicyDocument document(PolicyDocument document) {
        return PolicyDocument.builder()
                .version(document.version())
                .organization(document.organization())
                .saPolicy(document.saPolicy())
                .labelGroups(
                        list(document.labelGroups()).stream().map(this::group).toList())
                .workloads(
                        list(document.workloads()).stream().map(this::workload).toList())
                .ruleSets(list(document.ruleSets()).stream().map(this::ruleSet).toList())
                .build();
    }

    private LabelGroup group(LabelGroup group) {
        return LabelGroup.builder()
                .name(group.name())
                .key(group.key())
                .labels(list(group.labels()))
                .groups(list(group.groups()))
                .build();
    }

    private Workload workload(Workload workload) {
        return Workload.builder()
                .id(workload.id())
                .hostname(workload.hostname())
                .os(workload.os())
                .agentVersion(workload.agentVersion())
                .managed(workload.managed())
                .enforcementMode(workload.enforcementMode())
                .labels(map(workload.labels()))
                .interfaces(list(workload.interfaces()))
                .ignoredInterfaces(list(workload.ignoredInterfaces()))
                .publicAddress(workload.publicAddress())
                .certificateIssuer(workload.certificateIssuer())
                .build();
    }

    private RuleSet ruleSet(RuleSet set) {
        return RuleSet.builder()
                .name(set.name())
                .enabled(set.enabled())
                .scopes(list(set.scopes()).stream()
                        .map(scope ->
                                Scope.builder().members(map(scope.members())).build())
                        .toList())
                .rules(list(set.rules()).stream().map(this::rule).toList())
                .build();
    }

    private Rule rule(Rule rule) {
        return Rule.builder()
                .from(rule)
                .providers(list(rule.providers()))
                .consumers(list(rule.consumers()))
                .services(list(rule.services()))
                .build();
    }

    private <T> List<T> list(Collection<T> entries) {
        List<T> shuffled = new ArrayList<>(entries);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private <V> Map<String, V> map(Map<String, V> entries) {
        Map<String, V> shuffled = new LinkedHashMap<>();
        list(entries.keySet()).forEach(key -> shuffled.put(key, entries.get(key)));
        return shuffled;
    }
}
