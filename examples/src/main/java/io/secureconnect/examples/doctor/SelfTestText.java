package io.secureconnect.examples.doctor;

import io.secureconnect.examples.console.Json;
import io.secureconnect.examples.console.Printable;
import io.secureconnect.spi.SelfTestReport;
import io.secureconnect.spi.SelfTestReport.Result;
import java.util.stream.Collectors;

/** The report of a self-test, for people and for programs. */
public final class SelfTestText {
    private SelfTestText() {}

    /** On lines of its own, to be attached to an issue. */
    public static String text(SelfTestReport report) {
        String results = report.results().stream().map(SelfTestText::text).collect(Collectors.joining("\n"));
        String left = report.leftBehind().isEmpty()
                ? "Nothing was left behind.\n"
                : report.leftBehind().stream()
                        .map(text -> "  " + Printable.of(text) + "\n")
                        .collect(Collectors.joining("", "LEFT BEHIND:\n", ""));
        return "Self-test on " + Printable.of(report.system()) + "\n\n" + results + "\n" + left;
    }

    private static String text(Result result) {
        String steps = result.steps().stream()
                .map(step -> "    " + Printable.of(step) + "\n")
                .collect(Collectors.joining());
        return result.id() + ": " + result.verdict() + "\n  " + result.question() + "\n  "
                + Printable.of(result.answer()) + "\n" + steps;
    }

    /** The member {@code selfTest} of {@code secureconnect.doctor/v1}. */
    public static Object json(SelfTestReport report) {
        return Json.object(
                "system",
                report.system(),
                "results",
                report.results().stream().map(SelfTestText::json).collect(Collectors.toList()),
                "leftBehind",
                report.leftBehind());
    }

    private static Object json(Result result) {
        return Json.object(
                "id",
                result.id(),
                "question",
                result.question(),
                "verdict",
                result.verdict().name(),
                "answer",
                result.answer(),
                "steps",
                result.steps());
    }
}
