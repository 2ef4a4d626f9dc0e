package io.secureconnect.examples.command;

import io.secureconnect.examples.console.Palette.Tone;
import io.secureconnect.examples.console.Printable;
import io.secureconnect.examples.console.Table;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** An explanation in the format {@code secureconnect.explanation/v1}, for people. */
final class ExplanationView {
    private final Map<?, ?> explanation;

    ExplanationView(Map<?, ?> explanation) {
        this.explanation = explanation;
    }

    boolean isEncrypted() {
        return text(explanation, "flow").equals("ENCRYPTED");
    }

    void print(SdkCommand command) {
        Tone tone = isEncrypted() ? Tone.GOOD : text(explanation, "flow").equals("BLOCKED") ? Tone.BAD : Tone.NOTICE;
        command.out()
                .println(Printable.of(text(explanation, "a") + " <-> " + text(explanation, "b")) + ": "
                        + command.surroundings.palette().paint(tone, Printable.of(verdict())));
        if (explanation.get("association") instanceof Map<?, ?> association) {
            for (Map<?, ?> path : list(association, "paths")) {
                command.out().println(Printable.of("  " + text(path, "a") + "<->" + text(path, "b")));
            }
        }
        command.out().println();
        try (Table table = command.table("RULE", "STEP", "DECIDED BY", "WHY")) {
            list(explanation, "rules")
                    .forEach(
                            rule -> table.row(rule.get("rule"), rule.get("number"), rule.get("step"), rule.get("why")));
        }
        if (!list(explanation, "choices").isEmpty()) {
            command.out().println();
            try (Table table = command.table("CHOICE", "CHOSEN", "WHY")) {
                list(explanation, "choices")
                        .forEach(choice -> table.row(choice.get("topic"), choice.get("chosen"), choice.get("why")));
            }
        }
    }

    private String verdict() {
        if (explanation.get("association") instanceof Map<?, ?> association) {
            Object reason = association.get("reason");
            return text(association, "verdict") + (reason == null ? "" : ", " + reason);
        }
        return "CLEAR, no rule asks for this pair";
    }

    private static List<Map<?, ?>> list(Map<?, ?> object, String name) {
        return object.get(name) instanceof List<?> list
                ? list.stream().<Map<?, ?>>map(entry -> (Map<?, ?>) entry).toList()
                : List.of();
    }

    private static String text(Map<?, ?> object, String name) {
        return Objects.toString(object.get(name), "-");
    }
}
