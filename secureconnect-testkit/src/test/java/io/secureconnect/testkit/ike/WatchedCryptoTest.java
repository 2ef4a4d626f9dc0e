package io.secureconnect.testkit.ike;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.ChildSa;
import io.secureconnect.api.sa.EncryptionAlgorithm;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IntegrityAlgorithm;
import io.secureconnect.core.ike.crypto.MessageCipher;
import io.secureconnect.core.ike.crypto.bc.StandardIkeCrypto;
import io.secureconnect.testkit.kernel.ChildSas;
import io.secureconnect.testkit.time.SeededRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WatchedCryptoTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final String SPIS = "0102030405060708" + "a1a2a3a4a5a6a7a8";

    private final Plaintexts plaintexts = new Plaintexts();
    private final WiresharkKeys table = WiresharkKeys.exposingKeysInLab();
    private final WatchedCrypto crypto = new WatchedCrypto(new StandardIkeCrypto(), plaintexts, Optional.of(table));

    /** Header of an INFORMATIONAL request with id 7 and the generic header of SK around {@code body} octets. */
    private static byte[] message(boolean fromInitiator, int body) {
        int length = 32 + body;
        return HEX.parseHex(SPIS + "2e2025" + (fromInitiator ? "08" : "00") + "00000007" + String.format("%08x", length)
                + "2a00" + String.format("%04x", 4 + body));
    }

    private static byte[] octets(int length, int value) {
        byte[] octets = new byte[length];
        Arrays.fill(octets, (byte) value);
        return octets;
    }

    private void exchange(EncryptionAlgorithm encryption, Optional<IntegrityAlgorithm> integrity) {
        for (int side = 1; side <= 2; side++) {
            int key = 0x10 * side;
            MessageCipher cipher = crypto.cipher(
                    encryption,
                    integrity,
                    SecretBytes.wrap(octets(encryption.keyMaterialOctets(), key)),
                    integrity.map(mac -> SecretBytes.wrap(octets(mac.keyOctets(), key + 1))));
            byte[] delete = HEX.parseHex("000000080100" + "0000");
            byte[] header = message(side == 1, cipher.sealedLength(delete.length));
            byte[] body = cipher.seal(header, delete);
            byte[] whole = Arrays.copyOf(header, header.length + body.length);
            System.arraycopy(body, 0, whole, header.length, body.length);
            assertThat(MessageText.of(whole, false, plaintexts))
                    .isEqualTo("INFORMATIONAL request 7 { SK { D } } 010203:a1a2a3");
            assertThat(cipher.toString()).doesNotContain(HEX.formatHex(octets(3, key)));
        }
    }

    @Test
    void aTableOfAeadKeysIsAsWiresharkReadsIt() {
        exchange(EncryptionAlgorithm.AES_GCM_16_256, Optional.empty());
        assertThat(table.ikev2DecryptionTable())
                .isEqualTo("0102030405060708,a1a2a3a4a5a6a7a8," + "10".repeat(36) + "," + "20".repeat(36)
                        + ",\"AES-GCM-256 with 16 octet ICV [RFC5282]\",,,\"NONE [RFC4306]\"\n");
    }

    @Test
    void aTableOfKeysOfTwoAlgorithmsIsAsWiresharkReadsIt() {
        exchange(EncryptionAlgorithm.AES_CBC_128, Optional.of(IntegrityAlgorithm.HMAC_SHA2_256_128));
        assertThat(table.ikev2DecryptionTable())
                .isEqualTo("0102030405060708,a1a2a3a4a5a6a7a8," + "10".repeat(16) + "," + "20".repeat(16)
                        + ",\"AES-CBC-128 [RFC3602]\"," + "11".repeat(32) + "," + "21".repeat(32)
                        + ",\"HMAC_SHA2_256_128 [RFC4868]\"\n");
    }

    @Test
    void aCipherThatTheTableHasNoNameForIsLeftOut() {
        exchange(EncryptionAlgorithm.CHACHA20_POLY1305, Optional.empty());
        assertThat(table.ikev2DecryptionTable()).isEmpty();
    }

    @Test
    void childrenAreRowsOfEspSa() {
        ChildSas children = new ChildSas(new SeededRandom(2));
        ChildSa child = children.child(
                HostPair.of("192.0.2.1", "198.51.100.2"),
                EspParameters.builder()
                        .proposal(EspProposal.parse("aes256-sha256"))
                        .build());
        table.esp(child.outbound());
        table.esp(new ChildSas(new SeededRandom(1))
                .child(HostPair.of("2001:db8::1", "2001:db8::2"), EspParameters.standard())
                .inbound());
        assertThat(table.espSa().lines().findFirst().orElseThrow())
                .isEqualTo("\"IPv4\",\"192.0.2.1\",\"198.51.100.2\",\"0x"
                        + child.outbound().id().spi() + "\",\"AES-CBC [RFC3602]\",\"0x"
                        + child.outbound().keys().encryption().read(HEX::formatHex)
                        + "\",\"HMAC-SHA-256-128 [RFC4868]\",\"0x"
                        + child.outbound().keys().integrity().orElseThrow().read(HEX::formatHex) + "\"");
        assertThat(table.espSa())
                .contains("\"IPv6\",\"2001:db8::2\",\"2001:db8::1\"")
                .contains("\"AES-GCM with 16 octet ICV [RFC4106]\"")
                .contains("\"NULL\",\"\"");
    }

    @Test
    void theTextOfATableShowsNoKey() {
        exchange(EncryptionAlgorithm.AES_GCM_16_256, Optional.empty());
        assertThat(table).hasToString("WiresharkKeys[1 of IKE, 0 of ESP]");
    }

    @Test
    void withoutATableNothingIsKept() {
        WatchedCrypto shut = new WatchedCrypto(new StandardIkeCrypto(), plaintexts, Optional.empty());
        MessageCipher cipher = shut.cipher(
                EncryptionAlgorithm.AES_GCM_16_256,
                Optional.empty(),
                SecretBytes.wrap(octets(36, 1)),
                Optional.empty());
        byte[] header = message(true, cipher.sealedLength(1));
        byte[] sealed = cipher.seal(header, new byte[1]);
        assertThat(cipher.open(header, sealed)).isPresent();
        assertThat(table.ikev2DecryptionTable()).isEmpty();
    }
}
