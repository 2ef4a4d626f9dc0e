package io.secureconnect.core.ike.keys;

import static io.secureconnect.core.ike.keys.HmacJudge.join;
import static io.secureconnect.core.ike.keys.KeyCatcher.octets;
import static io.secureconnect.core.ike.keys.KeyCatcher.stream;
import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.KeyMaterial;
import io.secureconnect.api.sa.PseudoRandomFunction;
import io.secureconnect.core.ike.crypto.Prf;
import io.secureconnect.core.ike.crypto.bc.StandardIkeCrypto;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The key schedule against NIST's CAVP cases for IKEv2 (SP 800-135), in {@code ikev2.rsp}. */
class NistKeyDerivationTest {
    private static final IkeProposal AEAD = IkeProposal.parse("aes256gcm16-prfsha256-x25519");

    static Stream<Case> cases() {
        return read().stream();
    }

    static Stream<Case> casesWithChildren() {
        return cases().filter(c -> c.values.containsKey("DKM(Child SA)"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void the_keys_of_an_ike_sa(Case nist) {
        byte[] dkm = nist.octets("DKM");
        assertThat(stream(initial(nist))).startsWith(dkm);
    }

    /** The case tells SKEYSEED(Rekey); what follows from it is the judge's. */
    @ParameterizedTest
    @MethodSource("cases")
    void the_keys_of_a_rekeyed_ike_sa(Case nist) {
        SecretBytes skD = initial(nist).skD();
        IkeKeys rekeyed = KeySchedule.rekeyed(
                nist.prf(), skD, nist.prf(), AEAD, List.of(nist.secret("g^ir(new)")), nist.nonces(), nist.spis());
        byte[] seed = join(nist.octets("Ni"), nist.octets("Nr"), nist.octets("SPIi"), nist.octets("SPIr"));
        byte[] stream = stream(rekeyed);
        assertThat(stream)
                .isEqualTo(new HmacJudge(nist.hash).plus(nist.octets("SKEYSEED(Rekey)"), stream.length, seed));
    }

    @ParameterizedTest
    @MethodSource("casesWithChildren")
    void the_keys_of_a_child(Case nist) {
        assertThat(child(nist, List.of())).isEqualTo(Arrays.copyOf(nist.octets("DKM(Child SA)"), 128));
    }

    @ParameterizedTest
    @MethodSource("casesWithChildren")
    void the_keys_of_a_child_with_a_key_exchange(Case nist) {
        assertThat(child(nist, List.of(nist.secret("g^ir(new)"))))
                .isEqualTo(Arrays.copyOf(nist.octets("DKM(Child SA D-H)"), 128));
    }

    private static IkeKeys initial(Case nist) {
        return KeySchedule.initial(nist.prf(), AEAD, nist.secret("g^ir"), nist.nonces(), nist.spis());
    }

    /** Two times 32 octets of cipher key and 32 of integrity key. */
    private static byte[] child(Case nist, List<SecretBytes> shared) {
        ChildKeys keys = ChildKeySchedule.derive(
                nist.prf(), initial(nist).skD(), EspProposal.parse("aes256-sha256"), shared, nist.nonces());
        return join(octetsOf(keys.fromInitiator()), octetsOf(keys.fromResponder()));
    }

    private static byte[] octetsOf(KeyMaterial material) {
        return join(octets(material.encryption()), octets(material.integrity().orElseThrow()));
    }

    private static List<Case> read() {
        List<Case> cases = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(NistKeyDerivationTest.class.getResourceAsStream("ikev2.rsp")),
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
    private record Case(String hash, Map<String, String> values) {
        /** Ours; the test's own for SHA-1, which IKE does not offer any more. */
        Prf prf() {
            return switch (hash) {
                case "SHA-256" -> new StandardIkeCrypto().prf(PseudoRandomFunction.HMAC_SHA2_256);
                case "SHA-384" -> new StandardIkeCrypto().prf(PseudoRandomFunction.HMAC_SHA2_384);
                default -> new HmacJudge(hash);
            };
        }

        byte[] octets(String name) {
            return HexFormat.of().parseHex(values.get(name));
        }

        SecretBytes secret(String name) {
            return SecretBytes.wrap(octets(name));
        }

        Nonces nonces() {
            return new Nonces(Bytes.wrap(octets("Ni")), Bytes.wrap(octets("Nr")));
        }

        SpiPair spis() {
            return new SpiPair(
                    Long.parseUnsignedLong(values.get("SPIi"), 16), Long.parseUnsignedLong(values.get("SPIr"), 16));
        }

        @Override
        public String toString() {
            return hash;
        }
    }
}
