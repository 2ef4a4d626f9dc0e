package io.secureconnect.core.keying.daemon;

import io.secureconnect.api.IkeOptions;
import io.secureconnect.api.auth.PairKey;
import io.secureconnect.api.auth.PostquantumPreSharedKey;
import io.secureconnect.api.auth.PreSharedKeys;
import io.secureconnect.api.plan.HostAssociation;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.policy.Authentication;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.api.policy.UdpEncapsulation;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.core.keying.KeyDemand;
import io.secureconnect.core.keying.PathDemand;
import io.secureconnect.spi.NativeAuthentication;
import io.secureconnect.spi.NativeTerms;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the daemon shall agree on for a path, by policy and by the credentials that hold now. */
final class DaemonTerms {
    private static final Logger LOG = LoggerFactory.getLogger(DaemonTerms.class);

    private final Optional<IkeOptions> options;
    private final Supplier<Set<IkeProposal>> proposals;
    private final CertificateCriteria certificates;

    /**
     * One of the two.
     *
     * @param terms to be closed by whoever asked
     * @param fault for people; empty text if there are terms
     */
    record Answer(Optional<NativeTerms> terms, String fault) {
        static Answer of(NativeTerms terms) {
            return new Answer(Optional.of(terms), "");
        }

        static Answer none(String fault) {
            return new Answer(Optional.empty(), fault);
        }
    }

    DaemonTerms(Optional<IkeOptions> options, Supplier<Set<IkeProposal>> proposals) {
        this.options = options;
        this.proposals = proposals;
        this.certificates = new CertificateCriteria(options.flatMap(IkeOptions::certificates));
    }

    Answer of(KeyDemand wanted, PathDemand demand) {
        Optional<PostquantumPreSharedKey> mixedIn =
                options.flatMap(IkeOptions::postquantumKey).filter(PostquantumPreSharedKey::required);
        if (mixedIn.isPresent()) {
            return Answer.none(
                    "this host requires the post-quantum key '" + mixedIn.get().id()
                            + "', which the operating system's own IKE has no place for; set the keying to ike, or do not require the"
                            + " key");
        }
        if (wanted.authentication() instanceof Authentication.Certificate demanded) {
            return certificates
                    .of(demanded.issuer())
                    .map(criteria -> Answer.of(terms(wanted, demand, criteria)))
                    .orElseGet(() -> Answer.none("this host's certificate cannot be had; the log says why"));
        }
        HostAssociation pair = demand.association();
        List<PairKey> keys = options.flatMap(IkeOptions::preSharedKeys)
                .map(source -> held(source, pair))
                .orElseGet(List::of);
        if (keys.isEmpty()) {
            return Answer.none("there is no pre-shared key for '" + pair.local() + "' and '" + pair.remote()
                    + "'; have the orchestrator make one and hand it to this host");
        }
        // of several the one to begin with: the daemon takes one
        return Answer.of(terms(
                wanted,
                demand,
                new NativeAuthentication.PreSharedKey(keys.get(0).secret().copy())));
    }

    private NativeTerms terms(KeyDemand wanted, PathDemand demand, NativeAuthentication proof) {
        SaPolicy policy = wanted.saPolicy();
        IkeVersion version = demand.association().ikeVersion().orElse(IkeVersion.IKEV1);
        Set<IkeProposal> known = proposals.get();
        return NativeTerms.builder()
                .version(version)
                .authentication(proof)
                .ikeProposals(policy.effectiveIkeProposals().stream()
                        .filter(proposal -> version.has(proposal) && known.contains(proposal))
                        .collect(Collectors.toUnmodifiableList()))
                .espProposals(demand.espProposals())
                .perfectForwardSecrecy(policy.perfectForwardSecrecy())
                .ikeLifetime(policy.ikeLifetime())
                .childLifetime(policy.childLifetime())
                .natTraversal(policy.udpEncapsulation() != UdpEncapsulation.NEVER)
                .build();
    }

    /** None if the embedder's source fails: it may be anybody's, and one pair's keys must not stop the others. */
    private static List<PairKey> held(PreSharedKeys keys, HostAssociation pair) {
        try {
            return keys.of(pair.local(), pair.remote());
        } catch (RuntimeException e) {
            LOG.warn("the pre-shared keys of '{}' and '{}' cannot be had", pair.local(), pair.remote(), e);
            return List.of();
        }
    }
}
