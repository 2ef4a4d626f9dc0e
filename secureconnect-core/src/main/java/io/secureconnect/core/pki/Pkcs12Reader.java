package io.secureconnect.core.pki;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads PKCS#12 containers (RFC 7292) with one private key. */
public final class Pkcs12Reader {
    private Pkcs12Reader() {}

    /**
     * The key and its chain.
     *
     * @param beside certificates that the container may lack
     * @param password {@code null} for a container without; what it gives is wiped
     */
    public static KeyAndChain read(byte[] content, List<X509Certificate> beside, @Nullable Supplier<char[]> password)
            throws UnreadableCredential {
        char[] characters = password == null ? new char[0] : password.get();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(content), characters);
            PrivateKey key = null;
            List<X509Certificate> certificates = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)) {
                    Key found = store.getKey(alias, characters);
                    if (key != null || !(found instanceof PrivateKey)) {
                        throw new UnreadableCredential(
                                "holds more than one key; make a container with this host's only");
                    }
                    key = (PrivateKey) found;
                }
                add(certificates, store.getCertificateChain(alias));
                add(certificates, store.getCertificate(alias));
            }
            if (key == null) {
                throw new UnreadableCredential("holds no private key; export it together with the certificate");
            }
            certificates.addAll(beside);
            return KeyAndChain.of(key, certificates);
        } catch (IOException | GeneralSecurityException e) {
            throw new UnreadableCredential(
                    "is no PKCS#12 container that "
                            + (password == null ? "opens without a password" : "the password opens")
                            + "; check the file and the password",
                    e);
        } finally {
            Arrays.fill(characters, '\0');
        }
    }

    private static void add(List<X509Certificate> all, Certificate @Nullable ... more) {
        if (more != null) {
            for (Certificate certificate : more) {
                if (certificate instanceof X509Certificate && !all.contains(certificate)) {
                    all.add((X509Certificate) certificate);
                }
            }
        }
    }
}
