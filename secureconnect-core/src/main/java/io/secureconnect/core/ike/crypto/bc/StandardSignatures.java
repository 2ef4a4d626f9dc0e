package io.secureconnect.core.ike.crypto.bc;

import io.secureconnect.core.ike.crypto.SignatureScheme;
import io.secureconnect.core.ike.crypto.Signatures;
import io.secureconnect.core.ike.crypto.jdk.ProviderSignatures;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Optional;

/**
 * RSA by the JDK; ECDSA on the NIST curves and Ed25519 by Bouncy Castle where it may see the key, which is many times as
 * fast. Keys that don't leave their token, and other curves, are the JDK's providers' work.
 */
public final class StandardSignatures implements Signatures {
    private final Signatures providers = new ProviderSignatures();
    private final PublicPoints points = new PublicPoints();

    @Override
    public byte[] sign(SignatureScheme scheme, PrivateKey key, byte[] message) throws GeneralSecurityException {
        Optional<byte[]> signature = switch (scheme.family()) {
            case ECDSA -> EcdsaSignatures.sign(scheme.hashBits(), key, message);
            case ED25519 -> Ed25519Signatures.sign(key, message);
            case RSA_PSS, RSA_PKCS1 -> Optional.empty();
        };
        return signature.isPresent() ? signature.get() : providers.sign(scheme, key, message);
    }

    @Override
    public boolean verify(SignatureScheme scheme, PublicKey key, byte[] message, byte[] signature) {
        Optional<Boolean> holds = switch (scheme.family()) {
            case ECDSA -> EcdsaSignatures.verify(points, scheme.hashBits(), key, message, signature);
            case ED25519 -> Ed25519Signatures.verify(key, message, signature);
            case RSA_PSS, RSA_PKCS1 -> Optional.empty();
        };
        return holds.orElseGet(() -> providers.verify(scheme, key, message, signature));
    }
}
