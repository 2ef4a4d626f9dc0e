package io.secureconnect.testkit.junit;

import io.secureconnect.api.plan.Explanation;
import io.secureconnect.api.plan.PeerAssociation;

/** An explanation as people read it in the message of a failure. */
final class ExplanationText {
    private ExplanationText() {}

    static String of(Explanation explanation) {
        StringBuilder text = new StringBuilder(
                explanation.association().map(ExplanationText::verdict).orElse("left clear"));
        explanation
                .rules()
                .forEach(rule -> text.append("\n  rule ")
                        .append(rule.rule())
                        .append(": ")
                        .append(rule.selected() ? "asks for the pair" : "dropped at step " + rule.step())
                        .append(", ")
                        .append(rule.why()));
        if (explanation.rules().isEmpty()) {
            text.append("\n  no rule was considered");
        }
        explanation
                .choices()
                .forEach(choice -> text.append("\n  ")
                        .append(choice.topic())
                        .append(": ")
                        .append(choice.chosen())
                        .append(", ")
                        .append(choice.why()));
        return text.toString();
    }

    private static String verdict(PeerAssociation association) {
        return association.verdict()
                + association.reason().map(reason -> " for " + reason).orElse("");
    }
}
