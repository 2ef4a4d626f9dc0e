package io.secureconnect.examples.agent;

import io.secureconnect.api.keying.PathNegotiation;
import io.secureconnect.api.plan.Explanation;
import io.secureconnect.examples.console.Json;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An {@link Explanation} in the format {@code secureconnect.explanation/v1}. */
public final class ExplanationJson {
    private ExplanationJson() {}

    public static Map<String, @Nullable Object> of(Explanation explanation) {
        return Json.object(
                "format", "secureconnect.explanation/v1",
                "a", explanation.a(),
                "b", explanation.b(),
                "flow", explanation.association().map(a -> a.verdict().name()).orElse("CLEAR"),
                "association",
                        explanation.association().map(AssociationJson::of).orElse(null),
                "rules",
                        explanation.rules().stream()
                                .map(rule -> Json.object(
                                        "rule", rule.rule(),
                                        "selected", rule.selected(),
                                        "step", rule.step().name(),
                                        "number", rule.step().number(),
                                        "why", rule.why()))
                                .collect(Collectors.toList()),
                "choices",
                        explanation.choices().stream()
                                .map(choice -> Json.object(
                                        "topic", choice.topic(), "chosen", choice.chosen(), "why", choice.why()))
                                .collect(Collectors.toList()),
                "negotiations",
                        explanation.negotiations().stream()
                                .map(ExplanationJson::negotiation)
                                .collect(Collectors.toList()));
    }

    private static Map<String, @Nullable Object> negotiation(PathNegotiation negotiation) {
        return Json.object(
                "local", negotiation.path().local().toString(),
                "remote", negotiation.path().remote().toString(),
                "ike", negotiation.established().map(StatusJson::ike).orElse(null),
                "failure",
                        negotiation
                                .failure()
                                .map(failure -> Json.object(
                                        "reason", failure.reason().name(),
                                        "detail", failure.detail(),
                                        "at", failure.at().toString()))
                                .orElse(null));
    }
}
