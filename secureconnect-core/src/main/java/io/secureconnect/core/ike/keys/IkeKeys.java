package io.secureconnect.core.ike.keys;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.core.ike.crypto.IkeCrypto;
import io.secureconnect.core.ike.crypto.MessageCipher;
import java.util.Optional;

/**
 * The seven keys of an IKE SA (RFC 7296 §2.14). Each direction's message keys are handed to its cipher once, those that make
 * the proofs are forgotten after IKE_AUTH; SK_d stays for the life of the SA. Initiator is who began the IKE SA.
 */
public final class IkeKeys implements AutoCloseable {
    private final IkeProposal proposal;
    private final SecretBytes skD;
    private final SecretBytes skPi;
    private final SecretBytes skPr;
    private Optional<MessageKeys> fromInitiator;
    private Optional<MessageKeys> fromResponder;

    IkeKeys(
            IkeProposal proposal,
            SecretBytes skD,
            SecretBytes skPi,
            SecretBytes skPr,
            Optional<MessageKeys> fromInitiator,
            Optional<MessageKeys> fromResponder) {
        this.proposal = proposal;
        this.skD = skD;
        this.skPi = skPi;
        this.skPr = skPr;
        this.fromInitiator = fromInitiator;
        this.fromResponder = fromResponder;
    }

    IkeProposal proposal() {
        return proposal;
    }

    /** SK_d, from which children and the next IKE SA come; lent. */
    public SecretBytes skD() {
        return skD;
    }

    /** SK_pi for the initiator's proof, SK_pr for the responder's; lent. */
    public SecretBytes skP(boolean initiator) {
        return initiator ? skPi : skPr;
    }

    /**
     * Makes the cipher for messages that the initiator sends, or the responder; it owns their keys from now on.
     *
     * @throws IllegalStateException if that direction's keys were handed out already
     */
    public MessageCipher cipher(IkeCrypto crypto, boolean sentByInitiator) {
        MessageKeys keys = (sentByInitiator ? fromInitiator : fromResponder)
                .orElseThrow(() -> new IllegalStateException(
                        "the keys of a direction serve one cipher only, and it was made already"));
        if (sentByInitiator) {
            fromInitiator = Optional.empty();
        } else {
            fromResponder = Optional.empty();
        }
        return crypto.cipher(proposal.encryption(), proposal.integrity(), keys.encryption(), keys.integrity());
    }

    /** Wipes SK_pi and SK_pr, which nobody needs once both ends are authenticated. */
    public void forgetProofKeys() {
        skPi.close();
        skPr.close();
    }

    /** Wipes all keys but those that ciphers own. */
    @Override
    public void close() {
        skD.close();
        forgetProofKeys();
        fromInitiator.ifPresent(MessageKeys::close);
        fromResponder.ifPresent(MessageKeys::close);
    }
}
