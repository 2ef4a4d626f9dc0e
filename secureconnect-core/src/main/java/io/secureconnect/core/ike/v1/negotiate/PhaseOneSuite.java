package io.secureconnect.core.ike.v1.negotiate;

import io.secureconnect.api.sa.EncryptionAlgorithm;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.IntegrityAlgorithm;
import io.secureconnect.api.sa.PseudoRandomFunction;
import io.secureconnect.core.ike.v1.registry.HashFunction;
import io.secureconnect.core.ike.v1.registry.PhaseOneAttribute;
import io.secureconnect.core.ike.v1.registry.PhaseOneCipher;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An IKE proposal in the attributes of a phase 1 transform, lifetimes apart (RFC 2409 appendix A). */
final class PhaseOneSuite {
    private PhaseOneSuite() {}

    /** Attributes by their types; empty if IKEv1 has no words for the proposal: AEAD ciphers, curves 25519 and 448, ML-KEM. */
    static Optional<Map<Integer, Long>> of(IkeProposal proposal, int authenticationMethod) {
        EncryptionAlgorithm cipher = proposal.encryption();
        boolean isAes = cipher == EncryptionAlgorithm.AES_CBC_128 || cipher == EncryptionAlgorithm.AES_CBC_256;
        Optional<HashFunction> hash = proposal.integrity().flatMap(i -> hash(i, proposal.prf()));
        if (!isAes
                || hash.isEmpty()
                || !Groups.has(proposal.keyExchange())
                || !proposal.additional().isEmpty()) {
            return Optional.empty();
        }
        Map<Integer, Long> suite = new TreeMap<>();
        put(suite, PhaseOneAttribute.ENCRYPTION_ALGORITHM, PhaseOneCipher.AES_CBC.number());
        put(suite, PhaseOneAttribute.HASH_ALGORITHM, hash.get().number());
        put(suite, PhaseOneAttribute.AUTHENTICATION_METHOD, authenticationMethod);
        put(suite, PhaseOneAttribute.GROUP_DESCRIPTION, Groups.number(proposal.keyExchange()));
        put(suite, PhaseOneAttribute.KEY_LENGTH, cipher.keyOctets() * 8);
        return Optional.of(suite);
    }

    /** One attribute says which hash is the PRF's and the signatures', so both must be one. */
    private static Optional<HashFunction> hash(IntegrityAlgorithm integrity, PseudoRandomFunction prf) {
        HashFunction ofIntegrity = switch (integrity) {
            case HMAC_SHA2_256_128 -> HashFunction.SHA2_256;
            case HMAC_SHA2_384_192 -> HashFunction.SHA2_384;
            case HMAC_SHA2_512_256 -> HashFunction.SHA2_512;
            case HMAC_SHA1_96 -> HashFunction.SHA1;
        };
        HashFunction ofPrf = switch (prf) {
            case HMAC_SHA2_256 -> HashFunction.SHA2_256;
            case HMAC_SHA2_384 -> HashFunction.SHA2_384;
            case HMAC_SHA2_512 -> HashFunction.SHA2_512;
            case HMAC_SHA1 -> HashFunction.SHA1;
        };
        return ofIntegrity == ofPrf ? Optional.of(ofPrf) : Optional.empty();
    }

    private static void put(Map<Integer, Long> suite, PhaseOneAttribute attribute, int value) {
        suite.put(attribute.number(), (long) value);
    }
}
