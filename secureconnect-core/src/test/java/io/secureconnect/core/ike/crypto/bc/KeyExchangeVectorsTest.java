package io.secureconnect.core.ike.crypto.bc;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.core.ike.crypto.KeyExchange;
import io.secureconnect.spi.RandomSource;
import java.math.BigInteger;
import java.security.KeyFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.KeyAgreement;
import javax.crypto.interfaces.DHPublicKey;
import javax.crypto.spec.DHPrivateKeySpec;
import javax.crypto.spec.DHPublicKeySpec;
import org.bouncycastle.crypto.digests.SHAKEDigest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The key exchanges against what others published or compute. */
class KeyExchangeVectorsTest {
    private final StandardIkeCrypto crypto = new StandardIkeCrypto();

    /** RFC 7748 §6.1 and §6.2, whose octets RFC 8031 §2 puts into the payload as they are. */
    @ParameterizedTest
    @CsvSource({
        "X25519, 77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a,"
                + "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a,"
                + "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb,"
                + "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f,"
                + "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742",
        "X448, 9a8f4925d1519f5775cf46b04b5800d4ee9ee8bae8bc5565d498c28dd9c9baf574a9419744897391006382a6f127ab1d9ac2d8c0a598726b,"
                + "9b08f7cc31b7e3e67d22d5aea121074a273bd2b83de09c63faa73d2c22c5d9bbc836647241d953d40c5b12da88120d53177f80e532c41fa0,"
                + "1c306a7ac2a0e2e0990b294470cba339e6453772b075811d8fad0d1d6927c120bb5ee8972b0d3e21374c9c921b09d1b0366f10b65173992d,"
                + "3eb7a829b0cd20f5bcfc0b599b6feccf6da4627107bdb0d4f345b43027d8b972fc3e34fb4232a13ca706dcb57aec3dae07bdc1c67bf33609,"
                + "07fff4181ac6cc95ec1c16a94a0f74d12da232ce40a77552281d282bb60c0b56fd2464c335543936521c24403085d59a449a5037514a879d"
    })
    void rfc7748(KeyExchangeMethod method, String a, String publicA, String b, String publicB, String secret) {
        assertExchange(method, a, publicA, b, publicB, secret);
    }

    /** RFC 5903 §8: i, gix | giy, r, grx | gry, girx. */
    @ParameterizedTest
    @CsvSource({
        "ECP_256, c88f01f510d9ac3f70a292daa2316de544e9aab8afe84049c62a9c57862d1433,"
                + "dad0b65394221cf9b051e1feca5787d098dfe637fc90b9ef945d0c37725811805271a0461cdb8252d61f1c456fa3e59ab1f45b33accf5f58389e0577b8990bb3,"
                + "c6ef9c5d78ae012a011164acb397ce2088685d8f06bf9be0b283ab46476bee53,"
                + "d12dfb5289c8d4f81208b70270398c342296970a0bccb74c736fc7554494bf6356fbf3ca366cc23e8157854c13c58d6aac23f046ada30f8353e74f33039872ab,"
                + "d6840f6b42f6edafd13116e0e12565202fef8e9ece7dce03812464d04b9442de",
        "ECP_384, 099f3c7034d4a2c699884d73a375a67f7624ef7c6b3c0f160647b67414dce655e35b538041e649ee3faef896783ab194,"
                + "667842d7d180ac2cde6f74f37551f55755c7645c20ef73e31634fe72b4c55ee6de3ac808acb4bdb4c88732aee95f41aa9482ed1fc0eeb9cafc4984625ccfc23f65032149e0e144ada024181535a0f38eeb9fcff3c2c947dae69b4c634573a81c,"
                + "41cb0779b4bdb85d47846725fbec3c9430fab46cc8dc5060855cc9bda0aa2942e0308312916b8ed2960e4bd55a7448fc,"
                + "e558dbef53eecde3d3fccfc1aea08a89a987475d12fd950d83cfa41732bc509d0d1ac43a0336def96fda41d0774a3571dcfbec7aacf3196472169e838430367f66eebe3c6e70c416dd5f0c68759dd1fff83fa40142209dff5eaad96db9e6386c,"
                + "11187331c279962d93d604243fd592cb9d0a926f422e47187521287e7156c5c4d603135569b9e9d09cf5d4a270f59746",
        "ECP_521, 0037ade9319a89f4dabdb3ef411aaccca5123c61acab57b5393dce47608172a095aa85a30fe1c2952c6771d937ba9777f5957b2639bab072462f68c27a57382d4a52,"
                + "0015417e84dbf28c0ad3c278713349dc7df153c897a1891bd98bab4357c9ecbee1e3bf42e00b8e380aeae57c2d107564941885942af5a7f4601723c4195d176ced3e017cae20b6641d2eeb695786d8c946146239d099e18e1d5a514c739d7cb4a10ad8a788015ac405d7799dc75e7b7d5b6cf2261a6a7f1507438bf01beb6ca3926f9582,"
                + "0145ba99a847af43793fdd0e872e7cdfa16be30fdc780f97bccc3f078380201e9c677d600b343757a3bdbf2a3163e4c2f869cca7458aa4a4effc311f5cb151685eb9,"
                + "00d0b3975ac4b799f5bea16d5e13e9af971d5e9b984c9f39728b5e5739735a219b97c356436adc6e95bb0352f6be64a6c2912d4ef2d0433ced2b6171640012d9460f015c68226383956e3bd066e797b623c27ce0eac2f551a10c2c724d9852077b87220b6536c5c408a1d2aebb8e86d678ae49cb57091f4732296579ab44fcd17f0fc56a,"
                + "01144c7d79ae6956bc8edb8e7c787c4521cb086fa64407f97894e5e6b2d79b04d1427e73ca4baa240a34786859810c06b3c715a3a8cc3151f2bee417996d19f3ddea"
    })
    void rfc5903(KeyExchangeMethod method, String i, String gi, String r, String gr, String gir) {
        assertExchange(method, i, gi, r, gr, gir);
    }

