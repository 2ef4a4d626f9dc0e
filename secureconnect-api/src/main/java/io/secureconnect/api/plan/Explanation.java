package io.secureconnect.api.plan;

import io.secureconnect.api.PublicApi;
import io.secureconnect.api.SecureConnectStyle;
import io.secureconnect.api.keying.PathNegotiation;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** Why a pair of workloads is encrypted, blocked or left alone, as data. */
@PublicApi
@Value.Immutable
@SecureConnectStyle
public interface Explanation {
    static Builder builder() {
        return new Builder();
    }

    /** The end whose id is first in code-point order. */
    String a();

    String b();

    /** The outcome; empty if no rule asked for the pair. */
    Optional<PeerAssociation> association();

    /** Every rule of the document that was considered, in document-independent order, with what became of it. */
    List<RuleTrace> rules();

    /** What was chosen for the pair, or why it was blocked, in the order of the decisions. */
    List<Choice> choices();

    /**
     * How negotiation stands on each path of the pair, sorted; empty where nobody negotiates. Known to the engine of one of the
     * two ends only.
     */
    List<PathNegotiation> negotiations();

    /** Builds an {@link Explanation}. */
    final class Builder extends ImmutableExplanation.Builder {
        Builder() {}
    }

    /** The step of the resolver that decided about a rule for this pair; the numbers are those of the policy manual. */
    enum Step {
        /** The rule or its set is disabled, or does not ask for encryption. */
        RULE_ACTIVE(1),
        /** An actor list does not select the end. */
        ACTORS(2),
        /** The ends are not in a common scope. */
        SCOPE(3),
        /** The kinds of the two ends do not go together. */
        VALID_ENDS(4),
        /** An end is the other, unmanaged, idle, or on a system without a backend. */
        ELIGIBLE(5),
        /** The rule asks for the pair, and it is encrypted or blocked. */
        SELECTED(6);

        private final int number;

        Step(int number) {
            this.number = number;
        }

        /** The number of the step in the policy manual, 1 to 6. */
        public int number() {
            return number;
        }
    }

    /**
     * What became of one rule.
     *
     * @param rule {@code rule set/rule}
     * @param step where it was dropped, or {@link Step#SELECTED}
     * @param why for people
     */
    record RuleTrace(String rule, Step step, String why) {
        /** Whether the rule asks for this pair. */
        public boolean selected() {
            return step == Step.SELECTED;
        }
    }

    /**
     * One decision about the pair.
     *
     * @param topic what was decided, such as {@code ESP proposals} or {@code IKE version}
     * @param chosen the outcome
     * @param why for people
     */
    record Choice(String topic, String chosen, String why) {}
}
