package io.secureconnect.core.ike.crypto.jdk;

import io.secureconnect.core.ike.crypto.SignatureScheme;
import io.secureconnect.core.ike.crypto.Signatures;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;

/**
 * Signatures by whichever installed provider takes the key: also for keys that live in a token. What needs chance, such as
 * the salt of RSA-PSS, is drawn by the provider.
 */
public final class ProviderSignatures implements Signatures {
    @Override
    public byte[] sign(SignatureScheme scheme, PrivateKey key, byte[] message) throws GeneralSecurityException {
        Signature signer = signature(scheme);
        signer.initSign(key);
        signer.update(message);
        return signer.sign();
    }

    @Override
    public boolean verify(SignatureScheme scheme, PublicKey key, byte[] message, byte[] signature) {
        try {
            Signature verifier = signature(scheme);
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false; // malformed, or of another length
        }
    }

    private static Signature signature(SignatureScheme scheme) throws GeneralSecurityException {
        switch (scheme.family()) {
            case RSA_PSS:
                Signature pss = Signature.getInstance("RSASSA-PSS");
                pss.setParameter(pss(scheme.hashBits()));
                return pss;
            case RSA_PKCS1:
                return Signature.getInstance("SHA" + scheme.hashBits() + "withRSA");
            case ECDSA:
                return Signature.getInstance("SHA" + scheme.hashBits() + "withECDSA");
            case ED25519:
                return Signature.getInstance("Ed25519");
        }
        throw new IllegalArgumentException("unknown signature family " + scheme.family());
    }

    private static PSSParameterSpec pss(int hashBits) {
        String hash = "SHA-" + hashBits;
        return new PSSParameterSpec(
                hash, "MGF1", new MGF1ParameterSpec(hash), hashBits / Byte.SIZE, PSSParameterSpec.TRAILER_FIELD_BC);
    }
}
