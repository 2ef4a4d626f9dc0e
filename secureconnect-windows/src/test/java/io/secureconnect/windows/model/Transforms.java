package io.secureconnect.windows.model;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.EncryptionAlgorithm;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.IntegrityAlgorithm;
import io.secureconnect.api.sa.KeyMaterial;
import io.secureconnect.windows.wfp.Sa;
import io.secureconnect.windows.wfp.Transform;
import java.util.Optional;

/** Which algorithms a Windows SA names, and its keys, as far as the testkit can do them. */
final class Transforms {
    private static final int AES_128 = 3;
    private static final int AES_256 = 5;
    /** {@code IPSEC_CIPHER_CONFIG_GCM_AES_128}; that of 256 bits is two more. */
    private static final int GCM_128 = 6;

    private static final int GCM_256 = 8;
    private static final int CBC_128 = 3;
    private static final int CBC_256 = 5;
    private static final int SHA_1 = 1;
    private static final int SHA_256 = 2;

    private Transforms() {}

    static EspProposal proposal(Sa.Transforms sa) {
        switch (sa.cipher().config()) {
            case GCM_128:
                return gcm(sa, AES_128, EncryptionAlgorithm.AES_GCM_16_128);
            case GCM_256:
                return gcm(sa, AES_256, EncryptionAlgorithm.AES_GCM_16_256);
            case CBC_128:
                return cbc(sa, AES_128, EncryptionAlgorithm.AES_CBC_128);
            case CBC_256:
                return cbc(sa, AES_256, EncryptionAlgorithm.AES_CBC_256);
            default:
                throw Refusal.INVALID_CIPHER_TRANSFORM.raised();
        }
    }

    /** Copies. A key of the wrong length is refused. */
    static KeyMaterial keys(Sa.Transforms sa, EspProposal proposal) {
        SecretBytes cipher = key(sa.cipher(), proposal.encryption().keyMaterialOctets());
        if (proposal.integrity().isPresent()) {
            SecretBytes auth = key(sa.auth(), proposal.integrity().get().keyOctets());
            return new KeyMaterial(proposal, cipher.copy(), Optional.of(auth.copy()));
        }
        if (!cipher.equals(key(sa.auth(), cipher.length()))) {
            throw Refusal.INVALID_PARAMETER.raised();
        }
        return new KeyMaterial(proposal, cipher.copy(), Optional.empty());
    }

    /** As it is told: without keys. */
    static Sa withoutKeys(Sa sa) {
        return new Sa(
                sa.spi(),
                sa.saTransformType(),
                sa.esp().map(esp -> new Sa.Transforms(withoutKey(esp.cipher()), withoutKey(esp.auth()))));
    }

    private static EspProposal gcm(Sa.Transforms sa, int type, EncryptionAlgorithm encryption) {
        requireType(sa.cipher(), type);
        if (sa.auth().type() != type || sa.auth().config() != type) {
            throw Refusal.INVALID_TRANSFORM_COMBINATION.raised();
        }
        return new EspProposal(encryption, Optional.empty());
    }

    private static EspProposal cbc(Sa.Transforms sa, int type, EncryptionAlgorithm encryption) {
        requireType(sa.cipher(), type);
        if (sa.auth().type() != sa.auth().config()) {
            throw Refusal.INVALID_AUTH_TRANSFORM.raised();
        }
        switch (sa.auth().type()) {
            case SHA_1:
                return new EspProposal(encryption, Optional.of(IntegrityAlgorithm.HMAC_SHA1_96));
            case SHA_256:
                return new EspProposal(encryption, Optional.of(IntegrityAlgorithm.HMAC_SHA2_256_128));
            default:
                throw Refusal.INVALID_AUTH_TRANSFORM.raised();
        }
    }

    private static void requireType(Transform cipher, int type) {
        if (cipher.type() != type) {
            throw Refusal.INVALID_CIPHER_TRANSFORM.raised();
        }
    }

    private static SecretBytes key(Transform transform, int octets) {
        return transform.key().filter(key -> key.length() == octets).orElseThrow(Refusal.INVALID_PARAMETER::raised);
    }

    private static Transform withoutKey(Transform transform) {
        return new Transform(transform.type(), transform.config(), Optional.empty());
    }
}
