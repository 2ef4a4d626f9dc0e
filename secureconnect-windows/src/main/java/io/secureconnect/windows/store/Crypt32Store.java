package io.secureconnect.windows.store;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.spi.MachineStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Crypt32 showed at one moment; keys are CNG's. */
final class Crypt32Store implements MachineStore {
    private final SystemStores stores;
    private final Map<X509Certificate, Bytes> own;
    private final List<X509Certificate> intermediates;
    private final List<X509Certificate> roots;

    private Crypt32Store(SystemStores stores) {
        this.stores = stores;
        this.own = Decoded.of(stores.certificates("MY"));
        this.intermediates = List.copyOf(Decoded.of(stores.certificates("CA")).keySet());
        this.roots = List.copyOf(Decoded.of(stores.certificates("ROOT")).keySet());
    }

    static Crypt32Store read(SystemStores stores) {
        return new Crypt32Store(stores);
    }

    @Override
    public String name() {
        return "Windows certificate store LocalMachine\\My (by Crypt32)";
    }

    @Override
    public List<X509Certificate> own() {
        return List.copyOf(own.keySet());
    }

    @Override
    public List<X509Certificate> intermediates() {
        return intermediates;
    }

    @Override
    public List<X509Certificate> roots() {
        return roots;
    }

    @Override
    public Optional<PrivateKey> privateKey(X509Certificate certificate) {
        return Optional.ofNullable(own.get(certificate))
                .flatMap(stores::key)
                .map(signer -> new CngKey(certificate.getPublicKey().getAlgorithm(), signer, CngProvider.one()));
    }
}
