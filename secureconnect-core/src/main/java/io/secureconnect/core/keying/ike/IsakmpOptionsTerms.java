package io.secureconnect.core.keying.ike;

import io.secureconnect.api.IkeOptions;
import io.secureconnect.api.auth.PostquantumPreSharedKey;
import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.policy.Authentication;
import io.secureconnect.core.ike.auth.CertificateAuthentication;
import io.secureconnect.core.ike.host.IsakmpTermsSource;
import io.secureconnect.core.ike.host.PeerWish;
import io.secureconnect.core.ike.host.TermsSource;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.session.PeerTerms;
import io.secureconnect.core.ike.v1.auth.CertificatePhaseOne;
import io.secureconnect.core.ike.v1.auth.PhaseOneAuthentication;
import io.secureconnect.core.ike.v1.auth.PskPhaseOne;
import io.secureconnect.core.ike.v1.crypto.IsakmpCrypto;
import io.secureconnect.core.ike.v1.exchange.IsakmpTerms;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The terms of IKEv1 by the options of an engine: those of IKEv2, with the proofs of main mode. */
final class IsakmpOptionsTerms implements IsakmpTermsSource {
    private final IkeOptions options;
    private final TermsSource common;
    private final IsakmpCrypto crypto;
    private final CertificateAuthentication.Tools tools;

    /** One for each pair over all main modes, so that keys are tried in turn; as many as a policy ever named pairs. */
    private final Map<PskProofs.Pair, PskPhaseOne> preShared = new HashMap<>();

    IsakmpOptionsTerms(
            IkeOptions options, TermsSource common, IsakmpCrypto crypto, CertificateAuthentication.Tools tools) {
        this.options = options;
        this.common = common;
        this.crypto = crypto;
        this.tools = tools;
    }

    @Override
    public Terms of(PeerWish wish) {
        TermsSource.Terms known = common.of(wish);
        if (known.fault().isPresent()) {
            return Terms.none(known.fault().get());
        }
        PeerTerms terms = known.terms().orElseThrow();
        return terms.postquantumKey()
                .filter(PostquantumPreSharedKey::required)
                .map(key -> Terms.none(new IkeFault(
                        NegotiationFailure.NO_POSTQUANTUM_KEY,
                        OptionalInt.empty(),
                        "this host requires the post-quantum key '" + key.id() + "', which IKEv1 has no place for; set"
                                + " ikeVersionPolicy to modern, or do not require the key")))
                .orElseGet(() -> Terms.of(terms(wish, terms)));
    }

    private IsakmpTerms terms(PeerWish wish, PeerTerms common) {
        return new IsakmpTerms(
                common.path(),
                common.peer(),
                common.ikeProposals(),
                common.espProposals(),
                common.childParameters(),
                common.perfectForwardSecrecy(),
                common.ikeLifetime(),
                common.udpEncapsulation(),
                common.livenessInterval(),
                common.natKeepaliveInterval(),
                authentication(wish));
    }

    private PhaseOneAuthentication.Factory authentication(PeerWish wish) {
        if (wish.authentication() instanceof Authentication.Certificate certificate) {
            return CertificatePhaseOne.of(
                    tools, crypto, options.certificates().orElseThrow(), certificate.issuer(), wish.peer());
        }
        return preShared.computeIfAbsent(
                PskProofs.pair(wish),
                pair -> PskPhaseOne.of(() -> options.preSharedKeys()
                        .map(keys -> PskProofs.held(keys, wish))
                        .orElseGet(List::of)));
    }
}
