package io.secureconnect.core.ike.keys;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.IntegrityAlgorithm;
import io.secureconnect.api.sa.KeyMaterial;
import io.secureconnect.core.ike.crypto.Prf;
import java.util.List;

/** How a child gets its keys (RFC 7296 §2.17, RFC 9370 §2.2.4). */
public final class ChildKeySchedule {
    private ChildKeySchedule() {}

    /**
     * KEYMAT, split: the initiator's direction first, and in each the encryption key with its salt before the integrity key.
     *
     * @param prf of the IKE SA
     * @param skD of the IKE SA
     * @param sharedSecrets empty for the child of IKE_AUTH and without perfect forward secrecy; else that of
     *     CREATE_CHILD_SA, then those of IKE_FOLLOWUP_KE in their order; lent
     * @param nonces of the exchange that made the child; for IKE_AUTH those of IKE_SA_INIT
     */
    public static ChildKeys derive(
            Prf prf, SecretBytes skD, EspProposal proposal, List<SecretBytes> sharedSecrets, Nonces nonces) {
        int encryption = proposal.encryption().keyMaterialOctets();
        int integrity = proposal.integrity().map(IntegrityAlgorithm::keyOctets).orElse(0);
        try (SharedSecrets secrets = new SharedSecrets(sharedSecrets, nonces);
                KeyStream stream =
                        new KeyStream(PrfPlus.expand(prf, skD, 2 * (encryption + integrity), secrets.parts()))) {
            KeyMaterial fromInitiator = new KeyMaterial(proposal, stream.take(encryption), stream.takeIfAny(integrity));
            KeyMaterial fromResponder = new KeyMaterial(proposal, stream.take(encryption), stream.takeIfAny(integrity));
            return new ChildKeys(fromInitiator, fromResponder);
        }
    }
}
