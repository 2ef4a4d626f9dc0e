package io.secureconnect.core.keying.ike;

import io.secureconnect.api.IkeOptions;
import io.secureconnect.api.event.SecureConnectEvent.CredentialExpiring;
import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.core.ike.auth.CertificateAuthentication;
import io.secureconnect.core.ike.host.PeerWish;
import io.secureconnect.core.ike.host.TermsSource;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.session.PeerTerms;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The terms of sessions by the options of an engine. */
final class OptionsTerms implements TermsSource {
    private static final String NO_MARK = "none";

    private final IkeOptions options;

    /** By the names of authentications in plans. */
    private final Map<String, Proofs> proofs = new HashMap<>();

    private final Optional<CertificateProofs> certificates;
    private final ExpiryNotice expiry = new ExpiryNotice();

    OptionsTerms(IkeOptions options, CertificateAuthentication.Tools tools) {
        this.options = options;
        this.certificates = options.certificates().map(source -> new CertificateProofs(source, tools));
        options.preSharedKeys().ifPresent(keys -> proofs.put("psk", new PskProofs(keys)));
        certificates.ifPresent(kind -> proofs.put("certificate", kind));
    }

    /** Whether the host's certificate ends so soon that it is to be told now. */
    Optional<CredentialExpiring> expiring(Instant now) {
        return certificates.flatMap(CertificateProofs::current).flatMap(credential -> expiry.of(credential, now));
    }

    @Override
    public Terms of(PeerWish wish) {
        Proofs kind = proofs.get(wish.authentication().wireName());
        if (kind == null) {
            return Terms.none(new IkeFault(
                    NegotiationFailure.NO_CREDENTIAL,
                    OptionalInt.empty(),
                    "this host has no credentials for authentication by "
                            + wish.authentication().wireName() + "; set them in IkeOptions"));
        }
        Proofs.Proof proof = kind.of(wish);
        return proof.fault()
                .map(Terms::none)
                .orElseGet(() -> Terms.of(new PeerTerms(
                        wish.path(),
                        wish.peer(),
                        wish.ikeProposals(),
                        wish.espProposals(),
                        wish.childParameters(),
                        wish.perfectForwardSecrecy(),
                        wish.ikeLifetime(),
                        wish.udpEncapsulation(),
                        options.livenessInterval(),
                        options.natKeepaliveInterval(),
                        true,
                        proof.factory().orElseThrow(),
                        options.postquantumKey())));
    }

    @Override
    public Object credentials(PeerWish wish) {
        Proofs kind = proofs.get(wish.authentication().wireName());
        return kind == null ? NO_MARK : kind.mark(wish);
    }
}
