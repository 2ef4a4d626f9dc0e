package io.secureconnect.core.ike.auth;

import io.secureconnect.api.auth.CertificateCredential;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.registry.CertificateEncoding;
import io.secureconnect.core.ike.wire.v2.Payload;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** CERTREQ payloads: which CAs are believed (RFC 7296 §3.7), and whether OCSP responses are welcome (RFC 4806 §3.2). */
final class CertificateRequests {
    private CertificateRequests() {}

    static List<Payload.CertificateRequest> of(CertificateCredential credential) {
        List<Payload.CertificateRequest> requests = new ArrayList<>();
        requests.add(
                new Payload.CertificateRequest(CertificateEncoding.X509_SIGNATURE.number(), authorities(credential)));
        if (credential.ocsp().isPresent()) {
            requests.add(new Payload.CertificateRequest(CertificateEncoding.OCSP_CONTENT.number(), Bytes.empty()));
        }
        return List.copyOf(requests);
    }

    /** SHA-1 of the public keys of the anchors, in an order that is the same each time. */
    private static Bytes authorities(CertificateCredential credential) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        credential.trustAnchors().stream()
                .map(CertificateRequests::keyName)
                .distinct()
                .sorted(Comparator.comparing(Bytes::toHex))
                .forEach(name -> all.writeBytes(name.toArray()));
        return Bytes.wrap(all.toByteArray());
    }

    private static Bytes keyName(X509Certificate authority) {
        try {
            // a name for the key, as the RFC has it; no signature rests on it
            return Bytes.wrap(MessageDigest.getInstance("SHA-1")
                    .digest(authority.getPublicKey().getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-1, which RFC 7296 section 3.7 asks for", e);
        }
    }
}
