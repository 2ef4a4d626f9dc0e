package io.secureconnect.windows.store;

import io.secureconnect.api.sa.Bytes;
import java.util.List;
import java.util.Optional;

/** The certificate stores of the local machine, opened for reading. Thread-safe. */
public interface SystemStores {
    /**
     * The certificates of a store, in DER.
     *
     * @param store {@code MY}, {@code CA} or {@code ROOT}
     * @throws io.secureconnect.api.error.SecureConnectException with {@code CREDENTIAL_UNREADABLE}
     */
    List<Bytes> certificates(String store);

    /**
     * The private key of a certificate in {@code MY}, if this process may use it.
     *
     * @return empty if the certificate has none
     * @throws io.secureconnect.api.error.SecureConnectException with {@code CREDENTIAL_UNREADABLE} if it has one that cannot be
     *     used; the message names the remedy
     */
    Optional<HashSigner> key(Bytes certificate);
}
