package io.secureconnect.core.ike.v1.session;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.core.ike.crypto.KeyExchange;
import io.secureconnect.spi.RandomSource;
import java.util.Arrays;
import java.util.Optional;

/** A key exchange that costs nothing and hides nothing, so that fuzzing goes a hundred times as fast. */
record CheapKeyExchange(KeyExchangeMethod method) implements KeyExchange {
    static final int OCTETS = 64;
    private static final int INITIATORS = 0x42;
    private static final int RESPONDERS = 0x43;

    @Override
    public Initiation initiate(RandomSource random) {
        return new Half(data(INITIATORS));
    }

    @Override
    public Optional<Response> respond(Bytes initiatorData, RandomSource random) {
        return initiatorData.length() == OCTETS
                ? Optional.of(new Response(data(RESPONDERS), secret()))
                : Optional.empty();
    }

    private static Bytes data(int value) {
        byte[] octets = new byte[OCTETS];
        Arrays.fill(octets, (byte) value);
        return Bytes.wrap(octets);
    }

    private static SecretBytes secret() {
        return SecretBytes.wrap(data(0).toArray());
    }

    private record Half(Bytes data) implements Initiation {
        @Override
        public Optional<SecretBytes> complete(Bytes responderData) {
            return responderData.length() == OCTETS ? Optional.of(secret()) : Optional.empty();
        }

        @Override
        public void close() {}
    }
}
