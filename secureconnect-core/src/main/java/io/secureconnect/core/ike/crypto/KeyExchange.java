package io.secureconnect.core.ike.crypto;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.spi.RandomSource;
import java.util.Optional;

/** A way to a shared secret: Diffie-Hellman, or the encapsulation of a key. Its data are those of the KE payload. */
public interface KeyExchange {
    KeyExchangeMethod method();

    /** Makes the initiator's half. */
    Initiation initiate(RandomSource random);

    /** Makes the responder's half; empty if the initiator's data are no legal public value of the method. */
    Optional<Response> respond(Bytes initiatorData, RandomSource random);

    /** The initiator's half, until the responder has answered; closing it wipes the private value. */
    interface Initiation extends AutoCloseable {
        Bytes data();

        /** The shared secret; empty if the responder's data are no legal value of the method. */
        Optional<SecretBytes> complete(Bytes responderData);

        @Override
        void close();
    }

    /**
     * The responder's half.
     *
     * @param data for the initiator
     * @param secret shared with it; the caller wipes it
     */
    record Response(Bytes data, SecretBytes secret) {}
}
