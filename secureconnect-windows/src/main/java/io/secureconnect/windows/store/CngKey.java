package io.secureconnect.windows.store;

import io.secureconnect.api.auth.StoredPrivateKey;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.security.Provider;

/** A private key in a key storage provider of Windows, as Java has keys; nothing of it is in this process. */
final class CngKey implements StoredPrivateKey {
    @Serial
    private static final long serialVersionUID = 1;

    private final String algorithm;
    private final transient HashSigner signer;
    private final transient Provider provider;

    /** @param algorithm of the certificate's public key: {@code RSA} or {@code EC} */
    CngKey(String algorithm, HashSigner signer, Provider provider) {
        this.algorithm = algorithm;
        this.signer = signer;
        this.provider = provider;
    }

    HashSigner signer() {
        return signer;
    }

    @Override
    public Provider provider() {
        return provider;
    }

    @Override
    public String getAlgorithm() {
        return algorithm;
    }

    @Override
    @SuppressWarnings("NullAway") // as the interface has it for keys without octets
    public String getFormat() {
        return null;
    }

    @Override
    @SuppressWarnings("NullAway") // as the interface has it for keys without octets
    public byte[] getEncoded() {
        return null;
    }

    @Serial
    private void writeObject(ObjectOutputStream out) throws NotSerializableException {
        throw new NotSerializableException("the key is in a store of Windows and does not leave it");
    }

    @Override
    public String toString() {
        return algorithm + " key in a store of Windows";
    }
}
