package io.secureconnect.core.ike.crypto;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.EncryptionAlgorithm;
import io.secureconnect.api.sa.IntegrityAlgorithm;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.api.sa.PseudoRandomFunction;
import java.util.Optional;

/** The algorithms of IKE, chosen once for an engine. For one thread at a time. */
public interface IkeCrypto {
    Prf prf(PseudoRandomFunction function);

    /** A fresh protection of messages in one direction; takes the keys over. */
    MessageCipher cipher(
            EncryptionAlgorithm encryption,
            Optional<IntegrityAlgorithm> integrity,
            SecretBytes encryptionKey,
            Optional<SecretBytes> integrityKey);

    KeyExchange keyExchange(KeyExchangeMethod method);

    /** SHA-1 of the parts one after the other: NAT detection (RFC 7296 §2.23) and names of authorities (§3.7) only. */
    byte[] sha1(byte[]... parts);
}
