package io.secureconnect.core.ike.crypto.jdk;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.EncryptionAlgorithm;
import io.secureconnect.api.sa.IntegrityAlgorithm;
import io.secureconnect.api.sa.PseudoRandomFunction;
import io.secureconnect.core.ike.crypto.MessageCipher;
import io.secureconnect.core.ike.crypto.Prf;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The provider's objects for everything symmetric, each made once when first needed. For one thread at a time. */
public final class SymmetricAlgorithms {
    private final Map<PseudoRandomFunction, Prf> prfs = new EnumMap<>(PseudoRandomFunction.class);
    private final Map<EncryptionAlgorithm, Aead> aeads = new EnumMap<>(EncryptionAlgorithm.class);
    private final Map<IntegrityAlgorithm, CbcHmac> cbcs = new EnumMap<>(IntegrityAlgorithm.class);
    private final MessageDigest sha1 = Algorithms.digest("SHA-1");

    public Prf prf(PseudoRandomFunction function) {
        return prfs.computeIfAbsent(function, HmacPrf::new);
    }

    /**
     * As {@link io.secureconnect.core.ike.crypto.IkeCrypto#cipher}.
     *
     * @throws IllegalArgumentException if a key is not as long as its algorithm wants it
     */
    public MessageCipher cipher(
            EncryptionAlgorithm encryption,
            Optional<IntegrityAlgorithm> integrity,
            SecretBytes encryptionKey,
            Optional<SecretBytes> integrityKey) {
        requireLength(encryption.keyword(), encryption.keyMaterialOctets(), encryptionKey.length());
        requireLength(
                encryption.keyword() + " with integrity " + integrity,
                integrity.map(IntegrityAlgorithm::keyOctets).orElse(0),
                integrityKey.map(SecretBytes::length).orElse(0));
        if (encryption.isAead()) {
            Aead aead = aeads.computeIfAbsent(encryption, Aead::of);
            return new AeadMessageCipher(aead, encryptionKey, encryption.keyOctets());
        }
        IntegrityAlgorithm hmac = integrity.orElseThrow(() -> new IllegalArgumentException(
                encryption.keyword() + " does not authenticate; add an integrity algorithm"));
        return new CbcHmacMessageCipher(
                cbcs.computeIfAbsent(hmac, CbcHmac::new), encryptionKey, integrityKey.orElseThrow(), hmac.icvOctets());
    }

    public byte[] sha1(byte[]... parts) {
        for (byte[] part : parts) {
            sha1.update(part);
        }
        return sha1.digest();
    }

    private static void requireLength(String algorithm, int expected, int actual) {
        if (expected != actual) {
            throw new IllegalArgumentException(algorithm + " needs a key of " + expected + " octets, not " + actual);
        }
    }
}
