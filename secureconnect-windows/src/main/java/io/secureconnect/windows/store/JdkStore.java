package io.secureconnect.windows.store;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.spi.MachineStore;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Security;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the key stores of this Java showed of the local machine at one moment. They are in SunMSCAPI, which also signs with
 * their keys (JDK-6782021: JDK 19 and newer, and some updates of older ones).
 */
final class JdkStore implements MachineStore {
    private static final String MY = "Windows-MY-LOCALMACHINE";
    private static final String ROOT = "Windows-ROOT-LOCALMACHINE";

    private final Map<X509Certificate, String> own = new LinkedHashMap<>();
    private final Set<X509Certificate> intermediates = new LinkedHashSet<>();
    private final Set<X509Certificate> roots = new LinkedHashSet<>();
    private final KeyStore my;

    private JdkStore(KeyStore my, KeyStore root) throws GeneralSecurityException {
        this.my = my;
        for (String alias : Collections.list(my.aliases())) {
            readOwn(alias);
        }
        for (String alias : Collections.list(root.aliases())) {
            if (root.getCertificate(alias) instanceof X509Certificate certificate) {
                roots.add(certificate);
            }
        }
    }

    /** Whether this Java has such key stores. */
    static boolean isThere() {
        return Security.getProviders("KeyStore." + MY) != null && Security.getProviders("KeyStore." + ROOT) != null;
    }

    static JdkStore read() {
        try {
            return new JdkStore(open(MY), open(ROOT));
        } catch (GeneralSecurityException | IOException e) {
            throw new SecureConnectException(
                    ErrorCode.CREDENTIAL_UNREADABLE,
                    "the key stores " + MY + " and " + ROOT + " of this Java cannot be read: " + e.getMessage()
                            + "; run as an administrator or as a service, or with a Java of 2025 or newer, which needs no"
                            + " elevation (JDK-8313367)",
                    e);
        }
    }

    private static KeyStore open(String type) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, null);
        return store;
    }

    private void readOwn(String alias) throws GeneralSecurityException {
        if (!(my.getCertificate(alias) instanceof X509Certificate leaf)) {
            return;
        }
        own.putIfAbsent(leaf, alias);
        Certificate @Nullable [] chain = my.getCertificateChain(alias);
        for (Certificate above : chain == null ? new Certificate[0] : chain) {
            if (above instanceof X509Certificate authority && !authority.equals(leaf)) {
                intermediates.add(authority);
            }
        }
    }

    @Override
    public String name() {
        return "Windows certificate store LocalMachine\\My (" + MY + " of this Java)";
    }

    @Override
    public List<X509Certificate> own() {
        return List.copyOf(own.keySet());
    }

    /** Those of chains; the JDK does not show the store of intermediate CAs itself. */
    @Override
    public List<X509Certificate> intermediates() {
        return List.copyOf(intermediates);
    }

    @Override
    public List<X509Certificate> roots() {
        return List.copyOf(roots);
    }

    @Override
    public Optional<PrivateKey> privateKey(X509Certificate certificate) {
        String alias = own.get(certificate);
        if (alias == null) {
            return Optional.empty();
        }
        try {
            Key key = my.getKey(alias, null);
            return key instanceof PrivateKey found ? Optional.of(found) : Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new SecureConnectException(
                    ErrorCode.CREDENTIAL_UNREADABLE,
                    name() + ": the private key of " + certificate.getSubjectX500Principal() + " cannot be used: "
                            + e.getMessage() + "; run as an administrator or as a service, or let this account read it",
                    e);
        }
    }
}
