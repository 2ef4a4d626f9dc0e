package io.secureconnect.api.plan;

import io.secureconnect.api.PublicApi;
import io.secureconnect.api.policy.CodePointOrder;
import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.spi.IkePorts;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a policy means for two workloads; both ends derive what they install from this one object.
 *
 * @param a the end whose id is first in code-point order
 * @param b the other end
 * @param terms what the two agree on, or why they cannot
 * @param paths what is encrypted, or blocked; sorted
 * @param rules {@code rule set/rule}, sorted
 */
@PublicApi
public record PeerAssociation(String a, String b, PairTerms terms, List<AddressPath> paths, List<String> rules) {
    public PeerAssociation {
        Objects.requireNonNull(terms, "terms");
        if (CodePointOrder.compare(a, b) >= 0) {
            throw new IllegalArgumentException(
                    "the ends of an association are sorted, '" + a + "' is not before '" + b + "'");
        }
        paths = List.copyOf(paths);
        rules = List.copyOf(rules);
    }

    public static Builder builder() {
        return new Builder();
    }

    public Verdict verdict() {
        return terms.verdict();
    }

    /** Present if and only if the verdict is BLOCKED. */
    public Optional<BlockReason> reason() {
        return terms.reason();
    }

    public KeyingMode keying() {
        return terms.keying();
    }

    /** Empty unless IKE makes the keys. */
    public Optional<IkeVersion> ikeVersion() {
        return terms.ikeVersion();
    }

    /** {@code psk} or {@code certificate}; empty under controller keying. */
    public Optional<String> authentication() {
        return terms.authentication();
    }

    /** What both ends can do, best first. */
    public List<EspProposal> espProposals() {
        return terms.espProposals();
    }

    /** The UDP ports of IKE, and of ESP in UDP, at both ends. */
    public IkePorts ikePorts() {
        return terms.ikePorts();
    }

    /**
     * The association as {@code workload} sees it.
     *
     * @throws IllegalArgumentException if it is neither end
     */
    public HostAssociation seenBy(String workload) {
        boolean isA = workload.equals(a);
        if (!isA && !workload.equals(b)) {
            throw new IllegalArgumentException("'" + workload + "' is no end of " + a + "<->" + b);
        }
        return new HostAssociation(
                workload,
                isA ? b : a,
                terms,
                paths.stream()
                        .map(path -> isA ? path.fromA() : path.fromB())
                        .sorted()
                        .collect(Collectors.toUnmodifiableList()),
                rules);
    }

    /** Builds a {@link PeerAssociation}. */
    public static final class Builder extends AssociationBuilder<Builder, AddressPath> {
        private @Nullable String a;
        private @Nullable String b;

        Builder() {}

        public Builder a(String id) {
            a = id;
            return this;
        }

        public Builder b(String id) {
            b = id;
            return this;
        }

        /**
         * The association.
         *
         * @throws IllegalStateException if something is missing
         * @throws IllegalArgumentException if the ends are not sorted
         */
        public PeerAssociation build() {
            return new PeerAssociation(required(a, "a"), required(b, "b"), builtTerms(), builtPaths(), builtRules());
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
