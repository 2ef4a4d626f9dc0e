package io.secureconnect.core.ike.crypto.bc;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.core.ike.crypto.KeyExchange;
import io.secureconnect.spi.RandomSource;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.bouncycastle.crypto.agreement.DHStandardGroups;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Public values that a peer must not get away with (RFC 6989, RFC 8031 §3.2, FIPS 203 §7.2). */
class IllegalPublicValuesTest {
    private final StandardIkeCrypto crypto = new StandardIkeCrypto();
    private final RandomSource random = new Random(6989)::nextBytes;

    @Nested
    class OfModpGroups {
        private final BigInteger p = DHStandardGroups.rfc3526_2048.getP();

        @Test
        void are_those_outside_2_to_p_minus_2() {
            for (BigInteger illegal : new BigInteger[] {
                BigInteger.ZERO, BigInteger.ONE, p.subtract(BigInteger.ONE), p, p.add(BigInteger.TWO)
            }) {
                assertRefused(KeyExchangeMethod.MODP_2048, octets(illegal));
            }
            assertTaken(KeyExchangeMethod.MODP_2048, octets(BigInteger.TWO));
            assertTaken(KeyExchangeMethod.MODP_2048, octets(p.subtract(BigInteger.TWO)));
        }

        private byte[] octets(BigInteger value) {
            byte[] octets = new byte[256];
            byte[] encoded = value.toByteArray();
            int length = Math.min(encoded.length, 256);
            System.arraycopy(encoded, encoded.length - length, octets, 256 - length, length);
            return octets;
        }
    }

    @Nested
    class OfEcpGroups {
        @ParameterizedTest
        @EnumSource(names = {"ECP_256", "ECP_384", "ECP_521"})
        void are_points_beside_the_curve(KeyExchangeMethod method) {
            byte[] data = crypto.keyExchange(method).initiate(random).data().toArray();
            assertTaken(method, data);
            for (int octet : new int[] {0, data.length / 2 - 1, data.length / 2, data.length - 1}) {
                byte[] changed = data.clone();
                changed[octet] ^= 1;
                assertRefused(method, changed);
            }
        }

        @ParameterizedTest
        @EnumSource(names = {"ECP_256", "ECP_384", "ECP_521"})
        void are_zeros_and_coordinates_above_the_prime(KeyExchangeMethod method) {
            int length = crypto.keyExchange(method).initiate(random).data().length();
            assertRefused(method, new byte[length]);
            byte[] highest = new byte[length];
            Arrays.fill(highest, (byte) 0xff);
            assertRefused(method, highest);
        }

        @Test
        void are_coordinates_that_are_right_but_for_the_prime() {
            BigInteger p = PrimeCurve.P521.domain().getCurve().getField().getCharacteristic();
            byte[] data = crypto.keyExchange(KeyExchangeMethod.ECP_521)
                    .initiate(random)
                    .data()
                    .toArray();
            BigInteger x = new BigInteger(1, Arrays.copyOf(data, 66));
            byte[] above = x.add(p).toByteArray(); // 522 bits at most, which fit into 66 octets
            byte[] changed = data.clone();
            System.arraycopy(above, above.length - 66, changed, 0, 66);
            assertRefused(KeyExchangeMethod.ECP_521, changed);
        }
    }

    @Nested
    class OfMontgomeryCurves {
        /** RFC 7748 §6.1: points whose product with any clamped scalar is 0. */
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "0000000000000000000000000000000000000000000000000000000000000000",
                    "0100000000000000000000000000000000000000000000000000000000000000",
                    "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
                    "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
                    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
                })
        void are_points_of_small_order(String point) {
            assertRefused(KeyExchangeMethod.X25519, HexFormat.of().parseHex(point));
        }

        @ParameterizedTest
        @CsvSource({"00", "01"})
        void are_points_of_small_order_on_curve448(String lowest) {
            byte[] point = new byte[56];
            point[0] = Byte.parseByte(lowest);
            assertRefused(KeyExchangeMethod.X448, point);
        }
    }

    @Nested
    class OfMlKem {
        /** One coefficient each of the first, a middle and the last octets, in both places that three octets have. */
        @ParameterizedTest
        @CsvSource({"ML_KEM_768, 1152", "ML_KEM_1024, 1536"})
        void are_keys_with_a_coefficient_not_below_the_modulus(KeyExchangeMethod method, int polynomials) {
            byte[] key = crypto.keyExchange(method).initiate(random).data().toArray();
            for (int at : new int[] {0, polynomials / 2, polynomials - 3}) {
                assertTaken(method, withCoefficients(key, at, 3328, 3328));
                assertRefused(method, withCoefficients(key, at, 3329, 0));
                assertRefused(method, withCoefficients(key, at, 0, 3329));
                assertRefused(method, withCoefficients(key, at, 4095, 4095));
            }
        }

        private byte[] withCoefficients(byte[] key, int at, int low, int high) {
            byte[] changed = key.clone();
            changed[at] = (byte) low;
            changed[at + 1] = (byte) (low >> 8 | (high & 0xf) << 4);
            changed[at + 2] = (byte) (high >> 4);
            return changed;
        }

        @Test
        void are_not_changed_ciphertexts_which_lead_to_another_secret() {
            KeyExchange exchange = crypto.keyExchange(KeyExchangeMethod.ML_KEM_768);
            KeyExchange.Initiation initiation = exchange.initiate(random);
            KeyExchange.Response response =
                    exchange.respond(initiation.data(), random).orElseThrow();
            byte[] changed = response.data().toArray();
            changed[500] ^= 4;
            assertThat(initiation.complete(Bytes.wrap(changed)))
                    .isPresent()
                    .get()
                    .isNotEqualTo(response.secret());
        }
    }

    private void assertRefused(KeyExchangeMethod method, byte[] data) {
        KeyExchange exchange = crypto.keyExchange(method);
        assertThat(exchange.respond(Bytes.copyOf(data), random)).isEmpty();
        if (!method.isEncapsulation()) {
            assertThat(exchange.initiate(random).complete(Bytes.copyOf(data))).isEmpty();
        }
    }

    private void assertTaken(KeyExchangeMethod method, byte[] data) {
        assertThat(crypto.keyExchange(method).respond(Bytes.copyOf(data), random))
                .isPresent();
    }
}
