package io.secureconnect.core.ike.keys;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.IntegrityAlgorithm;
import io.secureconnect.core.ike.crypto.Prf;
import java.util.List;
import java.util.Optional;

/** How an IKE SA gets its keys. Secrets that come in are lent; the caller wipes them. */
public final class KeySchedule {
    private KeySchedule() {}

    /** After IKE_SA_INIT (RFC 7296 §2.14). */
    public static IkeKeys initial(
            Prf prf, IkeProposal proposal, SecretBytes sharedSecret, Nonces nonces, SpiPair spis) {
        byte[] key = concatenated(nonces);
        byte[] seed = sharedSecret.read(secret -> prf.compute(key, secret));
        return keys(prf, proposal, seed, nonces, spis);
    }

    /**
     * After an IKE_INTERMEDIATE with an additional key exchange (RFC 9370 §2.2.2); the nonces and SPIs are still those of
     * IKE_SA_INIT.
     *
     * @param skD of the keys so far
     * @param sharedSecret of this additional key exchange
     */
    public static IkeKeys additional(
            Prf prf, SecretBytes skD, IkeProposal proposal, SecretBytes sharedSecret, Nonces nonces, SpiPair spis) {
        return rekeyed(prf, skD, prf, proposal, List.of(sharedSecret), nonces, spis);
    }

    /**
     * After CREATE_CHILD_SA has rekeyed the IKE SA (RFC 7296 §2.18), and all IKE_FOLLOWUP_KE that belong to it (RFC 9370
     * §2.2.4).
     *
     * @param oldPrf of the old IKE SA, with which SKEYSEED is made
     * @param oldSkD of the old IKE SA
     * @param prf of the new one
     * @param sharedSecrets that of CREATE_CHILD_SA, then those of the additional key exchanges in their order
     * @param nonces of CREATE_CHILD_SA
     * @param spis of the new IKE SA; its initiator is who began the exchange
     */
    public static IkeKeys rekeyed(
            Prf oldPrf,
            SecretBytes oldSkD,
            Prf prf,
            IkeProposal proposal,
            List<SecretBytes> sharedSecrets,
            Nonces nonces,
            SpiPair spis) {
        try (SharedSecrets secrets = new SharedSecrets(sharedSecrets, nonces)) {
            return keys(prf, proposal, oldPrf.compute(oldSkD, secrets.parts()), nonces, spis);
        }
    }

    /**
     * Mixes a post-quantum pre-shared key into SK_d, SK_pi and SK_pr (RFC 8784 §3). The given keys stay as they are, so that
     * an end that does not insist can prove itself without; the message keys do not change and stay with them.
     */
    public static IkeKeys withPostquantumKey(Prf prf, IkeKeys keys, SecretBytes postquantumKey) {
        return new IkeKeys(
                keys.proposal(),
                mixed(prf, postquantumKey, keys.skD()),
                mixed(prf, postquantumKey, keys.skP(true)),
                mixed(prf, postquantumKey, keys.skP(false)),
                Optional.empty(),
                Optional.empty());
    }

    private static SecretBytes mixed(Prf prf, SecretBytes postquantumKey, SecretBytes key) {
        return SecretBytes.wrap(key.read(octets -> PrfPlus.expand(prf, postquantumKey, prf.octets(), octets)));
    }

    private static IkeKeys keys(Prf prf, IkeProposal proposal, byte[] seed, Nonces nonces, SpiPair spis) {
        int encryption = proposal.encryption().keyMaterialOctets();
        int integrity = proposal.integrity().map(IntegrityAlgorithm::keyOctets).orElse(0);
        int all = 3 * prf.octets() + 2 * encryption + 2 * integrity;
        try (SecretBytes skeyseed = SecretBytes.wrap(seed);
                KeyStream stream =
                        new KeyStream(PrfPlus.expand(prf, skeyseed, all, concatenated(nonces), spis.octets()))) {
            SecretBytes skD = stream.take(prf.octets());
            Optional<SecretBytes> skAi = stream.takeIfAny(integrity);
            Optional<SecretBytes> skAr = stream.takeIfAny(integrity);
            MessageKeys fromInitiator = new MessageKeys(stream.take(encryption), skAi);
            MessageKeys fromResponder = new MessageKeys(stream.take(encryption), skAr);
            SecretBytes skPi = stream.take(prf.octets());
            SecretBytes skPr = stream.take(prf.octets());
            return new IkeKeys(proposal, skD, skPi, skPr, Optional.of(fromInitiator), Optional.of(fromResponder));
        }
    }

    /** Ni | Nr; no secret. */
    private static byte[] concatenated(Nonces nonces) {
        byte[] both = new byte[nonces.initiator().length() + nonces.responder().length()];
        nonces.initiator().copyTo(both, 0);
        nonces.responder().copyTo(both, nonces.initiator().length());
        return both;
    }
}
