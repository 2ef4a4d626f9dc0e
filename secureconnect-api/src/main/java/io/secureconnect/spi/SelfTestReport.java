package io.secureconnect.spi;

import io.secureconnect.api.PublicApi;
import java.util.List;
import java.util.Objects;

/**
 * What a self-test was told by the operating system. There is no key in it, so that it may be published.
 *
 * @param system which operating system it was, and which Java
 * @param results one for each question, in the order in which they were asked
 * @param leftBehind what could not be removed again, and how it goes; empty if all is as it was
 */
@PublicApi
public record SelfTestReport(String system, List<Result> results, List<String> leftBehind) {
    public SelfTestReport {
        Objects.requireNonNull(system, "system");
        results = List.copyOf(results);
        leftBehind = List.copyOf(leftBehind);
    }

    /** Whether nothing failed and nothing was left behind. */
    public boolean isClean() {
        return leftBehind.isEmpty() && results.stream().noneMatch(result -> result.verdict() == Verdict.FAILED);
    }

    /**
     * The answer to one question.
     *
     * @param id its stable name, such as {@code windows/ipv6-byte-order}
     * @param steps what was done, one call each, with what the operating system answered
     * @param answer in a sentence
     */
    public record Result(String id, String question, List<String> steps, String answer, Verdict verdict) {
        public Result {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(question, "question");
            steps = List.copyOf(steps);
            Objects.requireNonNull(answer, "answer");
            Objects.requireNonNull(verdict, "verdict");
        }
    }

    /** What an answer is worth. */
    public enum Verdict {
        /** The question is answered, in whichever way. */
        SETTLED,
        /** Only packets, or the passing of time, can answer it. */
        NEEDS_PACKETS,
        /** The operating system did what it must not do, or refused what it has to accept. */
        FAILED,
        /** It could not be asked. */
        NOT_RUN
    }
}
