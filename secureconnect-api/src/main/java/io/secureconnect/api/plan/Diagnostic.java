package io.secureconnect.api.plan;

import io.secureconnect.api.PublicApi;
import java.util.Comparator;
import java.util.Objects;

/**
 * One remark of the resolver. Sorted by code name, subject, message.
 *
 * @param code what it is about
 * @param subject the rule ({@code rule set/rule}) or workload it is about
 * @param message for people: what, and what to do
 */
@PublicApi
public record Diagnostic(DiagnosticCode code, String subject, String message) implements Comparable<Diagnostic> {
    private static final Comparator<Diagnostic> ORDER = Comparator.comparing(
                    (Diagnostic d) -> d.code().name())
            .thenComparing(Diagnostic::subject)
            .thenComparing(Diagnostic::message);

    public Diagnostic {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(message, "message");
    }

    public DiagnosticCode.Severity severity() {
        return code.severity();
    }

    @Override
    public int compareTo(Diagnostic other) {
        return ORDER.compare(this, other);
    }
}