    private void assertExchange(
            KeyExchangeMethod method, String a, String publicA, String b, String publicB, String secret) {
        KeyExchange exchange = crypto.keyExchange(method);
        KeyExchange.Initiation initiation = exchange.initiate(drawing(a));
        assertThat(initiation.data()).isEqualTo(Bytes.ofHex(publicA));
        KeyExchange.Response response =
                exchange.respond(initiation.data(), drawing(b)).orElseThrow();
        assertThat(response.data()).isEqualTo(Bytes.ofHex(publicB));
        SecretBytes expected = SecretBytes.wrap(HexFormat.of().parseHex(secret));
        assertThat(response.secret()).isEqualTo(expected);
        assertThat(initiation.complete(response.data())).contains(expected);
    }

    private static RandomSource drawing(String hex) {
        byte[] octets = HexFormat.of().parseHex(hex);
        return wanted -> {
            assertThat(wanted).hasSameSizeAs(octets);
            System.arraycopy(octets, 0, wanted, 0, octets.length);
        };
    }

    /**
     * Hundred ML-KEM key pairs, encapsulations and refused ciphertexts, accumulated in one hash as Go's crypto/mlkem tests do
     * it; for ML-KEM-1024 the value on which PQClean, kyber-py, CIRCL and Go agree. SHAKE128 of nothing supplies, for each
     * round, seed, message and a ciphertext of chance; another takes key, ciphertext, secret, and the secret of the latter.
     */
    @ParameterizedTest
    @CsvSource({
        "ML_KEM_768, 1088, 1114b1b6699ed191734fa339376afa7e285c9e6acf6ff0177d346696ce564415",
        "ML_KEM_1024, 1568, 800018fec3e2723f73f1d657fe239b4d5d8782efaade297e8cd448e54cc2ac00"
    })
    void fips203_accumulated(KeyExchangeMethod method, int ciphertextOctets, String expected) {
        KeyExchange exchange = crypto.keyExchange(method);
        SHAKEDigest stream = new SHAKEDigest(128);
        SHAKEDigest all = new SHAKEDigest(128);
        RandomSource random = octets -> stream.doOutput(octets, 0, octets.length);
        for (int i = 0; i < 100; i++) {
            KeyExchange.Initiation initiation = exchange.initiate(random);
            absorb(all, initiation.data().toArray());
            KeyExchange.Response response =
                    exchange.respond(initiation.data(), random).orElseThrow();
            absorb(all, response.data().toArray());
            absorb(all, response.secret());
            assertThat(initiation.complete(response.data())).contains(response.secret());
            Bytes chance = Bytes.wrap(random.octets(ciphertextOctets));
            absorb(all, initiation.complete(chance).orElseThrow());
        }
        byte[] digest = new byte[32];
        all.doOutput(digest, 0, digest.length);
        assertThat(HexFormat.of().formatHex(digest)).isEqualTo(expected);
    }

