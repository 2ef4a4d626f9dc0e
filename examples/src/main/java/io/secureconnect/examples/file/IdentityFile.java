package io.secureconnect.examples.file;

import io.secureconnect.api.SecureConnect;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.keying.SealingKeyPair;
import io.secureconnect.api.keying.SealingPublicKey;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * X25519 keys as files: PKCS #8 and SubjectPublicKeyInfo (RFC 8410 §7 and §4) in PEM, which {@code openssl pkey} reads. The
 * DER before the 32 octets is always the same.
 */
public final class IdentityFile {
    private static final int LONGEST = 4096;
    private static final String PRIVATE = "PRIVATE KEY";
    private static final byte[] PRIVATE_DER = HexFormat.of().parseHex("302e020100300506032b656e04220420");
    private static final String PUBLIC = "PUBLIC KEY";
    private static final byte[] PUBLIC_DER = HexFormat.of().parseHex("302a300506032b656e032100");

    private IdentityFile() {}

    /** The public key's place beside a private one: {@code .pub} behind its name. */
    public static Path publicFileOf(Path privateFile) {
        return privateFile.resolveSibling(privateFile.getFileName() + ".pub");
    }

    /** Writes both halves with mode 0600. */
    public static void write(Path file, SealingKeyPair pair) {
        byte[] pem = pair.privateKey().read(octets -> encode(PRIVATE, PRIVATE_DER, octets));
        try {
            PrivateFiles.write(file, pem);
        } finally {
            Arrays.fill(pem, (byte) 0);
        }
        PrivateFiles.write(
                publicFileOf(file), encode(PUBLIC, PUBLIC_DER, pair.publicKey().octets()));
    }

    /** Reads a private key; the file must be its owner's alone. */
    public static SealingKeyPair read(Path file) {
        byte[] pem = PrivateFiles.read(file, LONGEST);
        try {
            SecretBytes privateKey = SecretBytes.wrap(decode(file, PRIVATE, PRIVATE_DER, pem));
            return SecureConnect.keyDistribution().keyPair(privateKey);
        } finally {
            Arrays.fill(pem, (byte) 0);
        }
    }

    /** Reads a public key; anybody may know it. */
    public static SealingPublicKey readPublic(Path file) {
        return SealingPublicKey.of(decode(file, PUBLIC, PUBLIC_DER, PrivateFiles.readAny(file, LONGEST)));
    }

    private static byte[] encode(String label, byte[] prefix, byte[] octets) {
        byte[] der = Arrays.copyOf(prefix, prefix.length + octets.length);
        System.arraycopy(octets, 0, der, prefix.length, octets.length);
        byte[] pem = Pem.encode(label, der);
        Arrays.fill(der, (byte) 0);
        return pem;
    }

    private static byte[] decode(Path file, String label, byte[] prefix, byte[] pem) {
        try {
            byte[] der = Pem.decode(label, pem);
            boolean fits = der.length == prefix.length + SealingPublicKey.OCTETS
                    && Arrays.equals(der, 0, prefix.length, prefix, 0, prefix.length);
            byte[] octets = fits ? Arrays.copyOfRange(der, prefix.length, der.length) : new byte[0];
            Arrays.fill(der, (byte) 0);
            if (!fits) {
                throw new IllegalArgumentException("not an X25519 key");
            }
            return octets;
        } catch (IllegalArgumentException e) {
            throw new SecureConnectException(
                    ErrorCode.KEY_UNREADABLE,
                    file + ": not a PEM file with one X25519 " + label + "; 'secureconnect keys identity' makes one",
                    e);
        }
    }
}
