package io.secureconnect.core.ike.v1.keys;

import static io.secureconnect.core.ike.v1.keys.PhaseOneKeysTest.octets;
import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.EncryptionAlgorithm;
import io.secureconnect.api.sa.PseudoRandomFunction;
import io.secureconnect.core.ike.crypto.Prf;
import io.secureconnect.core.ike.keys.Nonces;
import io.secureconnect.core.ike.v1.crypto.bc.StandardIsakmpCrypto;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The SKEYID family against NIST's cases for IKEv1 (SP 800-135), in {@code ikev1.rsp}. */
class NistSkeyidTest {
    static Stream<Case> cases() {
        return read().stream();
    }

    static Stream<Case> wholeFamilies() {
        return cases().filter(c -> c.values.containsKey("SKEYID_e"));
    }

    @Test
    void every_hash_is_there_with_keys_and_with_signatures() {
        assertThat(cases().map(c -> c.kind))
                .contains(
                        "psk SHA-1",
                        "psk SHA-256",
                        "psk SHA-384",
                        "psk SHA-512",
                        "dsa SHA-1",
                        "dsa SHA-256",
                        "dsa SHA-384",
                        "dsa SHA-512");
    }

    /** SKEYID itself is not shown, but HASH_I of nothing but the cookies is made with it. */
    @ParameterizedTest
    @MethodSource("cases")
    void skeyid(Case nist) {
        Bytes nothing = Bytes.empty();
        try (PhaseOneKeys keys = nist.keys()) {
            assertThat(keys.hashI(nothing, nothing, nothing, nothing))
                    .isEqualTo(new Rfc2409(nist.hash())
                            .prf(nist.octets("SKEYID"), nist.cookies().octets()));
        }
    }

    @ParameterizedTest
    @MethodSource("wholeFamilies")
    void the_three_keys_that_follow(Case nist) {
        try (PhaseOneKeys keys = nist.keys()) {
            assertThat(octets(keys.skeyidD())).isEqualTo(nist.octets("SKEYID_d"));
            assertThat(octets(keys.skeyidA())).isEqualTo(nist.octets("SKEYID_a"));
            assertThat(nist.octets("SKEYID_e")).startsWith(octets(keys.cipherKey(EncryptionAlgorithm.AES_CBC_128)));
            assertThat(octets(keys.cipherKey(EncryptionAlgorithm.AES_CBC_256)))
                    .isEqualTo(new Rfc2409(nist.hash()).cipherKey(nist.octets("SKEYID_e"), 32));
        }
    }

    private static List<Case> read() {
        List<Case> cases = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(NistSkeyidTest.class.getResourceAsStream("ikev1.rsp")),
                StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("[")) {
                    cases.add(new Case(line.substring(1, line.length() - 1), new HashMap<>()));
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    String[] pair = line.split(" = ", 2);
                    cases.get(cases.size() - 1).values.put(pair[0], pair[1]);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cases;
    }

    /** One section of the file. */
    private record Case(String kind, Map<String, String> values) {
        String hash() {
            return kind.substring(kind.indexOf(' ') + 1);
        }

        Prf prf() {
            return new StandardIsakmpCrypto()
                    .prf(
                            switch (hash()) {
                                case "SHA-1" -> PseudoRandomFunction.HMAC_SHA1;
                                case "SHA-256" -> PseudoRandomFunction.HMAC_SHA2_256;
                                case "SHA-384" -> PseudoRandomFunction.HMAC_SHA2_384;
                                default -> PseudoRandomFunction.HMAC_SHA2_512;
                            });
        }

        PhaseOneKeys keys() {
            Nonces nonces = new Nonces(Bytes.wrap(octets("Ni")), Bytes.wrap(octets("Nr")));
            SecretBytes gxy = SecretBytes.wrap(octets("g^xy"));
            return kind.startsWith("psk")
                    ? PhaseOneKeys.preShared(prf(), SecretBytes.wrap(octets("pre-shared-key")), nonces, gxy, cookies())
                    : PhaseOneKeys.signed(prf(), prf(), nonces, gxy, cookies());
        }

        Cookies cookies() {
            return new Cookies(
                    Long.parseUnsignedLong(values.getOrDefault("CKY-I", "1"), 16),
                    Long.parseUnsignedLong(values.getOrDefault("CKY-R", "2"), 16));
        }

        byte[] octets(String name) {
            return HexFormat.of().parseHex(values.getOrDefault(name, ""));
        }

        @Override
        public String toString() {
            return kind + " of " + values.get("source");
        }
    }
}
