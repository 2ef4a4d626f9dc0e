package io.secureconnect.core.runtime;

import io.secureconnect.api.auth.CertificateCredential;
import io.secureconnect.api.auth.Certificates;
import io.secureconnect.api.auth.MachineCertificates;
import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.core.pki.NameText;
import io.secureconnect.core.pki.StoreChoice;
import io.secureconnect.spi.MachineStore;
import io.secureconnect.spi.MachineStoreProvider;
import java.security.PrivateKey;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificates that the operating system keeps; see {@link io.secureconnect.api.SecureConnect#certificates}. The stores
 * are looked at again when the last look is too old, or the issuer another. Thread-safe.
 */
final class MachineStoreSource implements Certificates {
    private static final Logger LOG = LoggerFactory.getLogger(MachineStoreSource.class);

    private final MachineStoreProvider stores;
    private final MachineCertificates options;
    private final Supplier<List<X509CRL>> revocationLists;
    private final InstantSource clock;
    private @Nullable Look last;
    private String lastComplaint = "";

    /** @param revocationLists those in the files of the options, read again if they changed */
    MachineStoreSource(
            MachineStoreProvider stores,
            MachineCertificates options,
            Supplier<List<X509CRL>> revocationLists,
            InstantSource clock) {
        this.stores = stores;
        this.options = options;
        this.revocationLists = revocationLists;
        this.clock = clock;
        stores.open();
    }

    /** Only for an issuer that was asked for before, for a store alone does not say which of its certificates is meant. */
    @Override
    public CertificateCredential current() {
        return current(
                lastIssuer()
                        .orElseThrow(
                                () -> new SecureConnectException(
                                        ErrorCode.CREDENTIAL_UNREADABLE,
                                        "no policy has named the issuer of this machine's certificate yet; ask for one by its issuer")));
    }

    private synchronized Optional<String> lastIssuer() {
        return Optional.ofNullable(last).map(Look::issuer);
    }

    @Override
    public synchronized CertificateCredential current(String issuer) {
        Instant now = clock.instant();
        Look seen = last;
        Optional<Look> old = Optional.ofNullable(seen).filter(look -> look.issuer.equals(issuer));
        if (old.filter(look -> look.isFresh(now, options)).isPresent()) {
            return old.get().credential;
        }
        Look look;
        try {
            look = new Look(issuer, now, read(issuer, now));
            lastComplaint = "";
        } catch (SecureConnectException e) {
            look = new Look(issuer, now, old.orElseThrow(() -> e).credential);
            complain(e);
        }
        last = look;
        return look.credential;
    }

    private void complain(SecureConnectException e) {
        String complaint = String.valueOf(e.getMessage());
        if (!complaint.equals(lastComplaint)) {
            LOG.error("the old credentials stay in use: {}", complaint);
            lastComplaint = complaint;
        }
    }

    private CertificateCredential read(String issuer, Instant now) {
        MachineStore store = stores.open();
        X500Principal name = name(issuer);
        StoreChoice choice = StoreChoice.of(store, name, now);
        if (choice.anchors().isEmpty()) {
            throw unreadable(
                    store,
                    "the policy's issuer " + NameText.of(name)
                            + " is none of this machine's root CAs, nor a CA below one of them; put that CA, and its root,"
                            + " into the machine's stores");
        }
        List<String> refusals = new ArrayList<>(choice.refusals());
        for (List<X509Certificate> chain : choice.chains()) {
            Optional<PrivateKey> key = store.privateKey(chain.get(0));
            if (key.isPresent()) {
                return CertificateCredential.builder()
                        .chain(chain)
                        .privateKey(key.get())
                        .addAllTrustAnchors(choice.anchors())
                        .revocationLists(revocationLists.get())
                        .revocation(options.revocation())
                        .ocsp(options.ocsp())
                        .peerNaming(options.peerNaming())
                        .build();
            }
            refusals.add(NameText.subject(chain.get(0)) + " is there without its private key");
        }
        throw unreadable(
                store,
                "no certificate under the policy's issuer " + NameText.of(name) + " serves"
                        + (refusals.isEmpty() ? ", for there is none" : ": " + String.join("; ", refusals))
                        + ". Have one issued for this machine, with its private key in that store");
    }

    private static X500Principal name(String issuer) {
        try {
            return new X500Principal(issuer);
        } catch (IllegalArgumentException e) {
            throw new SecureConnectException(
                    ErrorCode.CREDENTIAL_UNREADABLE,
                    "the policy's issuer '" + NameText.printable(issuer) + "' is no distinguished name; write it as in "
                            + "RFC 2253, such as CN=Acme Root CA,O=Acme,C=US",
                    e);
        }
    }

    private static SecureConnectException unreadable(MachineStore store, String problem) {
        return new SecureConnectException(ErrorCode.CREDENTIAL_UNREADABLE, store.name() + ": " + problem);
    }

    /** What was found for an issuer at some time. */
    private record Look(String issuer, Instant at, CertificateCredential credential) {
        boolean isFresh(Instant now, MachineCertificates options) {
            return !now.isBefore(at) && now.isBefore(at.plus(options.lookInterval()));
        }
    }
}
