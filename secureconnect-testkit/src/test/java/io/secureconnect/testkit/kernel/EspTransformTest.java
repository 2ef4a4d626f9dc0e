package io.secureconnect.testkit.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.KeyMaterial;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SecurityAssociation;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.spi.RandomSource;
import io.secureconnect.testkit.time.SeededRandom;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EspTransformTest {
    private static final HostPair PATH = HostPair.of("192.0.2.1", "192.0.2.2");

    private static EspTransform transform(
            EspProposal proposal, boolean extended, int spi, byte[] key, byte[] macKey, RandomSource random) {
        KeyMaterial keys = new KeyMaterial(
                proposal,
                SecretBytes.copyOf(key),
                macKey.length == 0 ? Optional.empty() : Optional.of(SecretBytes.copyOf(macKey)));
        EspParameters parameters = EspParameters.builder()
                .proposal(proposal)
                .extendedSequenceNumbers(extended)
                .build();
        return EspTransform.of(
                new SecurityAssociation(
                        new SaId(PATH, Direction.OUTBOUND, new Spi(spi)), new Spi(4711), parameters, keys),
                random);
    }

    private static byte[] hex(String text) {
        return text.equals("-") ? new byte[0] : HexFormat.of().parseHex(text);
    }

    /** One line of vectors.txt, which make-vectors.py wrote. */
    private record Vector(String[] fields) {
        EspTransform transform() {
            byte[] iv = hex(fields[7]);
            return EspTransformTest.transform(
                    EspProposal.parse(fields[0]),
                    Boolean.parseBoolean(fields[1]),
                    Integer.parseUnsignedInt(fields[2]),
                    hex(fields[5]),
                    hex(fields[6]),
                    octets -> System.arraycopy(iv, 0, octets, 0, octets.length));
        }

        long sequence() {
            return Long.parseUnsignedLong(fields[3]);
        }

        int nextHeader() {
            return Integer.parseInt(fields[4]);
        }

        byte[] payload() {
            return hex(fields[8]);
        }

        byte[] esp() {
            return hex(fields[9]);
        }

        @Override
        public String toString() {
            return fields[0] + " extended " + fields[1] + " sequence " + fields[3];
        }
    }

    private static List<Vector> vectors() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(EspTransformTest.class.getResourceAsStream("/esp/vectors.txt"), "vectors")) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> new Vector(line.split(" ")))
                    .collect(Collectors.toList());
        }
    }

    @Test
    void everyProposalHasIndependentVectorsWithAndWithoutExtendedSequenceNumbers() throws IOException {
        assertThat(vectors().stream().map(v -> v.fields[0] + v.fields[1]).collect(Collectors.toSet()))
                .hasSize(2 * EspProposal.all().size());
    }

    @Test
    void sealsWhatAnIndependentImplementationSeals() throws IOException {
        for (Vector vector : vectors()) {
            EspTransform transform = vector.transform();
            byte[] esp = new byte[transform.sealedLength(vector.payload().length)];
            int length = transform.seal(
                    vector.sequence(), vector.nextHeader(), vector.payload(), vector.payload().length, esp);
            assertThat(length).isEqualTo(esp.length);
            assertThat(esp).as(vector.toString()).isEqualTo(vector.esp());
        }
    }

    @Test
    void opensWhatAnIndependentImplementationSealed() throws IOException {
        for (Vector vector : vectors()) {
            assertOpens(vector.transform(), vector.sequence(), vector.esp(), vector.nextHeader(), vector.payload());
        }
    }

    private static void assertOpens(EspTransform transform, long sequence, byte[] esp, int nextHeader, byte[] payload) {
        byte[] text = new byte[esp.length];
        int length = transform.open(sequence, esp, 0, esp.length, text);
        assertThat(length).as("octets of text").isPositive();
        assertThat(EspTrailer.nextHeader(text, length)).isEqualTo(nextHeader);
        assertThat(Arrays.copyOf(text, EspTrailer.payloadLength(text, length))).isEqualTo(payload);
    }

    @Test
    void anyOctetChangedMakesAPacketNotGenuine() {
        for (EspProposal proposal : EspProposal.all()) {
            for (boolean extended : new boolean[] {true, false}) {
                EspTransform transform = random(proposal, extended, 5);
                byte[] esp = new byte[transform.sealedLength(20)];
                transform.seal(1, 17, new byte[20], 20, esp);
                byte[] text = new byte[esp.length];
                for (int i = 0; i < esp.length; i++) {
                    esp[i] ^= 1;
                    long sequence = Integer.toUnsignedLong(BigEndian.intAt(esp, 4));
                    assertThat(transform.open(sequence, esp, 0, esp.length, text))
                            .as("%s, octet %d changed", proposal, i)
                            .isEqualTo(EspTransform.NOT_GENUINE);
                    esp[i] ^= 1;
                }
                for (int length = 8; length < esp.length; length++) {
                    assertThat(transform.open(1, esp, 0, length, text))
                            .as("%s, cut to %d", proposal, length)
                            .isEqualTo(EspTransform.NOT_GENUINE);
                }
                assertThat(transform.open(1, esp, 0, esp.length, text))
                        .as("%s, the real packet after all forgeries", proposal)
                        .isPositive();
            }
        }
    }

    @Test
    void theHighHalfOfAnExtendedSequenceNumberIsAuthenticated() {
        for (EspProposal proposal : EspProposal.all()) {
            EspTransform transform = random(proposal, true, 6);
            byte[] esp = new byte[transform.sealedLength(20)];
            transform.seal(0x1_0000_0001L, 17, new byte[20], 20, esp);
            byte[] text = new byte[esp.length];
            assertThat(transform.open(0x2_0000_0001L, esp, 0, esp.length, text)).isEqualTo(EspTransform.NOT_GENUINE);
            assertThat(transform.open(0x1_0000_0001L, esp, 0, esp.length, text)).isPositive();
        }
    }

    @Test
    void everyLengthIsPaddedAndComesBack() {
        SeededRandom octets = new SeededRandom(7);
        for (EspProposal proposal : EspProposal.all()) {
            EspTransform transform = random(proposal, true, 7);
            for (int length = 0; length < 70; length++) {
                byte[] payload = octets.octets(length);
                byte[] esp = new byte[transform.sealedLength(length)];
                assertThat(transform.seal(length + 1, 6, payload, length, esp)).isEqualTo(esp.length);
                int content =
                        esp.length - PacketCipher.HEADER - proposal.encryption().ivOctets() - proposal.icvOctets();
                assertThat(content % proposal.encryption().alignment()).isZero();
                assertOpens(transform, length + 1, esp, 6, payload);
            }
        }
    }

    @Test
    void noTextShowsAKey() {
        byte[] key = new SeededRandom(8).octets(36);
        EspTransform transform = transform(EspProposal.AES_256_GCM, true, 4712, key, new byte[0], new SeededRandom(1));
        assertThat(transform.toString()).doesNotContain(HexFormat.of().formatHex(key, 0, 4));
    }

    private static EspTransform random(EspProposal proposal, boolean extended, long seed) {
        SeededRandom random = new SeededRandom(seed);
        return transform(
                proposal,
                extended,
                4713,
                random.octets(proposal.encryption().keyMaterialOctets()),
                random.octets(proposal.integrity().map(i -> i.keyOctets()).orElse(0)),
                random);
    }

    @Nested
    @DisplayName("draft-mcgrew-gcm-test-01, AES-GCM in ESP with ESN")
    class GcmTestCases {
        @Test
        void opensTheFirstCase() {
            byte[] key = hex("4c80cdefbb5d10da906ac73c3613a634" + "2e443b68");
            byte[] esp = hex("00004321" + "00000000" + "4956ed7e3b244cfe"
                    + "fecf537e729d5b07dc30df528dd22b768d1b98736696a6fd348509fa13ceac34cfa2436f14a3f3cf"
                    + "65925bf1f4a13c5d15b21e1884f5ff6247aeabb786b93bce61bc17d768fd9732"
                    + "459018148f6cbe722fd04796562dfdb4");
            byte[] payload = hex("45000048699a000080114db7c0a80102c0a801010a9bf15638d301000001000000000000045f736970"
                    + "045f756470037369700963796265726369747902646b0000210001");
            EspTransform transform =
                    transform(EspProposal.parse("aes128gcm16"), true, 0x4321, key, new byte[0], new SeededRandom(1));
            assertOpens(transform, 0x8765_4321_0000_0000L, esp, 1, payload);
        }
    }

    @Nested
    @DisplayName("RFC 7634 appendix A")
    class Rfc7634AppendixA {
        @Test
        void opensTheExample() {
            byte[] key = hex("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f" + "a0a1a2a3");
            byte[] esp = hex("01020304" + "00000005" + "1011121314151617"
                    + "24039428b97f417e3c13753a4f05087b67c352e6a7fab1b982d466ef407ae5c614ee8099d52844eb"
                    + "61aa95dfab4c02f72aa71e7c4c4f64c9befe2facc638e8f3cbec163fac469b502773f6fb94e664da"
                    + "9165b82829f641e0"
                    + "76aaa8266b7fb0f7b11b369907e1ad43");
            byte[] payload = hex("45000054a6f200004001e778c6336405c000020508005b7a3a080000553bec100007362708090a0b"
                    + "0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f3031323334353637");
            EspTransform transform = transform(
                    EspProposal.parse("chacha20poly1305"), false, 0x01020304, key, new byte[0], new SeededRandom(1));
            assertOpens(transform, 5, esp, 4, payload);
        }
    }
}
