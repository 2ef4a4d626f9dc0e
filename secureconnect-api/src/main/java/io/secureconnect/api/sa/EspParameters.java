package io.secureconnect.api.sa;

import io.secureconnect.api.PublicApi;
import io.secureconnect.api.SecureConnectStyle;
import java.util.Optional;
import org.immutables.value.Value;

/** What both SAs of a child have in common, apart from keys and SPIs. */
@PublicApi
@Value.Immutable
@SecureConnectStyle
public interface EspParameters {
    /** AES-256-GCM, ESN, a window of 128 packets, the standard lifetime, no encapsulation. */
    static EspParameters standard() {
        return builder().build();
    }

    static Builder builder() {
        return new Builder();
    }

    default EspProposal proposal() {
        return EspProposal.AES_256_GCM;
    }

    /** Whether sequence numbers have 64 bits (RFC 4303 §2.2.1). */
    default boolean extendedSequenceNumbers() {
        return true;
    }

    /** How many packets behind the highest sequence number are still accepted; 0 switches replay protection off. */
    default int replayWindow() {
        return 128;
    }

    default SaLifetime lifetime() {
        return SaLifetime.standard();
    }

    /** Present if ESP travels inside UDP. */
    Optional<UdpEncapsulationTemplate> udpEncapsulation();

    @Value.Check
    default void check() {
        if (replayWindow() < 0 || replayWindow() > 4096) {
            throw new IllegalArgumentException(
                    "a replay window of " + replayWindow() + " is not within 0 to 4096 packets");
        }
        if (extendedSequenceNumbers() && replayWindow() == 0) {
            throw new IllegalArgumentException(
                    "extended sequence numbers need a replay window (RFC 4303 section 3.4.3); set one or switch them off");
        }
    }

    /** Builds {@link EspParameters}. */
    final class Builder extends ImmutableEspParameters.Builder {
        Builder() {}
    }
}
