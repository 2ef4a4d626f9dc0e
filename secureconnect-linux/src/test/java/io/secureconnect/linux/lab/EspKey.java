package io.secureconnect.linux.lab;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.EncryptionAlgorithm;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.IntegrityAlgorithm;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.api.sa.Spi;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@link Decoder} must know of one SA to open its packets. Shows its key to nobody else. */
public final class EspKey {
    /** Names of the kernel and of Wireshark's table (Wireshark User's Guide, "ESP SAs") for one algorithm. */
    private static final Map<String, String> WIRESHARK = Map.of(
            "rfc4106(gcm(aes))", "AES-GCM with 16 octet ICV [RFC4106]",
            "rfc7539esp(chacha20,poly1305)", "ChaCha20 with Poly1305 [RFC7634]",
            "cbc(aes)", "AES-CBC [RFC3602]",
            "hmac(sha256)", "HMAC-SHA-256-128 [RFC4868]",
            "hmac(sha384)", "HMAC-SHA-384-192 [RFC4868]",
            "hmac(sha512)", "HMAC-SHA-512-256 [RFC4868]",
            "hmac(sha1)", "HMAC-SHA-1-96 [RFC2404]");

    private static final Pattern NAME = Pattern.compile("^src (\\S+) dst (\\S+)\\s+proto esp spi 0x([0-9a-f]{8})");
    private static final Pattern CIPHER = Pattern.compile("(?:aead|enc) (\\S+) 0x([0-9a-f]+)");
    private static final Pattern INTEGRITY = Pattern.compile("auth-trunc (\\S+) 0x([0-9a-f]+)");

    private final String tableRow;
    private final String name;

    private EspKey(
            IpAddress source, IpAddress destination, Spi spi, String cipher, String key, String mac, String macKey) {
        String family = source.family() == AddressFamily.IPV4 ? "IPv4" : "IPv6";
        tableRow = quoted(family, source, destination, "0x" + spi, cipher, hex(key), mac, hex(macKey));
        name = source + "->" + destination + " spi " + spi;
    }

    /**
     * The key of one SA.
     *
     * @param spi chosen by the receiver
     * @param key cipher key, then salt where the cipher has one
     * @param integrityKey empty for an AEAD cipher
     */
    public static EspKey of(
            IpAddress source, IpAddress destination, Spi spi, EspProposal proposal, byte[] key, byte[] integrityKey) {
        return new EspKey(
                source,
                destination,
                spi,
                wireshark(kernelName(proposal.encryption())),
                HexFormat.of().formatHex(key),
                proposal.integrity().map(i -> wireshark(kernelName(i))).orElse("NULL"),
                HexFormat.of().formatHex(integrityKey));
    }

    /** The keys of every ESP SA that the kernel holds in {@code namespace} now. */
    public static Set<EspKey> heldBy(NetworkNamespace namespace) {
        return parse(namespace.run("ip", "xfrm", "state").orThrow().output());
    }

    static Set<EspKey> parse(String states) {
        Set<EspKey> keys = new LinkedHashSet<>();
        for (String block : states.split("(?m)(?=^src )")) {
            Matcher name = NAME.matcher(block);
            Matcher cipher = CIPHER.matcher(block);
            if (name.find() && cipher.find()) { // an SA that still waits for its keys has no cipher
                Matcher integrity = INTEGRITY.matcher(block);
                boolean separate = integrity.find();
                keys.add(new EspKey(
                        IpAddress.parse(name.group(1)),
                        IpAddress.parse(name.group(2)),
                        new Spi(Integer.parseUnsignedInt(name.group(3), 16)),
                        wireshark(cipher.group(1)),
                        cipher.group(2),
                        separate ? wireshark(integrity.group(1)) : "NULL",
                        separate ? integrity.group(2) : ""));
            }
        }
        return Collections.unmodifiableSet(keys);
    }

    /** The line of Wireshark's {@code esp_sa} table. */
    String tableRow() {
        return tableRow;
    }

    private static String wireshark(String kernelName) {
        String name = WIRESHARK.get(kernelName);
        if (name == null) {
            throw new IllegalArgumentException("no Wireshark name known for " + kernelName + "; add it to EspKey");
        }
        return name;
    }

    private static String kernelName(EncryptionAlgorithm algorithm) {
        switch (algorithm) {
            case AES_GCM_16_128:
            case AES_GCM_16_256:
                return "rfc4106(gcm(aes))";
            case CHACHA20_POLY1305:
                return "rfc7539esp(chacha20,poly1305)";
            case AES_CBC_128:
            case AES_CBC_256:
                return "cbc(aes)";
        }
        throw new IllegalArgumentException("no kernel name known for " + algorithm);
    }

    private static String kernelName(IntegrityAlgorithm algorithm) {
        switch (algorithm) {
            case HMAC_SHA2_256_128:
                return "hmac(sha256)";
            case HMAC_SHA2_384_192:
                return "hmac(sha384)";
            case HMAC_SHA2_512_256:
                return "hmac(sha512)";
            case HMAC_SHA1_96:
                return "hmac(sha1)";
        }
        throw new IllegalArgumentException("no kernel name known for " + algorithm);
    }

    private static String hex(String digits) {
        return digits.isEmpty() ? "" : "0x" + digits;
    }

    private static String quoted(Object... columns) {
        List<String> quoted = new ArrayList<>();
        for (Object column : columns) {
            quoted.add("\"" + column + "\"");
        }
        return String.join(",", quoted);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EspKey && tableRow.equals(((EspKey) other).tableRow);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** The SA without its key. */
    @Override
    public String toString() {
        return name;
    }
}
