package io.secureconnect.core.ike.crypto.jdk;

import io.secureconnect.api.auth.StoredPrivateKey;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Optional;

/**
 * Signs with the provider that owns the key: the one that the key names, else the installed one that takes the key's class. A
 * key without octets has one owner only, so nothing may be decided before Java has seen it: the key first, then parameters.
 */
public final class OwnersSignature {
    private OwnersSignature() {}

    /**
     * Signs.
     *
     * @param algorithm Java's standard name
     * @param parameters of RSA-PSS
     * @param octets the message, or for the algorithms that begin with {@code NONE} its hash
     * @throws GeneralSecurityException if the owner can't; the message names the algorithm and the key's class, no key
     */
    public static byte[] sign(
            String algorithm, Optional<? extends AlgorithmParameterSpec> parameters, PrivateKey key, byte[] octets)
            throws GeneralSecurityException {
        try {
            Signature signature = key instanceof StoredPrivateKey
                    ? Signature.getInstance(algorithm, ((StoredPrivateKey) key).provider())
                    : Signature.getInstance(algorithm);
            signature.initSign(key);
            if (parameters.isPresent()) {
                signature.setParameter(parameters.get());
            }
            signature.update(octets);
            return signature.sign();
        } catch (GeneralSecurityException | RuntimeException e) { // a token's driver may throw anything
            throw new SignatureException(
                    algorithm + " by " + owner(key) + ": "
                            + Optional.ofNullable(e.getMessage()).orElse(e.toString()),
                    e);
        }
    }

    /** Whether only its owner can use the key, for its octets cannot be had. Asks for no copy of them. */
    public static boolean isHeldElsewhere(PrivateKey key) {
        return key instanceof StoredPrivateKey || key.getFormat() == null;
    }

    private static String owner(PrivateKey key) {
        return key instanceof StoredPrivateKey
                ? ((StoredPrivateKey) key).provider().getName()
                : "the provider of " + key.getClass().getName();
    }
}
