package io.secureconnect.api.plan;

import io.secureconnect.api.PublicApi;

/** What a resolver has to say beyond the associations. The names are stable and appear in plan documents. */
@PublicApi
public enum DiagnosticCode {
    /** The two ends of a rule are of kinds that do not go together; the rule selects nothing. */
    INVALID_ACTOR_COMBINATION(Severity.ERROR),
    /** An IP list, virtual service or virtual server stands in a rule; the rule selects nothing. */
    UNSUPPORTED_ACTOR(Severity.ERROR),
    /** A rule names an unmanaged workload; its pairs are not encrypted. */
    UNMANAGED_WORKLOAD(Severity.WARNING),
    /** A rule names an idle workload; traffic between it and the others of the rule is at risk. */
    IDLE_WORKLOAD(Severity.WARNING),
    /** A rule names a workload whose system has no backend. */
    UNSUPPORTED_OPERATING_SYSTEM(Severity.WARNING),
    /** A workload in visibility-only mode is encrypted, so a fault blocks its traffic. */
    VISIBILITY_ONLY_MAY_BLOCK(Severity.WARNING),
    /** A pair is encrypted whole although other rules of that pair did not ask for it. */
    HOST_TO_HOST_SIDE_EFFECT(Severity.WARNING),
    /** An interface's MTU leaves no room for ESP on a path of 1,500 octets. */
    MTU_ABOVE_1400(Severity.WARNING),
    /** A pair uses IKEv1, which is deprecated (RFC 9395). */
    IKEV1_DEPRECATED(Severity.WARNING);

    private final Severity severity;

    DiagnosticCode(Severity severity) {
        this.severity = severity;
    }

    public Severity severity() {
        return severity;
    }

    /** How much it matters. */
    public enum Severity {
        /** Part of what was declared has no effect. */
        ERROR,
        /** It works, but perhaps not as meant. */
        WARNING
    }
}
