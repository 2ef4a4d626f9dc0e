package io.secureconnect.api.plan;

import io.secureconnect.api.PublicApi;
import io.secureconnect.api.SecureConnectStyle;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.immutables.value.Value;

/** What lies between two plans of the same fleet: look at it before you apply the newer. */
@PublicApi
@Value.Immutable
@SecureConnectStyle
public interface PlanDiff {
    static Builder builder() {
        return new Builder();
    }

    long fromVersion();

    long toVersion();

    /** Pairs whose association is not the same in both plans, sorted by (a, b). */
    List<AssociationChange> changes();

    /** Whether nothing would change. */
    default boolean isEmpty() {
        return changes().isEmpty();
    }

    /** Pairs that only the newer plan has. */
    default List<AssociationChange> added() {
        return of(AssociationChange.Kind.ADDED);
    }

    /** Pairs that only the older plan has. */
    default List<AssociationChange> removed() {
        return of(AssociationChange.Kind.REMOVED);
    }

    /** Pairs that both have, with something else in them. */
    default List<AssociationChange> changed() {
        return of(AssociationChange.Kind.CHANGED);
    }

    private List<AssociationChange> of(AssociationChange.Kind kind) {
        return changes().stream().filter(c -> c.kind() == kind).collect(Collectors.toUnmodifiableList());
    }

    /** Builds a {@link PlanDiff}. */
    final class Builder extends ImmutablePlanDiff.Builder {
        Builder() {}
    }

    /** What a packet between two workloads meets. */
    enum Flow {
        /** No association: it passes as it is. */
        CLEAR,
        ENCRYPTED,
        BLOCKED
    }

    /**
     * One pair that changes. At least one side is present.
     *
     * @param before empty if the pair is new
     * @param after empty if the pair goes
     */
    record AssociationChange(Optional<PeerAssociation> before, Optional<PeerAssociation> after) {
        public AssociationChange {
            Objects.requireNonNull(before, "before");
            Objects.requireNonNull(after, "after");
            if (before.isEmpty() && after.isEmpty()) {
                throw new IllegalArgumentException("a change has a before or an after");
            }
        }

        /** What happens to an association. */
        public enum Kind {
            ADDED,
            REMOVED,
            CHANGED
        }

        public Kind kind() {
            return before.isEmpty() ? Kind.ADDED : after.isEmpty() ? Kind.REMOVED : Kind.CHANGED;
        }

        public String a() {
            return after.or(() -> before).orElseThrow().a();
        }

        public String b() {
            return after.or(() -> before).orElseThrow().b();
        }

        /** What packets of the pair met until now. */
        public Flow flowBefore() {
            return flow(before);
        }

        /** What packets of the pair will meet. */
        public Flow flowAfter() {
            return flow(after);
        }

        private static Flow flow(Optional<PeerAssociation> association) {
            return association
                    .map(a -> a.verdict() == Verdict.ENCRYPTED ? Flow.ENCRYPTED : Flow.BLOCKED)
                    .orElse(Flow.CLEAR);
        }
    }
}
