package io.secureconnect.core.pki;

import io.secureconnect.core.pki.Authority.Issued;
import io.secureconnect.spi.MachineStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A machine's store, to be filled. */
public final class MemoryStore implements MachineStore {
    private final List<X509Certificate> own = new ArrayList<>();
    private final List<X509Certificate> intermediates = new ArrayList<>();
    private final List<X509Certificate> roots = new ArrayList<>();
    private final Map<X509Certificate, PrivateKey> keys = new HashMap<>();

    public MemoryStore roots(Authority... all) {
        for (Authority root : all) {
            roots.add(root.certificate());
        }
        return this;
    }

    public MemoryStore intermediates(X509Certificate... all) {
        intermediates.addAll(List.of(all));
        return this;
    }

    public MemoryStore own(Issued host) {
        keys.put(host.leaf(), host.key());
        return ownWithoutKey(host);
    }

    public MemoryStore ownWithoutKey(Issued host) {
        own.add(host.leaf());
        return this;
    }

    @Override
    public String name() {
        return "store of the test";
    }

    @Override
    public List<X509Certificate> own() {
        return List.copyOf(own);
    }

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
        return Optional.ofNullable(keys.get(certificate));
    }
}
