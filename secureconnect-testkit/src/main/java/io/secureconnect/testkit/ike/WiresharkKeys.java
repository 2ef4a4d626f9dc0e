package io.secureconnect.testkit.ike;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.EncryptionAlgorithm;
import io.secureconnect.api.sa.IntegrityAlgorithm;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SecurityAssociation;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The keys of a lab in the form that Wireshark reads: {@code ikev1_decryption_table}, {@code ikev2_decryption_table} and {@code
 * esp_sa}. It holds keys in
 * clear: never have one outside a lab, which is why making one takes its danger by name and nothing makes one by itself.
 *
 * <p>Rows of IKEv2 are complete when each direction has carried a message, rows of IKEv1 when any has that was not in fragments. ChaCha20-Poly1305 is left out of the rows of IKE:
 * the table has no name for it.
 */
public final class WiresharkKeys {
    private static final int COOKIE = 8;
    private static final int SPIS = 16;
    private static final int FLAGS = 19;
    private static final int INITIATOR = 0x08;
    private static final int HEADER = 28;

    private final Map<String, Sides> ike = new LinkedHashMap<>();
    private final Map<String, String> isakmp = new LinkedHashMap<>();
    private final Map<ByteBuffer, String> encrypted = new HashMap<>();
    private final Set<String> esp = new LinkedHashSet<>();

    private WiresharkKeys() {}

    /** An empty table, into which everybody who gets it writes keys in clear. */
    public static WiresharkKeys exposingKeysInLab() {
        return new WiresharkKeys();
    }

    /** The two keys of one IKE SA; SK_ei and SK_ai belong to the original initiator. */
    private static final class Sides {
        private String encryption = "";
        private String integrity = "";
        private final String[] cipherKeys = {"", ""};
        private final String[] macKeys = {"", ""};

        String row(String spis) {
            return String.join(
                    ",",
                    spis.substring(0, SPIS),
                    spis.substring(SPIS),
                    cipherKeys[0],
                    cipherKeys[1],
                    quoted(encryption),
                    macKeys[0],
                    macKeys[1],
                    quoted(integrity));
        }

        boolean isComplete() {
            return !cipherKeys[0].isEmpty() && !cipherKeys[1].isEmpty();
        }

        @Override
        public String toString() {
            return "keys of an IKE SA with " + encryption;
        }
    }

    /** One key of IKE, whose SA and direction show with its first message. */
    final class IkeRow {
        private final String encryption;
        private final String integrity;
        private final String cipherKey;
        private final String macKey;

        private IkeRow(String encryption, String integrity, String cipherKey, String macKey) {
            this.encryption = encryption;
            this.integrity = integrity;
            this.cipherKey = cipherKey;
            this.macKey = macKey;
        }

        /** A message with this header was made, or proved genuine, with the key. */
        void serves(byte[] header) {
            if (!encryption.isEmpty()) {
                String spis = HexFormat.of().formatHex(Arrays.copyOf(header, SPIS));
                Sides sides = ike.computeIfAbsent(spis, key -> new Sides());
                int side = (header[FLAGS] & INITIATOR) != 0 ? 0 : 1;
                sides.encryption = encryption;
                sides.integrity = integrity;
                sides.cipherKeys[side] = cipherKey;
                sides.macKeys[side] = macKey;
            }
        }

        @Override
        public String toString() {
            return "IkeRow[" + encryption + "]";
        }
    }

    /** The key of one ISAKMP SA, which shows when what it encrypted is seen. */
    final class IsakmpRow {
        private final String key;

        private IsakmpRow(String key) {
            this.key = key;
        }

        /** These octets were made with the key. */
        void encrypted(byte[] sealed) {
            encrypted.put(ByteBuffer.wrap(sealed.clone()), key);
        }

        @Override
        public String toString() {
            return "IsakmpRow[]";
        }
    }

    IsakmpRow isakmp(SecretBytes key) {
        return new IsakmpRow(hex(key));
    }

    /** A message was sent, without a non-ESP marker; if it is of IKEv1 and encrypted, its cookie and its key belong together. */
    void sent(byte[] message) {
        if (message.length > HEADER) {
            Optional.ofNullable(encrypted.remove(ByteBuffer.wrap(Arrays.copyOfRange(message, HEADER, message.length))))
                    .ifPresent(key -> isakmp.put(HexFormat.of().formatHex(message, 0, COOKIE), key));
        }
    }

