package io.secureconnect.core.resolve;

import io.secureconnect.api.policy.LabelGroup;
import io.secureconnect.api.policy.Rule;
import io.secureconnect.api.policy.RuleSet;
import io.secureconnect.api.policy.Scope;
import io.secureconnect.api.policy.ScopeMember;
import io.secureconnect.api.policy.Service;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rule sets: unique names, scopes and actors that refer to what exists, options that do not contradict. */
final class RuleSetCheck {
    private final LabelGroupCheck groups;
    private final ActorListCheck actors;
    private final Set<?> unreadable;
    private final FaultList faults;
    private final Set<String> setNames = new HashSet<>();
    private final Set<String> ruleNames = new HashSet<>();

    RuleSetCheck(LabelGroupCheck groups, WorkloadCheck workloads, Set<?> unreadable, FaultList faults) {
        this.groups = groups;
        this.actors = new ActorListCheck(groups, workloads, unreadable, faults);
        this.unreadable = unreadable;
        this.faults = faults;
    }

    void check(List<RuleSet> ruleSets) {
        for (int i = 0; i < ruleSets.size(); i++) {
            RuleSet set = ruleSets.get(i);
            String pointer = "/ruleSets/" + i;
            if (!unreadable.contains(set)) {
                Names.check(faults, pointer + "/name", set.name());
                unique(setNames, set.name(), pointer + "/name", "names of rule sets are unique");
            }
            for (int j = 0; j < set.scopes().size(); j++) {
                check(pointer + "/scopes/" + j, set.scopes().get(j));
            }
            for (int j = 0; j < set.rules().size(); j++) {
                check(pointer + "/rules/" + j, set, set.rules().get(j));
            }
        }
    }

    private void check(String pointer, Scope scope) {
        for (Map.Entry<String, ScopeMember> entry : scope.members().entrySet()) {
            String at = pointer + "/" + JsonText.segment(entry.getKey());
            ScopeMember member = entry.getValue();
            Names.check(faults, at, entry.getKey());
            if (!member.group()) {
                Names.check(faults, at, member.name());
                continue;
            }
            LabelGroup group = groups.find(member.name());
            if (group == null) {
                faults.add(
                        at + "/group",
                        JsonText.quote(member.name()),
                        "a scope names a label group of the document",
                        "add the group or name another");
            } else if (!group.key().equals(entry.getKey())) {
                faults.add(
                        at + "/group",
                        JsonText.quote(member.name()),
                        "a scope's group has the key it stands under; this one has " + JsonText.quote(group.key()),
                        "move it to " + JsonText.quote(group.key()) + " or name another group");
            }
        }
    }

    private void check(String pointer, RuleSet set, Rule rule) {
        if (!unreadable.contains(rule)) {
            Names.check(faults, pointer + "/name", rule.name());
            unique(
                    ruleNames,
                    RuleBook.nameOf(set, rule),
                    pointer + "/name",
                    "the names of rules, written rule set/rule, are unique");
        }
        List<String> wishes = Stream.of("secConnect", "machineAuth", "stateless")
                .filter(wish -> isSet(rule, wish))
                .collect(Collectors.toList());
        if (wishes.size() > 1) {
            faults.add(
                    pointer,
                    String.join(", ", wishes),
                    "secConnect, machineAuth and stateless exclude one another",
                    "leave one of them true, or make a rule for each");
        }
        actors.check(pointer + "/providers", rule.providers());
        actors.check(pointer + "/consumers", rule.consumers());
        for (int i = 0; i < rule.services().size(); i++) {
            Service service = rule.services().get(i);
            if (!unreadable.contains(service)) {
                ServiceCheck.check(pointer + "/services/" + i, service, faults);
            }
        }
    }

    private static boolean isSet(Rule rule, String wish) {
        return switch (wish) {
            case "secConnect" -> rule.secConnect();
            case "machineAuth" -> rule.machineAuth();
            default -> rule.stateless();
        };
    }

    private void unique(Set<String> names, String name, String pointer, String rule) {
        if (!names.add(name)) {
            faults.add(pointer, JsonText.quote(name), rule, "rename one of them");
        }
    }
}
