package io.secureconnect.core.resolve;

import io.secureconnect.api.policy.Actor;
import io.secureconnect.api.policy.Rule;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Step 4: which kinds of ends go together. Valid are workload with workload, all with all, labels and groups with labels
 * and groups. Exclusions only take away, so they do not count.
 */
final class RuleEnds {
    private final Rule rule;

    RuleEnds(Rule rule) {
        this.rule = rule;
    }

    boolean valid() {
        return unsupported().isEmpty() && mixture().isEmpty();
    }

    /** The actors that cannot be encrypted to, for people; empty if there are none. */
    Optional<String> unsupported() {
        Set<String> found = new TreeSet<>();
        addUnsupported(rule.providers(), "providers", found);
        addUnsupported(rule.consumers(), "consumers", found);
        return found.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", found));
    }

    /** The kinds that do not go together, for people; empty if they do. */
    Optional<String> mixture() {
        Set<Kind> providers = kinds(rule.providers());
        Set<Kind> consumers = kinds(rule.consumers());
        Set<Kind> both = EnumSet.copyOf(providers);
        both.addAll(consumers);
        return both.size() < 2
                ? Optional.empty()
                : Optional.of("providers are " + words(providers) + ", consumers are " + words(consumers));
    }

    /** Whether the actor cannot be encrypted to. */
    static boolean isUnsupported(Actor actor) {
        return switch (actor.kind()) {
            case IP_LIST, VIRTUAL_SERVICE, VIRTUAL_SERVER -> true;
            case ALL_WORKLOADS, LABEL, LABEL_GROUP, WORKLOAD -> false;
        };
    }

    private static Set<Kind> kinds(List<Actor> actors) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        for (Actor actor : actors) {
            if (!ActorSet.isExclusion(actor)) {
                switch (actor.kind()) {
                    case ALL_WORKLOADS -> kinds.add(Kind.ALL);
                    case LABEL, LABEL_GROUP -> kinds.add(Kind.LABELS);
                    case WORKLOAD -> kinds.add(Kind.WORKLOADS);
                    case IP_LIST, VIRTUAL_SERVICE, VIRTUAL_SERVER -> {}
                }
            }
        }
        return kinds;
    }

    private static void addUnsupported(List<Actor> actors, String list, Set<String> found) {
        for (Actor actor : actors) {
            if (actor instanceof Actor.IpListActor ipList) {
                found.add("IP list '" + ipList.name() + "' among the " + list);
            } else if (actor instanceof Actor.VirtualServiceActor service) {
                found.add("virtual service '" + service.name() + "' among the " + list);
            } else if (actor instanceof Actor.VirtualServerActor server) {
                found.add("virtual server '" + server.name() + "' among the " + list);
            }
        }
    }

    private static String words(Set<Kind> kinds) {
        return kinds.isEmpty()
                ? "none of these"
                : String.join(
                        " and ", kinds.stream().map(kind -> kind.words).sorted().toList());
    }

    private enum Kind {
        ALL("all workloads"),
        LABELS("labels"),
        WORKLOADS("workloads by id");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }
}
