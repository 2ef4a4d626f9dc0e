package io.secureconnect.core.ike.task;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.core.ike.crypto.IkeCrypto;
import io.secureconnect.core.ike.crypto.KeyExchange;
import io.secureconnect.core.ike.wire.v2.Payload;
import io.secureconnect.spi.RandomSource;
import java.util.Optional;

/** One additional key exchange, in IKE_INTERMEDIATE or IKE_FOLLOWUP_KE (RFC 9370 §2.2): the side that begins. */
public final class AdditionalKeyExchange implements AutoCloseable {
    private final KeyExchangeMethod method;
    private final KeyExchange.Initiation half;

    public AdditionalKeyExchange(IkeCrypto crypto, RandomSource random, KeyExchangeMethod method) {
        this.method = method;
        this.half = crypto.keyExchange(method).initiate(random);
    }

    public Payload build() {
        return new Payload.KeyExchange(method.transformId(), half.data());
    }

    /** The shared secret, which the caller wipes. */
    public Outcome<SecretBytes> process(Received response) {
        return response.first(Payload.KeyExchange.class)
                .filter(k -> k.method() == method.transformId())
                .flatMap(k -> half.complete(k.data()))
                .map(Outcome::of)
                .orElseGet(() -> Outcome.refused(illegal(method)));
    }

    /** The side that answers: its half, with the shared secret. */
    public static Outcome<KeyExchange.Response> answer(
            IkeCrypto crypto, RandomSource random, KeyExchangeMethod method, Received request) {
        Optional<KeyExchange.Response> half = request.first(Payload.KeyExchange.class)
                .filter(k -> k.method() == method.transformId())
                .flatMap(k -> crypto.keyExchange(method).respond(k.data(), random));
        return half.map(Outcome::of).orElseGet(() -> Outcome.refused(illegal(method)));
    }

    /** The payload of the answer. */
    public static Payload payload(KeyExchangeMethod method, KeyExchange.Response half) {
        return new Payload.KeyExchange(method.transformId(), half.data());
    }

    private static Refusal illegal(KeyExchangeMethod method) {
        return Refusal.malformed("the additional key exchange is not the agreed " + method.keyword()
                + ", or has an illegal value (RFC 9370 §2.2.2)");
    }

    @Override
    public void close() {
        half.close();
    }
}
