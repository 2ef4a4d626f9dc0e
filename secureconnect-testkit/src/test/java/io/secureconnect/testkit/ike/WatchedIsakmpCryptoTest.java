package io.secureconnect.testkit.ike;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.EncryptionAlgorithm;
import io.secureconnect.core.ike.v1.crypto.ChainedCipher;
import io.secureconnect.core.ike.v1.crypto.bc.StandardIsakmpCrypto;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WatchedIsakmpCryptoTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final String COOKIE = "0102030405060708";
    /** An informational message whose first payload is a HASH. */
    private static final String HEAD = COOKIE + "a1a2a3a4a5a6a7a8" + "08100501" + "0badcafe" + "0000003c";

    private final Plaintexts plaintexts = new Plaintexts();
    private final WiresharkKeys table = WiresharkKeys.exposingKeysInLab();

    private static SecretBytes key() {
        byte[] octets = new byte[16];
        Arrays.fill(octets, (byte) 0x5a);
        return SecretBytes.wrap(octets);
    }

    private static byte[] message(ChainedCipher cipher) {
        byte[] padded = Arrays.copyOf(HEX.parseHex("0000000601020000000c000000010100"), 32);
        byte[] sealed = cipher.encrypt(new byte[16], padded);
        byte[] message = Arrays.copyOf(HEX.parseHex(HEAD), 28 + sealed.length);
        System.arraycopy(sealed, 0, message, 28, sealed.length);
        return message;
    }

    @Test
    void aTableIsAsWiresharkReadsIt() {
        WatchedIsakmpCrypto crypto =
                new WatchedIsakmpCrypto(new StandardIsakmpCrypto(), plaintexts, Optional.of(table));
        try (ChainedCipher cipher = crypto.cipher(EncryptionAlgorithm.AES_CBC_128, key())) {
            byte[] message = message(cipher);
            assertThat(table.ikev1DecryptionTable())
                    .as("which SA it is for is not known yet")
                    .isEmpty();
            table.sent(message);
            assertThat(table.ikev1DecryptionTable()).isEqualTo(COOKIE + "," + "5a".repeat(16) + "\n");
            assertThat(table.ikev2DecryptionTable()).isEmpty();
            assertThat(table).hasToString("WiresharkKeys[1 of IKE, 0 of ESP]");
            assertThat(cipher.toString()).doesNotContain("5a5a");
        }
    }

    @Test
    void whatIsEncryptedShowsInTheTranscript() {
        WatchedIsakmpCrypto crypto = new WatchedIsakmpCrypto(new StandardIsakmpCrypto(), plaintexts, Optional.empty());
        try (ChainedCipher cipher = crypto.cipher(EncryptionAlgorithm.AES_CBC_128, key())) {
            assertThat(MessageText.of(message(cipher), false, plaintexts))
                    .isEqualTo("Informational 0badcafe { E { HASH } } 010203:a1a2a3");
        }
        assertThat(table.ikev1DecryptionTable()).isEmpty();
    }
}
