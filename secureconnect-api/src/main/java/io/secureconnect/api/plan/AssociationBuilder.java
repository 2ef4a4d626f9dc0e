package io.secureconnect.api.plan;

import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.spi.IkePorts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the builders of both views of an association have in common.
 *
 * @param <B> the builder itself
 * @param <P> its kind of path
 */
abstract class AssociationBuilder<B, P> {
    private final PairTerms.Builder parts = PairTerms.builder();
    private @Nullable PairTerms whole;
    private final List<P> paths = new ArrayList<>();
    private final List<String> rules = new ArrayList<>();

    abstract B self();

    /** All terms at once, in place of the single ones. */
    public B terms(PairTerms terms) {
        whole = terms;
        return self();
    }

    public B verdict(Verdict verdict) {
        parts.verdict(verdict);
        return self();
    }

    public B reason(BlockReason reason) {
        return reason(Optional.of(reason));
    }

    public B reason(Optional<BlockReason> reason) {
        parts.reason(reason);
        return self();
    }

    public B keying(KeyingMode keying) {
        parts.keying(keying);
        return self();
    }

    public B ikeVersion(IkeVersion version) {
        return ikeVersion(Optional.of(version));
    }

    public B ikeVersion(Optional<IkeVersion> version) {
        parts.ikeVersion(version);
        return self();
    }

    public B authentication(String authentication) {
        return authentication(Optional.of(authentication));
    }

    public B authentication(Optional<String> authentication) {
        parts.authentication(authentication);
        return self();
    }

    public B espProposals(Iterable<EspProposal> proposals) {
        parts.espProposals(proposals);
        return self();
    }

    public B addEspProposals(EspProposal... proposals) {
        parts.addEspProposals(proposals);
        return self();
    }

    public B ikePorts(IkePorts ports) {
        parts.ikePorts(ports);
        return self();
    }

    public B paths(Iterable<? extends P> wanted) {
        paths.clear();
        wanted.forEach(paths::add);
        return self();
    }

    @SafeVarargs
    public final B addPaths(P... more) {
        for (P path : more) {
            paths.add(path);
        }
        return self();
    }

    public B rules(Iterable<String> wanted) {
        rules.clear();
        wanted.forEach(rules::add);
        return self();
    }

    public B addRules(String... more) {
        rules.addAll(Arrays.asList(more));
        return self();
    }

    final PairTerms builtTerms() {
        PairTerms given = whole;
        return given == null ? parts.build() : given;
    }

    final List<P> builtPaths() {
        return paths;
    }

    final List<String> builtRules() {
        return rules;
    }

    static String required(@Nullable String end, String name) {
        if (end == null) {
            throw new IllegalStateException("an association has two ends; '" + name + "' is not set");
        }
        return end;
    }
}
