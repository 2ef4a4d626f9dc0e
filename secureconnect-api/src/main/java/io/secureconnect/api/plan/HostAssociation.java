package io.secureconnect.api.plan;

import io.secureconnect.api.PublicApi;
import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.spi.IkePorts;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A {@link PeerAssociation} as one of its ends sees it.
 *
 * @param local the workload whose plan this is part of
 * @param remote its peer
 * @param terms what the two agree on, or why they cannot
 * @param paths what is encrypted, or blocked; sorted
 * @param rules {@code rule set/rule}, sorted
 */
@PublicApi
public record HostAssociation(String local, String remote, PairTerms terms, List<HostPair> paths, List<String> rules) {
    public HostAssociation {
        Objects.requireNonNull(local, "local");
        Objects.requireNonNull(remote, "remote");
        Objects.requireNonNull(terms, "terms");
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

    /** Builds a {@link HostAssociation}. */
    public static final class Builder extends AssociationBuilder<Builder, HostPair> {
        private @Nullable String local;
        private @Nullable String remote;

        Builder() {}

        public Builder local(String id) {
            local = id;
            return this;
        }

        public Builder remote(String id) {
            remote = id;
            return this;
        }

        /**
         * The association.
         *
         * @throws IllegalStateException if something is missing
         */
        public HostAssociation build() {
            return new HostAssociation(
                    required(local, "local"), required(remote, "remote"), builtTerms(), builtPaths(), builtRules());
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
