package io.secureconnect.core.ike.session;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.core.ike.auth.Authenticator;
import io.secureconnect.core.ike.crypto.Prf;
import io.secureconnect.core.ike.keys.IkeKeys;
import io.secureconnect.core.ike.keys.IntermediateAuthentication;
import io.secureconnect.core.ike.keys.KeySchedule;
import io.secureconnect.core.ike.keys.Nonces;
import io.secureconnect.core.ike.task.Abilities;
import io.secureconnect.core.ike.task.InitTranscript;
import io.secureconnect.core.ike.task.SaAgreement;
import java.util.Optional;

/** What is known of an IKE SA after IKE_SA_INIT, until the peer has proved itself; then it is forgotten. */
final class Negotiation {
    private final IkeSa sa;
    private final Authenticator authenticator;
    private final IkeProposal proposal;
    private final Abilities peer;
    private final Prf prf;
    private IkeKeys keys;
    private InitTranscript transcript;
    private int additionalDone;

    /** Makes the keys of IKE_SA_INIT and protects the SA with them; wipes the shared secret. */
    Negotiation(IkeSa sa, Authenticator authenticator, SaAgreement agreement, Bytes request, Bytes response) {
        this.sa = sa;
        this.authenticator = authenticator;
        this.proposal = agreement.proposal();
        this.peer = agreement.peer();
        this.prf = sa.session().context().crypto().prf(proposal.prf());
        this.transcript = new InitTranscript(request, response, agreement.nonces(), IntermediateAuthentication.none());
        try (SecretBytes secret = agreement.sharedSecret()) {
            this.keys = KeySchedule.initial(prf, proposal, secret, agreement.nonces(), sa.spis());
        }
        sa.protect(keys);
        sa.agreeOnFragments(peer.fragmentation());
        authenticator.peerAccepts(peer.signatureHashes(), peer.requests());
    }

    IkeSa sa() {
        return sa;
    }

    Authenticator authenticator() {
        return authenticator;
    }

    IkeProposal proposal() {
        return proposal;
    }

    Abilities peer() {
        return peer;
    }

    Prf prf() {
        return prf;
    }

    IkeKeys keys() {
        return keys;
    }

    InitTranscript transcript() {
        return transcript;
    }

    Nonces nonces() {
        return transcript.nonces();
    }

    /** The additional key exchange that is next; empty if all are done. */
    Optional<KeyExchangeMethod> nextAdditional() {
        return proposal.additional().stream().skip(additionalDone).findFirst();
    }

    /** One message of IKE_INTERMEDIATE, under the keys that protect it. */
    void said(boolean byInitiator, Bytes message) {
        transcript = transcript.with(transcript
                .intermediate()
                .with(prf, keys.skP(byInitiator), byInitiator, message.toArray(), new byte[0]));
    }

    /** Mixes the secret of an additional key exchange in, and wipes it; what follows is protected by the new keys. */
    void mix(SecretBytes additional) {
        IkeKeys old = keys;
        try (additional) {
            keys = KeySchedule.additional(prf, old.skD(), proposal, additional, nonces(), sa.spis());
        }
        old.close();
        sa.protect(keys);
        additionalDone++;
    }

    /** Wipes everything but the keys that protect the messages of the SA. */
    void forget() {
        keys.close();
    }
}
