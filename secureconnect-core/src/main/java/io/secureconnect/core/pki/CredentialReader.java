package io.secureconnect.core.pki;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads what administrators put into files: PEM with any number of objects, or DER with one. */
public final class CredentialReader {
    private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS");

    private CredentialReader() {}

    /** At least one certificate; in a PEM file, private keys and the like are passed over. */
    public static List<X509Certificate> certificates(byte[] content) throws UnreadableCredential {
        List<X509Certificate> found = new ArrayList<>();
        try (Ders ders = Ders.of(content, "CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE")) {
            for (byte[] der : ders.all) {
                found.add((X509Certificate) factory().generateCertificate(new ByteArrayInputStream(der)));
            }
        } catch (CertificateException e) {
            throw new UnreadableCredential("holds no certificate in PEM or DER that can be read", e);
        }
        if (found.isEmpty()) {
            throw new UnreadableCredential("holds no certificate");
        }
        return found;
    }

    /** At least one revocation list. */
    public static List<X509CRL> revocationLists(byte[] content) throws UnreadableCredential {
        List<X509CRL> found = new ArrayList<>();
        try (Ders ders = Ders.of(content, "X509 CRL", "CRL")) {
            for (byte[] der : ders.all) {
                found.add((X509CRL) factory().generateCRL(new ByteArrayInputStream(der)));
            }
        } catch (CRLException | CertificateException e) {
            throw new UnreadableCredential("holds no revocation list in PEM or DER that can be read", e);
        }
        if (found.isEmpty()) {
            throw new UnreadableCredential("holds no revocation list");
        }
        return found;
    }

    /**
     * The first private key, PKCS#8.
     *
     * @param password for an encrypted one; {@code null} if there is none. What it gives is wiped
     */
    public static PrivateKey privateKey(byte[] content, @Nullable Supplier<char[]> password)
            throws UnreadableCredential {
        if (!PemBlocks.isPem(content)) {
            return EncryptedKey.isEncrypted(content) ? decrypted(content, password) : key(content);
        }
        try (PemBlocks pem = PemBlocks.read(content)) {
            for (PemBlocks.Block block : pem.blocks()) {
                switch (block.label()) {
                    case "PRIVATE KEY":
                        return key(block.der());
                    case "ENCRYPTED PRIVATE KEY":
                        return decrypted(block.der(), password);
                    case "RSA PRIVATE KEY":
                    case "EC PRIVATE KEY":
                        throw new UnreadableCredential("holds a private key of an old form (" + block.label()
                                + "); convert it: openssl pkcs8 -topk8 -in old.pem -out new.pem");
                    default:
                        break;
                }
            }
        }
        throw new UnreadableCredential("holds no private key");
    }

    private static PrivateKey decrypted(byte[] der, @Nullable Supplier<char[]> password) throws UnreadableCredential {
        if (password == null) {
            throw new UnreadableCredential("holds an encrypted private key; provide its password");
        }
        char[] characters = password.get();
        try {
            byte[] clear = EncryptedKey.decrypt(der, characters);
            try {
                return key(clear);
            } finally {
                Arrays.fill(clear, (byte) 0);
            }
        } finally {
            Arrays.fill(characters, '\0');
        }
    }

    private static PrivateKey key(byte[] pkcs8) throws UnreadableCredential {
        for (String algorithm : KEY_ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (InvalidKeySpecException otherAlgorithm) {
                // the next one
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this JDK has no keys of kind " + algorithm, e);
            }
        }
        throw new UnreadableCredential(
                "holds no private key that can be read: RSA, elliptic curve or Ed25519 in PKCS#8");
    }

    private static CertificateFactory factory() throws CertificateException {
        return CertificateFactory.getInstance("X.509");
    }

    /** The objects with one of some labels in a PEM file, or the one of a DER file. */
    private static final class Ders implements AutoCloseable {
        private final List<byte[]> all = new ArrayList<>();
        private final @Nullable PemBlocks pem;

        private Ders(@Nullable PemBlocks pem) {
            this.pem = pem;
        }

        static Ders of(byte[] content, String... labels) throws UnreadableCredential {
            if (!PemBlocks.isPem(content)) {
                Ders ders = new Ders(null);
                ders.all.add(content);
                return ders;
            }
            PemBlocks pem = PemBlocks.read(content);
            Ders ders = new Ders(pem);
            pem.blocks().stream()
                    .filter(block -> List.of(labels).contains(block.label()))
                    .forEach(block -> ders.all.add(block.der()));
            return ders;
        }

        @Override
        public void close() {
            if (pem != null) {
                pem.close();
            }
        }
    }
}
