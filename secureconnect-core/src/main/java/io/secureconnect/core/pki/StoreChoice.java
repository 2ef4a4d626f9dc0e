package io.secureconnect.core.pki;

import io.secureconnect.spi.MachineStore;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/**
 * Which of the certificates in a machine's store serve under the issuer that a policy names.
 *
 * <p>The machine's own: from one of its roots, over a CA of that name, each signature holding, every certificate on the way
 * valid now; of a kind of key and for a use that IKE takes. If there are several, the one that ends last, then the one that
 * began last, then the one with the greater serial number. Roots: those of that name, and those that issued, directly or not, a
 * CA of that name that the store holds. The name is compared as RFC 5280 §7.1 has it.
 */
public final class StoreChoice {
    private static final Comparator<Way> BEST_FIRST = Comparator.comparing(
                    (Way way) -> way.leaf().getNotAfter())
            .thenComparing(way -> way.leaf().getNotBefore())
            .thenComparing(way -> way.leaf().getSerialNumber())
            .reversed();

    private final MachineStore store;
    private final X500Principal issuer;
    private final Instant now;
    private final List<Way> ways = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();

    private StoreChoice(MachineStore store, X500Principal issuer, Instant now) {
        this.store = store;
        this.issuer = issuer;
        this.now = now;
        store.own().forEach(this::consider);
        ways.sort(BEST_FIRST);
    }

    /** Looks through the store. */
    public static StoreChoice of(MachineStore store, X500Principal issuer, Instant now) {
        return new StoreChoice(store, issuer, now);
    }

    /** Chains that serve, the best first: the machine's certificate, then those above it without the root. */
    public List<List<X509Certificate>> chains() {
        return ways.stream().map(Way::withoutRoot).toList();
    }

    /** Why the other certificates of that issuer do not serve. */
    public List<String> refusals() {
        return List.copyOf(refusals);
    }

    /** The roots to believe. */
    public Set<X509Certificate> anchors() {
        Set<X509Certificate> anchors = new LinkedHashSet<>();
        store.roots().stream().filter(this::isIssuer).forEach(anchors::add);
        store.intermediates().stream()
                .filter(this::isIssuer)
                .flatMap(authority -> paths(authority).stream())
                .forEach(way -> anchors.add(way.root()));
        return anchors;
    }

    private void consider(X509Certificate leaf) {
        List<Way> underIssuer = paths(leaf).stream()
                .filter(way -> way.authorities().stream().anyMatch(this::isIssuer))
                .toList();
        Optional<Way> valid =
                underIssuer.stream().filter(way -> way.timeFault(now).isEmpty()).findFirst();
        if (underIssuer.isEmpty()) {
            return;
        }
        Optional<String> fault = CertificateBounds.keyFault(leaf)
                .map(text -> NameText.subject(leaf) + " " + text)
                .or(() -> LeafRules.check(leaf).map(ChainFault::detail))
                .or(() -> valid.isPresent()
                        ? Optional.empty()
                        : underIssuer.get(0).timeFault(now));
        fault.ifPresentOrElse(refusals::add, () -> ways.add(valid.orElseThrow()));
    }

    private boolean isIssuer(X509Certificate authority) {
        return authority.getSubjectX500Principal().equals(issuer);
    }

    /** To a root, the shortest first. A root is a way to itself by no path. */
    private List<Way> paths(X509Certificate from) {
        return new PathFinder(store.roots(), store.intermediates())
                .from(from).stream().map(Way::new).filter(Way::holds).toList();
    }

    /** From a certificate to a root. */
    private record Way(List<X509Certificate> path) {
        X509Certificate leaf() {
            return path.get(0);
        }

        X509Certificate root() {
            return path.get(path.size() - 1);
        }

        List<X509Certificate> authorities() {
            return path.subList(1, path.size());
        }

        List<X509Certificate> withoutRoot() {
            return List.copyOf(path.subList(0, path.size() - 1));
        }

        boolean holds() {
            for (int at = 0; at < path.size() - 1; at++) {
                try {
                    path.get(at).verify(path.get(at + 1).getPublicKey());
                } catch (GeneralSecurityException otherKey) {
                    return false;
                }
            }
            return true;
        }

        Optional<String> timeFault(Instant now) {
            for (X509Certificate certificate : path) {
                try {
                    certificate.checkValidity(Date.from(now));
                } catch (CertificateExpiredException e) {
                    return Optional.of(NameText.subject(certificate) + " ended at "
                            + certificate.getNotAfter().toInstant());
                } catch (CertificateNotYetValidException e) {
                    return Optional.of(NameText.subject(certificate) + " begins at "
                            + certificate.getNotBefore().toInstant());
                }
            }
            return Optional.empty();
        }
    }
}
