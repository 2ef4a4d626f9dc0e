package io.secureconnect.windows.store;

import io.secureconnect.testkit.pki.IssuedCertificate;
import io.secureconnect.testkit.pki.TestCa;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serial;
import java.security.Key;
import java.security.KeyStoreException;
import java.security.KeyStoreSpi;
import java.security.Provider;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.Date;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A provider with the machine's key stores, as SunMSCAPI of a newer JDK has them. */
final class FakeMscapi extends Provider {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient Map<String, Entry> my = new LinkedHashMap<>();
    private final transient Map<String, Entry> root = new LinkedHashMap<>();
    private transient boolean locked;

    private record Entry(List<Certificate> chain, @Nullable Key key) {}

    FakeMscapi() {
        super("FakeMSCAPI", "1", "key stores of a machine that is none");
        add("Windows-MY-LOCALMACHINE", my);
        add("Windows-ROOT-LOCALMACHINE", root);
    }

    private void add(String type, Map<String, Entry> entries) {
        putService(new Service(this, "KeyStore", type, Entries.class.getName(), null, null) {
            @Override
            public Object newInstance(@Nullable Object parameter) {
                return new Entries(entries);
            }
        });
    }

    /** With the chain that Windows builds, the root at its end. */
    void own(IssuedCertificate host, TestCa anchor, @Nullable Key key) {
        List<Certificate> chain = Stream.concat(host.chain().stream(), Stream.of(anchor.certificate()))
                .<Certificate>map(c -> c)
                .toList();
        my.put("host" + my.size(), new Entry(chain, key));
    }

    void root(TestCa ca) {
        root.put("root" + root.size(), new Entry(List.of(ca.certificate()), null));
    }

    /** From now on keys are refused. */
    void lock() {
        locked = true;
    }

    private final class Entries extends KeyStoreSpi {
        private final Map<String, Entry> entries;

        Entries(Map<String, Entry> entries) {
            this.entries = entries;
        }

        @Override
        public @Nullable Key engineGetKey(String alias, char @Nullable [] password) throws UnrecoverableKeyException {
            if (locked) {
                throw new UnrecoverableKeyException("no right");
            }
            return entries.get(alias).key();
        }

        @Override
        public Certificate @Nullable [] engineGetCertificateChain(String alias) {
            return entries.get(alias).chain().toArray(new Certificate[0]);
        }

        @Override
        public Certificate engineGetCertificate(String alias) {
            return entries.get(alias).chain().get(0);
        }

        @Override
        public Enumeration<String> engineAliases() {
            return Collections.enumeration(entries.keySet());
        }

        @Override
        public void engineLoad(@Nullable InputStream stream, char @Nullable [] password) {}

        @Override
        public boolean engineContainsAlias(String alias) {
            return entries.containsKey(alias);
        }

        @Override
        public int engineSize() {
            return entries.size();
        }

        @Override
        public boolean engineIsKeyEntry(String alias) {
            return entries.get(alias).key() != null;
        }

        @Override
        public boolean engineIsCertificateEntry(String alias) {
            return !engineIsKeyEntry(alias);
        }

        @Override
        public Date engineGetCreationDate(String alias) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void engineSetKeyEntry(String alias, Key key, char[] password, Certificate[] chain)
                throws KeyStoreException {
            throw new KeyStoreException("for reading");
        }

        @Override
        public void engineSetKeyEntry(String alias, byte[] key, Certificate[] chain) throws KeyStoreException {
            throw new KeyStoreException("for reading");
        }

        @Override
        public void engineSetCertificateEntry(String alias, Certificate certificate) throws KeyStoreException {
            throw new KeyStoreException("for reading");
        }

        @Override
        public void engineDeleteEntry(String alias) throws KeyStoreException {
            throw new KeyStoreException("for reading");
        }

        @Override
        public String engineGetCertificateAlias(Certificate certificate) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void engineStore(OutputStream stream, char[] password) {
            throw new UnsupportedOperationException();
        }
    }
}
