package io.secureconnect.api.auth;

import io.secureconnect.api.PublicApi;
import io.secureconnect.api.SecureConnectStyle;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.immutables.value.Value;

/**
 * The files of a {@link CertificateCredential}: a PKCS#12 container, or a private key and a chain beside it, and those of the
 * CAs. Every file may be PEM, with any number of objects in it, or DER. Files with private keys must be their owner's alone.
 */
@PublicApi
@Value.Immutable
@SecureConnectStyle
public interface CertificateFiles {
    static Builder builder() {
        return new Builder();
    }

    /** A container with one private key and the chain that belongs to it. */
    Optional<Path> pkcs12();

    /** A private key, PKCS#8, encrypted or not; in place of a container. */
    Optional<Path> privateKey();

    /** The host's certificate and the intermediate ones, in any order; in place of a container, or in addition to it. */
    List<Path> chain();

    /**
     * The password of the container or key; asked for at each loading, and the characters are wiped afterwards, so each call
     * must give a fresh array.
     */
    @Value.Redacted
    Optional<Supplier<char[]>> password();

    /** The CAs that are believed. At least one. */
    List<Path> trustAnchors();

    List<Path> revocationLists();

    default RevocationPolicy revocation() {
        return RevocationPolicy.IF_KNOWN;
    }

    Optional<OcspSource> ocsp();

    default PeerNaming peerNaming() {
        return PeerNaming.ANY_NAME;
    }

    @Value.Check
    default void check() {
        if (pkcs12().isPresent() == privateKey().isPresent()) {
            throw new IllegalArgumentException("set either a PKCS#12 container or a private key");
        }
        if (privateKey().isPresent() && chain().isEmpty()) {
            throw new IllegalArgumentException("a private key needs its certificate; set the chain");
        }
        if (trustAnchors().isEmpty()) {
            throw new IllegalArgumentException("set the CAs that are believed; without one no peer is");
        }
    }

    /** Builds {@link CertificateFiles}. */
    final class Builder extends ImmutableCertificateFiles.Builder {
        Builder() {}
    }
}
