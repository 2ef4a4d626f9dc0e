package io.secureconnect.core.ike.v1.negotiate;

import io.secureconnect.api.sa.EncryptionAlgorithm;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.IntegrityAlgorithm;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.core.ike.v1.registry.EspAuthentication;
import io.secureconnect.core.ike.v1.registry.EspTransform;
import io.secureconnect.core.ike.v1.registry.IpsecAttribute;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An ESP proposal in the words of a phase 2 transform (RFC 2407 §4.5).
 *
 * @param transform the transform identifier
 * @param values attributes by their types: those of the algorithms
 */
record PhaseTwoSuite(int transform, Map<Integer, Long> values) {
    PhaseTwoSuite {
        values = Map.copyOf(values);
    }

    /** Empty if IKEv1 has no number for the cipher: ChaCha20-Poly1305. */
    static Optional<PhaseTwoSuite> of(EspProposal proposal) {
        return transform(proposal.encryption()).map(transform -> {
            Map<Integer, Long> values = new TreeMap<>();
            values.put(
                    IpsecAttribute.KEY_LENGTH.number(),
                    8L * proposal.encryption().keyOctets());
            proposal.integrity()
                    .ifPresent(i -> values.put(IpsecAttribute.AUTHENTICATION_ALGORITHM.number(), (long)
                            authentication(i).number()));
            return new PhaseTwoSuite(transform.number(), values);
        });
    }

    /** All attributes, lifetimes apart. */
    Map<Integer, Long> with(int encapsulation, Optional<KeyExchangeMethod> group) {
        Map<Integer, Long> all = new TreeMap<>(values);
        all.put(IpsecAttribute.ENCAPSULATION_MODE.number(), (long) encapsulation);
        group.ifPresent(g -> all.put(IpsecAttribute.GROUP_DESCRIPTION.number(), (long) Groups.number(g)));
        return all;
    }

    /**
     * Whether a peer's attributes, lifetimes apart, mean the same. An AEAD cipher has no authentication algorithm (RFC 4106
     * §8), but one that names the cipher's own tag, as configurations of Windows do, says nothing else.
     */
    boolean isMeantBy(Map<Integer, Long> theirs, int encapsulation, Optional<KeyExchangeMethod> group) {
        Map<Integer, Long> others = new TreeMap<>(theirs);
        ownTag().ifPresent(tag -> others.remove(IpsecAttribute.AUTHENTICATION_ALGORITHM.number(), (long) tag.number()));
        return others.equals(with(encapsulation, group));
    }

    private Optional<EspAuthentication> ownTag() {
        if (transform != EspTransform.AES_GCM_16.number()) {
            return Optional.empty();
        }
        boolean isLong = values.containsValue(8L * EncryptionAlgorithm.AES_GCM_16_256.keyOctets());
        return Optional.of(isLong ? EspAuthentication.AES_256_GMAC : EspAuthentication.AES_128_GMAC);
    }

    private static Optional<EspTransform> transform(EncryptionAlgorithm cipher) {
        return switch (cipher) {
            case AES_GCM_16_128, AES_GCM_16_256 -> Optional.of(EspTransform.AES_GCM_16);
            case AES_CBC_128, AES_CBC_256 -> Optional.of(EspTransform.AES_CBC);
            case CHACHA20_POLY1305 -> Optional.empty();
        };
    }

    private static EspAuthentication authentication(IntegrityAlgorithm integrity) {
        return switch (integrity) {
            case HMAC_SHA2_256_128 -> EspAuthentication.HMAC_SHA2_256;
            case HMAC_SHA2_384_192 -> EspAuthentication.HMAC_SHA2_384;
            case HMAC_SHA2_512_256 -> EspAuthentication.HMAC_SHA2_512;
            case HMAC_SHA1_96 -> EspAuthentication.HMAC_SHA1;
        };
    }
}
