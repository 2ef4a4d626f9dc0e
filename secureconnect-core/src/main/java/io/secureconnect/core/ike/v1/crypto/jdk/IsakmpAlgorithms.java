package io.secureconnect.core.ike.v1.crypto.jdk;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.EncryptionAlgorithm;
import io.secureconnect.api.sa.PseudoRandomFunction;
import io.secureconnect.core.ike.crypto.jdk.Algorithms;
import io.secureconnect.core.ike.v1.crypto.ChainedCipher;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.Map;
import javax.crypto.Cipher;

/** The provider's objects for hashes and for AES-CBC, each made once. For one thread at a time. */
public final class IsakmpAlgorithms {
    private final Map<PseudoRandomFunction, MessageDigest> digests = new EnumMap<>(PseudoRandomFunction.class);
    private final Cipher cbc = Algorithms.cipher("AES/CBC/NoPadding");

    public byte[] hash(PseudoRandomFunction function, byte[]... parts) {
        MessageDigest digest =
                digests.computeIfAbsent(function, it -> Algorithms.digest("SHA-" + Algorithms.shaNumber(it.octets())));
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    public ChainedCipher cipher(EncryptionAlgorithm encryption, SecretBytes key) {
        return new CbcCipher(cbc, encryption, key);
    }
}
