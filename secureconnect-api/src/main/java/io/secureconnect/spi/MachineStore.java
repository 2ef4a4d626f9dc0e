package io.secureconnect.spi;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** The certificates of this machine as its operating system kept them at one moment. Immutable, but for the keys behind it. */
public interface MachineStore {
    /** What it is, for messages: {@code Windows certificate store LocalMachine\My}. */
    String name();

    /** The machine's own certificates, whether it has their private keys or not. */
    List<X509Certificate> own();

    /** Certificates of CAs that stand between those and the roots. */
    List<X509Certificate> intermediates();

    /** The CAs that the machine believes. */
    List<X509Certificate> roots();

    /**
     * The private key of one of {@link #own}; empty if the machine has none. It may be of a {@link
     * io.secureconnect.api.auth.StoredPrivateKey provider of its own}.
     *
     * @throws io.secureconnect.api.error.SecureConnectException with {@code CREDENTIAL_UNREADABLE} if this process may not use it
     */
    Optional<PrivateKey> privateKey(X509Certificate certificate);
}