    private static void absorb(SHAKEDigest digest, byte[] octets) {
        digest.update(octets, 0, octets.length);
    }

    private static void absorb(SHAKEDigest digest, SecretBytes secret) {
        secret.use(octets -> absorb(digest, octets));
    }

    /** RFC 3526: 2^n - 2^(n-64) - 1 + 2^64 * ([2^(n-130) pi] + c); the JDK's own Diffie-Hellman is the other end. */
    @ParameterizedTest
    @CsvSource({"MODP_2048, 2048, 124476, 32", "MODP_3072, 3072, 1690314, 40", "MODP_4096, 4096, 240904, 48"})
    void rfc3526(KeyExchangeMethod method, int bits, long c, int exponentOctets) throws Exception {
        BigInteger p = BigInteger.ONE
                .shiftLeft(bits)
                .subtract(BigInteger.ONE.shiftLeft(bits - 64))
                .subtract(BigInteger.ONE)
                .add(pi(bits - 130).add(BigInteger.valueOf(c)).shiftLeft(64));
        byte[] x = new byte[exponentOctets];
        new Random(3526).nextBytes(x);
        x[0] |= (byte) 0x80;
        try (KeyExchange.Initiation initiation =
                crypto.keyExchange(method).initiate(drawing(HexFormat.of().formatHex(x)))) {
            BigInteger gx = new BigInteger(1, initiation.data().toArray());
            assertThat(initiation.data().length()).isEqualTo(bits / 8);
            assertThat(gx).isEqualTo(BigInteger.TWO.modPow(new BigInteger(1, x), p));
            BigInteger y = new BigInteger(256, new Random(7));
            KeyFactory factory = KeyFactory.getInstance("DH");
            KeyAgreement other = KeyAgreement.getInstance("DH");
            other.init(factory.generatePrivate(new DHPrivateKeySpec(y, p, BigInteger.TWO)));
            other.doPhase((DHPublicKey) factory.generatePublic(new DHPublicKeySpec(gx, p, BigInteger.TWO)), true);
            Bytes gy = Bytes.wrap(padded(BigInteger.TWO.modPow(y, p), bits / 8));
            assertThat(initiation.complete(gy)).contains(SecretBytes.wrap(other.generateSecret()));
        }
    }

    /** [2^n pi] by Machin's formula, with some bits to spare. */
    private static BigInteger pi(int n) {
        BigInteger one = BigInteger.ONE.shiftLeft(n + 64);
        BigInteger quarter = arctan(5, one).shiftLeft(2).subtract(arctan(239, one));
        return quarter.shiftLeft(2).shiftRight(64);
    }

    private static BigInteger arctan(int inverse, BigInteger one) {
        BigInteger square = BigInteger.valueOf((long) inverse * inverse);
        BigInteger power = one.divide(BigInteger.valueOf(inverse));
        BigInteger sum = BigInteger.ZERO;
        for (int k = 0; power.signum() > 0; k++) {
            BigInteger term = power.divide(BigInteger.valueOf(2L * k + 1));
            sum = k % 2 == 0 ? sum.add(term) : sum.subtract(term);
            power = power.divide(square);
        }
        return sum;
    }

    private static byte[] padded(BigInteger value, int length) {
        byte[] octets = value.toByteArray();
        byte[] padded = new byte[length];
        int from = Math.max(0, octets.length - length);
        byte[] significant = Arrays.copyOfRange(octets, from, octets.length);
        System.arraycopy(significant, 0, padded, length - significant.length, significant.length);
        return padded;
    }
}
