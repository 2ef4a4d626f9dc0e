package io.secureconnect.core.pki;

import io.secureconnect.api.keying.NegotiationFailure;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the certificate of an end of IKE may be used for (RFC 4945 §5.1.3.2 and §5.1.3.12). */
final class LeafRules {
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int NON_REPUDIATION = 1;

    /**
     * RFC 4945 names the first two. The others mark certificates of machines, which organizations have in hand; who may be
     * the server or client of TLS under the CA's name may be an end of IKE under it.
     */
    private static final Set<String> PURPOSES = Set.of(
            "2.5.29.37.0", // any
            "1.3.6.1.5.5.7.3.17", // IPsec IKE
            "1.3.6.1.5.5.8.2.2", // IKE intermediate
            "1.3.6.1.5.5.7.3.1", // TLS server
            "1.3.6.1.5.5.7.3.2"); // TLS client

    private LeafRules() {}

    static Optional<ChainFault> check(X509Certificate leaf) {
        boolean[] usage = leaf.getKeyUsage();
        if (usage != null && !usage[DIGITAL_SIGNATURE] && !usage[NON_REPUDIATION]) {
            return Optional.of(
                    fault(
                            leaf,
                            "may not sign: its key usage has neither digitalSignature nor nonRepudiation (RFC 4945 section 5.1.3.2)"));
        }
        try {
            List<String> purposes = leaf.getExtendedKeyUsage();
            if (purposes != null && Collections.disjoint(purposes, PURPOSES)) {
                return Optional.of(fault(
                        leaf,
                        "is for other purposes than IKE (" + NameText.printable(String.join(", ", purposes))
                                + "; RFC 4945 section 5.1.3.12)"));
            }
        } catch (CertificateParsingException e) {
            return Optional.of(fault(leaf, "has an extended key usage that cannot be read"));
        }
        return Optional.empty();
    }

    private static ChainFault fault(X509Certificate leaf, String what) {
        return new ChainFault(
                NegotiationFailure.CERTIFICATE_INVALID,
                "the certificate of " + NameText.subject(leaf) + " " + what + "; have it issued anew");
    }
}
