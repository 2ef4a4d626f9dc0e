package io.secureconnect.core.ike.crypto.jdk;

import io.secureconnect.core.ike.crypto.SignatureScheme;
import io.secureconnect.core.ike.crypto.Signatures;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Optional;

/**
 * Signatures by whichever installed provider takes the key: also for keys that live in a token. What needs chance, such as
 * the salt of RSA-PSS, is drawn by the provider.
 */
public final class ProviderSignatures implements Signatures {
    @Override
    public byte[] sign(SignatureScheme scheme, PrivateKey key, byte[] message) throws GeneralSecurityException {
        return OwnersSignature.sign(name(scheme), pss(scheme), key, message);
    }

    @Override
    public boolean verify(SignatureScheme scheme, PublicKey key, byte[] message, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(name(scheme));
            verifier.initVerify(key);
            if (scheme.family() == SignatureScheme.Family.RSA_PSS) {
                verifier.setParameter(pss(scheme).orElseThrow());
            }
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false; // malformed, or of another length
        }
    }

    private static String name(SignatureScheme scheme) {
        return switch (scheme.family()) {
            case RSA_PSS -> "RSASSA-PSS";
            case RSA_PKCS1 -> "SHA" + scheme.hashBits() + "withRSA";
            case ECDSA -> "SHA" + scheme.hashBits() + "withECDSA";
            case ED25519 -> "Ed25519";
        };
    }

    private static Optional<PSSParameterSpec> pss(SignatureScheme scheme) {
        if (scheme.family() != SignatureScheme.Family.RSA_PSS) {
            return Optional.empty();
        }
        String hash = "SHA-" + scheme.hashBits();
        return Optional.of(new PSSParameterSpec(
                hash,
                "MGF1",
                new MGF1ParameterSpec(hash),
                scheme.hashBits() / Byte.SIZE,
                PSSParameterSpec.TRAILER_FIELD_BC));
    }
}
