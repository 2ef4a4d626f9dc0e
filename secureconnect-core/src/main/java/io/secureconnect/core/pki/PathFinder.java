package io.secureconnect.core.pki;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Ways from a certificate to trust anchors, by name alone: whether the signatures hold is found out later. Several CAs may
 * have one name, so there may be several ways; their number and length are bounded.
 */
final class PathFinder {
    private final Collection<X509Certificate> anchors;
    private final Collection<X509Certificate> intermediates;
    private final List<List<X509Certificate>> found = new ArrayList<>();
    private int steps;

    PathFinder(Collection<X509Certificate> anchors, Collection<X509Certificate> intermediates) {
        this.anchors = anchors;
        this.intermediates = intermediates;
    }

    /** Each begins with {@code leaf} and ends with an anchor; the shortest first. */
    List<List<X509Certificate>> from(X509Certificate leaf) {
        List<X509Certificate> way = new ArrayList<>();
        way.add(leaf);
        follow(way);
        found.sort((one, other) -> Integer.compare(one.size(), other.size()));
        return found;
    }

    private void follow(List<X509Certificate> way) {
        X509Certificate last = way.get(way.size() - 1);
        for (X509Certificate anchor : anchors) {
            if (isFull()) {
                return;
            }
            if (hasIssued(anchor, last) && !way.contains(anchor)) {
                List<X509Certificate> path = new ArrayList<>(way);
                path.add(anchor);
                found.add(path);
            }
        }
        if (way.size() + 1 >= CertificateBounds.LONGEST_PATH) {
            return;
        }
        for (X509Certificate next : intermediates) {
            if (isFull()) {
                return;
            }
            if (hasIssued(next, last) && !way.contains(next) && !anchors.contains(next)) {
                steps++;
                way.add(next);
                follow(way);
                way.remove(way.size() - 1);
            }
        }
    }

    private boolean isFull() {
        return found.size() >= CertificateBounds.MOST_PATHS || steps >= CertificateBounds.MOST_PATHS * 4;
    }

    private static boolean hasIssued(X509Certificate issuer, X509Certificate subject) {
        return issuer.getSubjectX500Principal().equals(subject.getIssuerX500Principal());
    }
}
