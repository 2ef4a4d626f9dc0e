package io.secureconnect.spi;

import io.secureconnect.api.PublicApi;
import io.secureconnect.api.auth.RevocationPolicy;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.Bytes;
import java.util.Objects;
import java.util.Optional;

/** How the operating system's own IKE proves this host, and whom it believes. Dispatch on {@link #kind()}. */
@PublicApi
public sealed interface NativeAuthentication extends AutoCloseable {
    Kind kind();

    /** Wipes what is secret. */
    @Override
    void close();

    /** The forms of a proof. */
    enum Kind {
        PRE_SHARED_KEY,
        CERTIFICATE
    }

    /**
     * With a secret of the pair.
     *
     * @param secret the octets as they are, not a text: handed to the daemon unchanged
     */
    record PreSharedKey(SecretBytes secret) implements NativeAuthentication {
        public PreSharedKey {
            Objects.requireNonNull(secret, "secret");
        }

        @Override
        public Kind kind() {
            return Kind.PRE_SHARED_KEY;
        }

        @Override
        public void close() {
            secret.close();
        }
    }

    /**
     * With certificates of the machine's store, whose private keys only the daemon uses.
     *
     * @param issuer the subject of the CA that must have issued both ends' certificates, as DER (RFC 5280 §4.1.2.4)
     * @param issuerName the same for people (RFC 2253)
     * @param ownCertificate SHA-1 over the DER of this host's certificate, 20 octets, which is how key stores name one; empty
     *     to let the daemon choose among those of the issuer
     * @param revocation what must be known about a peer's certificate
     */
    record Certificate(Bytes issuer, String issuerName, Optional<Bytes> ownCertificate, RevocationPolicy revocation)
            implements NativeAuthentication {
        private static final int HASH_OCTETS = 20;

        public Certificate {
            Objects.requireNonNull(issuerName, "issuerName");
            Objects.requireNonNull(revocation, "revocation");
            if (issuer.isEmpty()) {
                throw new IllegalArgumentException("the issuer '" + issuerName + "' has no DER form");
            }
            if (ownCertificate.filter(hash -> hash.length() != HASH_OCTETS).isPresent()) {
                throw new IllegalArgumentException("a certificate is named by the " + HASH_OCTETS
                        + " octets of its SHA-1 hash, not by "
                        + ownCertificate.orElseThrow().length());
            }
        }

        @Override
        public Kind kind() {
            return Kind.CERTIFICATE;
        }

        @Override
        public void close() {
            // nothing of it is secret
        }
    }
}
