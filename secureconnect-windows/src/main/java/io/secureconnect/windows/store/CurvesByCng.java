package io.secureconnect.windows.store;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.spi.MachineStore;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * The key stores of this Java, but for keys of elliptic curves: SunMSCAPI signs no bare hash with those, which IKEv1 needs
 * (RFC 4754), so they are used by CNG, where Windows has them anyway.
 */
final class CurvesByCng implements MachineStore {
    private final MachineStore java;
    private final SystemStores stores;

    CurvesByCng(MachineStore java, SystemStores stores) {
        this.java = java;
        this.stores = stores;
    }

    @Override
    public String name() {
        return java.name();
    }

    @Override
    public List<X509Certificate> own() {
        return java.own();
    }

    @Override
    public List<X509Certificate> intermediates() {
        return java.intermediates();
    }

    @Override
    public List<X509Certificate> roots() {
        return java.roots();
    }

    @Override
    public Optional<PrivateKey> privateKey(X509Certificate certificate) {
        if (!certificate.getPublicKey().getAlgorithm().equals("EC")) {
            return java.privateKey(certificate);
        }
        try {
            return stores.key(Bytes.wrap(certificate.getEncoded()))
                    .map(signer -> new CngKey("EC", signer, CngProvider.one()));
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e); // it was read from its encoding
        }
    }
}
