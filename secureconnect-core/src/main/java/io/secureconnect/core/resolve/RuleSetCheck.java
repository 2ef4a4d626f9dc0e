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
            Place place = Place.of("ruleSets").entry(i);
            if (!unreadable.contains(set)) {
                Names.check(faults, place.field("name"), set.name());
                unique(setNames, set.name(), place.field("name"), "names of rule sets are unique");
            }
            for (int j = 0; j < set.scopes().size(); j++) {
                check(place.field("scopes").entry(j), set.scopes().get(j));
            }
            for (int j = 0; j < set.rules().size(); j++) {
                check(place.field("rules").entry(j), set, set.rules().get(j));
            }
        }
    }

    private void check(Place place, Scope scope) {
        for (Map.Entry<String, ScopeMember> entry : scope.members().entrySet()) {
            Place at = place.field(entry.getKey());
            ScopeMember member = entry.getValue();
            Names.check(faults, at, entry.getKey());
            if (!member.group()) {
                Names.check(faults, at, member.name());
                continue;
            }
            LabelGroup group = groups.find(member.name());
            if (group == null) {
                faults.add(
                        at.field("group"),
                        JsonText.quote(member.name()),
                        "a scope names a label group of the document",
                        "add the group or name another");
            } else if (!group.key().equals(entry.getKey())) {
                faults.add(
                        at.field("group"),
                        JsonText.quote(member.name()),
                        "a scope's group has the key it stands under; this one has " + JsonText.quote(group.key()),
                        "move it to " + JsonText.quote(group.key()) + " or name another group");
            }
        }
    }

    private void check(Place place, RuleSet set, Rule rule) {
        if (!unreadable.contains(rule)) {
            Names.check(faults, place.field("name"), rule.name());
            unique(
                    ruleNames,
                    RuleBook.nameOf(set, rule),
                    place.field("name"),
                    "the names of rules, written rule set/rule, are unique");
        }
        int wishes = (rule.secConnect() ? 1 : 0) + (rule.machineAuth() ? 1 : 0) + (rule.stateless() ? 1 : 0);
        if (wishes > 1) {
            faults.add(
                    place,
                    "secConnect " + rule.secConnect() + ", machineAuth " + rule.machineAuth() + ", stateless "
                            + rule.stateless(),
                    "secConnect, machineAuth and stateless exclude one another",
                    "leave one of them true, or make a rule for each");
        }
        actors.check(place.field("providers"), rule.providers());
        actors.check(place.field("consumers"), rule.consumers());
        for (int i = 0; i < rule.services().size(); i++) {
            Service service = rule.services().get(i);
            if (!unreadable.contains(service)) {
                ServiceCheck.check(place.field("services").entry(i), service, faults);
            }
        }
    }

    private void unique(Set<String> names, String name, Place place, String rule) {
        if (!names.add(name)) {
            faults.add(place, JsonText.quote(name), rule, "rename one of them");
        }
    }
}
