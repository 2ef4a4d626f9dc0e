package io.secureconnect.windows.store;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.testkit.pki.IssuedCertificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The stores of a machine that is none; each key that was asked for is counted. */
final class MemoryStores implements SystemStores {
    private final Map<String, List<Bytes>> stores =
            Map.of("MY", new ArrayList<>(), "CA", new ArrayList<>(), "ROOT", new ArrayList<>());
    private final Map<Bytes, HashSigner> keys = new HashMap<>();
    private int asked;

    MemoryStores put(String store, X509Certificate... certificates) {
        for (X509Certificate certificate : certificates) {
            stores.get(store).add(octets(certificate));
        }
        return this;
    }

    MemoryStores put(String store, Bytes octets) {
        stores.get(store).add(octets);
        return this;
    }

    MemoryStores own(IssuedCertificate host) {
        keys.put(octets(host.certificate()), new RawSigner(host.privateKey()));
        return put("MY", host.certificate());
    }

    int asked() {
        return asked;
    }

    static Bytes octets(X509Certificate certificate) {
        try {
            return Bytes.wrap(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public List<Bytes> certificates(String store) {
        return List.copyOf(stores.get(store));
    }

    @Override
    public Optional<HashSigner> key(Bytes certificate) {
        asked++;
        return Optional.ofNullable(keys.get(certificate));
    }
}
