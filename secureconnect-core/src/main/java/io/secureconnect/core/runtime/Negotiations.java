package io.secureconnect.core.runtime;

import io.secureconnect.api.keying.PathNegotiation;
import io.secureconnect.api.plan.Explanation;
import io.secureconnect.api.plan.Explanation.Choice;
import io.secureconnect.api.sa.HostPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What only the engine of an end can add to an explanation: how the two have got on with each other. */
final class Negotiations {
    private Negotiations() {}

    static Explanation add(
            Explanation explanation, String workload, Function<HostPair, Optional<PathNegotiation>> negotiations) {
        List<PathNegotiation> known = explanation.association().stream()
                .flatMap(association -> association.seenBy(workload).paths().stream())
                .flatMap(path -> negotiations.apply(path).stream())
                .collect(Collectors.toUnmodifiableList());
        if (known.isEmpty()) {
            return explanation;
        }
        List<Choice> choices = new ArrayList<>(explanation.choices());
        known.forEach(negotiation -> choices.add(choice(negotiation)));
        return Explanation.builder()
                .a(explanation.a())
                .b(explanation.b())
                .association(explanation.association())
                .rules(explanation.rules())
                .choices(choices)
                .negotiations(known)
                .build();
    }

    private static Choice choice(PathNegotiation negotiation) {
        String topic = "IKE on " + negotiation.path();
        Optional<PathNegotiation.Failure> failure = negotiation.failure();
        if (negotiation.established().isPresent()) {
            return new Choice(
                    topic,
                    "established",
                    negotiation.established().get().proposal().keyword()
                            + failure.map(failed -> "; since then: " + text(failed))
                                    .orElse(""));
        }
        return new Choice(
                topic,
                failure.map(failed -> "blocked (" + failed.reason() + ")").orElse("not established yet"),
                failure.map(Negotiations::text).orElse("nothing has failed; the traffic waits for the peer"));
    }

    private static String text(PathNegotiation.Failure failure) {
        return failure.reason() + " at " + failure.at() + ": " + failure.detail();
    }
}
