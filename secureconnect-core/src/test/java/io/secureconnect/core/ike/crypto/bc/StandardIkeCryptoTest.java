package io.secureconnect.core.ike.crypto.bc;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.core.ike.crypto.KeyExchange;
import io.secureconnect.spi.RandomSource;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StandardIkeCryptoTest {
    private final StandardIkeCrypto crypto = new StandardIkeCrypto();
    private final RandomSource random = new Random(7296)::nextBytes;

    @ParameterizedTest
    @EnumSource
    void both_ends_of_every_key_exchange_agree(KeyExchangeMethod method) {
        KeyExchange exchange = crypto.keyExchange(method);
        assertThat(exchange.method()).isEqualTo(method);
        for (int i = 0; i < 3; i++) {
            try (KeyExchange.Initiation initiation = exchange.initiate(random)) {
                KeyExchange.Response response =
                        exchange.respond(initiation.data(), random).orElseThrow();
                assertThat(initiation.complete(response.data())).contains(response.secret());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void data_of_another_length_are_refused(KeyExchangeMethod method) {
        KeyExchange exchange = crypto.keyExchange(method);
        try (KeyExchange.Initiation initiation = exchange.initiate(random)) {
            Bytes response =
                    exchange.respond(initiation.data(), random).orElseThrow().data();
            for (Bytes wrong : new Bytes[] {Bytes.empty(), shorter(initiation.data()), longer(initiation.data())}) {
                assertThat(exchange.respond(wrong, random)).isEmpty();
            }
            for (Bytes wrong : new Bytes[] {Bytes.empty(), shorter(response), longer(response)}) {
                assertThat(initiation.complete(wrong)).isEmpty();
            }
        }
    }

    private static Bytes shorter(Bytes data) {
        return Bytes.copyOf(data.toArray(), 0, data.length() - 1);
    }

    private static Bytes longer(Bytes data) {
        byte[] longer = new byte[data.length() + 1];
        data.copyTo(longer, 1);
        return Bytes.wrap(longer);
    }
}
