package io.secureconnect.api.auth;

import io.secureconnect.api.PublicApi;
import io.secureconnect.api.SecureConnectStyle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * The certificates that the operating system keeps for the machine (Windows: the stores My, CA and Root of the local machine),
 * and what stands beside them. Which of them serve is decided by the issuer that the policy names.
 */
@PublicApi
@Value.Immutable
@SecureConnectStyle
public interface MachineCertificates {
    static Builder builder() {
        return new Builder();
    }

    /** Files with revocation lists, PEM or DER. */
    List<Path> revocationLists();

    default RevocationPolicy revocation() {
        return RevocationPolicy.IF_KNOWN;
    }

    Optional<OcspSource> ocsp();

    default PeerNaming peerNaming() {
        return PeerNaming.ANY_NAME;
    }

    /** How old the last look into the stores may be when a negotiation begins; at least a second. */
    default Duration lookInterval() {
        return Duration.ofMinutes(1);
    }

    @Value.Check
    default void check() {
        if (lookInterval().toSeconds() < 1) {
            throw new IllegalArgumentException(
                    "the stores cannot be looked at every " + lookInterval() + "; take a second or more");
        }
    }

    /** Builds {@link MachineCertificates}. */
    final class Builder extends ImmutableMachineCertificates.Builder {
        Builder() {}
    }
}