    IkeRow ike(
            EncryptionAlgorithm encryption,
            Optional<IntegrityAlgorithm> integrity,
            SecretBytes cipherKey,
            Optional<SecretBytes> macKey) {
        return new IkeRow(
                ikeName(encryption),
                integrity.map(WiresharkKeys::ikeName).orElse("NONE [RFC4306]"),
                hex(cipherKey),
                macKey.map(WiresharkKeys::hex).orElse(""));
    }

    /** Adds an SA of a child, as its kernel is given it. */
    public void esp(SecurityAssociation sa) {
        SaId id = sa.id();
        String macKey = sa.keys().integrity().map(key -> "0x" + hex(key)).orElse("");
        esp.add(String.join(
                ",",
                quoted(id.path().family() == AddressFamily.IPV4 ? "IPv4" : "IPv6"),
                quoted(id.path().source(id.direction()).toString()),
                quoted(id.path().destination(id.direction()).toString()),
                quoted("0x" + id.spi()),
                quoted(espName(sa.parameters().proposal().encryption())),
                quoted("0x" + hex(sa.keys().encryption())),
                quoted(sa.parameters()
                        .proposal()
                        .integrity()
                        .map(WiresharkKeys::espName)
                        .orElse("NULL")),
                quoted(macKey)));
    }

    /** The text of the file {@code ikev1_decryption_table}, one ISAKMP SA a line: the initiator's cookie, and the encryption key. */
    public String ikev1DecryptionTable() {
        return isakmp.entrySet().stream()
                .map(entry -> entry.getKey() + "," + entry.getValue() + "\n")
                .collect(Collectors.joining());
    }

    /** The text of the file {@code ikev2_decryption_table}, one IKE SA a line. */
    public String ikev2DecryptionTable() {
        return ike.entrySet().stream()
                .filter(entry -> entry.getValue().isComplete())
                .map(entry -> entry.getValue().row(entry.getKey()) + "\n")
                .collect(Collectors.joining());
    }

    /** The text of the file {@code esp_sa}, one SA a line. */
    public String espSa() {
        return esp.stream().map(row -> row + "\n").collect(Collectors.joining());
    }

    private static String ikeName(EncryptionAlgorithm encryption) {
        switch (encryption) {
            case AES_GCM_16_128:
                return "AES-GCM-128 with 16 octet ICV [RFC5282]";
            case AES_GCM_16_256:
                return "AES-GCM-256 with 16 octet ICV [RFC5282]";
            case AES_CBC_128:
                return "AES-CBC-128 [RFC3602]";
            case AES_CBC_256:
                return "AES-CBC-256 [RFC3602]";
            case CHACHA20_POLY1305:
                return "";
        }
        throw new IllegalArgumentException("no name of " + encryption);
    }

    private static String espName(EncryptionAlgorithm encryption) {
        switch (encryption) {
            case AES_GCM_16_128:
            case AES_GCM_16_256:
                return "AES-GCM with 16 octet ICV [RFC4106]";
            case AES_CBC_128:
            case AES_CBC_256:
                return "AES-CBC [RFC3602]";
            case CHACHA20_POLY1305:
                return "ChaCha20 with Poly1305 [RFC7634]";
        }
        throw new IllegalArgumentException("no name of " + encryption);
    }

    private static String ikeName(IntegrityAlgorithm integrity) {
        return integrity == IntegrityAlgorithm.HMAC_SHA1_96
                ? "HMAC_SHA1_96 [RFC2404]"
                : integrity.name() + " [RFC4868]";
    }

    private static String espName(IntegrityAlgorithm integrity) {
        if (integrity == IntegrityAlgorithm.HMAC_SHA1_96) {
            return "HMAC-SHA-1-96 [RFC2404]";
        }
        return integrity.name().replace("SHA2_", "SHA-").replace('_', '-') + " [RFC4868]";
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    private static String hex(SecretBytes key) {
        return key.read(octets -> HexFormat.of().formatHex(octets));
    }

    /** How many rows; never a key. */
    @Override
    public String toString() {
        return "WiresharkKeys[" + (ike.size() + isakmp.size()) + " of IKE, " + esp.size() + " of ESP]";
    }
}
