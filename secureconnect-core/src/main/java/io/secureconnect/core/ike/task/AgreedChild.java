package io.secureconnect.core.ike.task;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.keys.Nonces;
import io.secureconnect.core.ike.negotiate.EspChoice;
import java.util.Arrays;
import java.util.Optional;

/**
 * A child that both ends agree on and nobody has installed yet.
 *
 * @param inbound this host's SPI
 * @param nonces of the exchange that made it
 * @param sharedSecret of its own key exchange; closed with it
 * @param initiator whether this host began that exchange
 */
public record AgreedChild(
        EspChoice choice, Spi inbound, Nonces nonces, Optional<SecretBytes> sharedSecret, boolean initiator)
        implements AutoCloseable {
    public Spi outbound() {
        return choice.peerSpi();
    }

    /** The lower nonce of the exchange, by which simultaneous ones are judged (RFC 7296 §2.8.1). */
    public Bytes lowerNonce() {
        return lower(nonces);
    }

    static Bytes lower(Nonces nonces) {
        return isLower(nonces.initiator(), nonces.responder()) ? nonces.initiator() : nonces.responder();
    }

    /** Octet by octet as unsigned numbers; of two that begin alike, the shorter is lower. */
    public static boolean isLower(Bytes one, Bytes other) {
        return Arrays.compareUnsigned(one.toArray(), other.toArray()) < 0;
    }

    /** Wipes the shared secret. */
    @Override
    public void close() {
        sharedSecret.ifPresent(SecretBytes::close);
    }
}
