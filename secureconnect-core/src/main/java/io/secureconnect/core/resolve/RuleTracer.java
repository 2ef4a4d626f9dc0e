package io.secureconnect.core.resolve;

import io.secureconnect.api.plan.Explanation.RuleTrace;
import io.secureconnect.api.plan.Explanation.Step;
import io.secureconnect.api.policy.Actor;
import io.secureconnect.api.policy.Rule;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the step at which a rule is dropped for one pair, by asking about its two workloads alone. */
final class RuleTracer {
    private final Fleet fleet;
    private final ActorSets actorSets;
    private final int a;
    private final int b;

    RuleTracer(Fleet fleet, ActorSets actorSets, int a, int b) {
        this.fleet = fleet;
        this.actorSets = actorSets;
        this.a = a;
        this.b = b;
    }

    RuleTrace trace(RuleBook.Entry entry) {
        if (entry.standing() == RuleBook.Standing.DISABLED) {
            return drop(
                    entry, Step.RULE_ACTIVE, (entry.set().enabled() ? "the rule" : "its rule set") + " is disabled");
        }
        if (entry.standing() == RuleBook.Standing.PLAIN) {
            return drop(entry, Step.RULE_ACTIVE, "the rule does not ask for encryption (secConnect)");
        }
        List<Ends> byActors = Stream.of(new Ends(a, b), new Ends(b, a))
                .distinct()
                .filter(ends -> actorsSelect(entry, ends))
                .toList();
        if (byActors.isEmpty()) {
            return drop(
                    entry,
                    Step.ACTORS,
                    "the providers select " + selected(entry.rule().providers()) + ", the consumers "
                            + selected(entry.rule().consumers()));
        }
        List<Ends> inScope =
                byActors.stream().filter(ends -> inScope(entry, ends)).toList();
        if (inScope.isEmpty()) {
            return drop(
                    entry,
                    Step.SCOPE,
                    "no scope of the set has " + name(byActors.get(0).provider) + " as provider"
                            + (entry.rule().unscopedConsumers()
                                    ? ""
                                    : " together with " + name(byActors.get(0).consumer) + " as consumer"));
        }
        if (entry.standing() == RuleBook.Standing.INVALID) {
            RuleEnds ends = new RuleEnds(entry.rule());
            return drop(
                    entry, Step.VALID_ENDS, ends.unsupported().or(ends::mixture).orElseThrow());
        }
        Optional<String> ineligible = a == b
                ? Optional.of("a workload makes no pair with itself")
                : ineligible(a).or(() -> ineligible(b));
        if (ineligible.isPresent()) {
            return drop(entry, Step.ELIGIBLE, ineligible.get());
        }
        Ends first = inScope.get(0);
        return new RuleTrace(
                entry.name(),
                Step.SELECTED,
                inScope.size() == 2
                        ? "both ends are provider and consumer"
                        : name(first.provider) + " is provider, " + name(first.consumer) + " is consumer");
    }

    private RuleTrace drop(RuleBook.Entry entry, Step step, String why) {
        return new RuleTrace(entry.name(), step, why);
    }

    private boolean actorsSelect(RuleBook.Entry entry, Ends ends) {
        return mayHave(entry.rule().providers(), ends.provider)
                && mayHave(entry.rule().consumers(), ends.consumer);
    }

    /** What an IP list or virtual service holds is unknown here, so it may hold any; step 4 drops it. */
    private boolean mayHave(List<Actor> actors, int workload) {
        return actors.stream().anyMatch(RuleEnds::isUnsupported)
                || actorSets.of(actors).selects(fleet, workload);
    }

    private String selected(List<Actor> actors) {
        boolean hasA = mayHave(actors, a);
        boolean hasB = mayHave(actors, b);
        return hasA && hasB ? "both" : hasA ? name(a) : hasB ? name(b) : "neither";
    }

    private boolean inScope(RuleBook.Entry entry, Ends ends) {
        Rule rule = entry.rule();
        return actorSets.scopes(entry.set().scopes()).stream()
                .anyMatch(scope -> scope.matches(fleet.labels(), ends.provider)
                        && (rule.unscopedConsumers() || scope.matches(fleet.labels(), ends.consumer)));
    }

    private Optional<String> ineligible(int workload) {
        if (fleet.isEligible(workload)) {
            return Optional.empty();
        }
        String why = fleet.unmanaged().contains(workload)
                ? "unmanaged"
                : fleet.idle().contains(workload)
                        ? "idle"
                        : "on " + fleet.workload(workload).os().wireName() + ", which has no backend";
        return Optional.of(name(workload) + " is " + why);
    }

    private String name(int workload) {
        return fleet.id(workload);
    }

    private record Ends(int provider, int consumer) {}
}
