package io.secureconnect.core.ike.auth;

import io.secureconnect.api.auth.CertificateCredential;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.registry.CertificateEncoding;
import io.secureconnect.core.ike.wire.v2.Payload;
import io.secureconnect.core.pki.CertificateBounds;
import io.secureconnect.core.pki.CertificateDecoder;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * CERT payloads of one end (RFC 7296 §3.6): its certificate first, then others that may help, in any order.
 *
 * @param leaf empty if the first certificate cannot be read, or there is none
 * @param others those that can be read
 * @param responses OCSP responses as they came (RFC 4806)
 */
record CertificatePayloads(Optional<X509Certificate> leaf, List<X509Certificate> others, List<Bytes> responses) {
    /** OCSP responses of a peer that are looked at. */
    private static final int MOST_RESPONSES = 4;

    static CertificatePayloads read(List<Payload.Certificate> payloads) {
        List<Bytes> encoded = data(payloads, CertificateEncoding.X509_SIGNATURE)
                .limit(CertificateBounds.MOST_CERTIFICATES)
                .toList();
        List<X509Certificate> others = new ArrayList<>();
        for (Bytes other : encoded.subList(Math.min(1, encoded.size()), encoded.size())) {
            CertificateDecoder.decode(other).ifPresent(others::add);
        }
        return new CertificatePayloads(
                encoded.stream().findFirst().flatMap(CertificateDecoder::decode),
                others,
                data(payloads, CertificateEncoding.OCSP_CONTENT)
                        .limit(MOST_RESPONSES)
                        .toList());
    }

    static List<Payload.Certificate> write(CertificateCredential credential, boolean withResponse) {
        List<Payload.Certificate> payloads = new ArrayList<>();
        for (X509Certificate certificate : credential.chain()) {
            payloads.add(new Payload.Certificate(CertificateEncoding.X509_SIGNATURE.number(), encoded(certificate)));
        }
        if (withResponse) {
            response(credential)
                    .ifPresent(response ->
                            payloads.add(new Payload.Certificate(CertificateEncoding.OCSP_CONTENT.number(), response)));
        }
        return List.copyOf(payloads);
    }

    /** What a responder said about this host's own certificate. */
    private static Optional<Bytes> response(CertificateCredential credential) {
        X509Certificate own = credential.chain().get(0);
        return Stream.concat(credential.chain().stream().skip(1), credential.trustAnchors().stream())
                .filter(issuer -> issuer.getSubjectX500Principal().equals(own.getIssuerX500Principal()))
                .findFirst()
                .flatMap(issuer -> credential
                        .ocsp()
                        .flatMap(source -> source.response(own, issuer))
                        .map(Bytes::copyOf));
    }

    private static Stream<Bytes> data(List<Payload.Certificate> payloads, CertificateEncoding encoding) {
        return payloads.stream()
                .filter(payload -> payload.encoding() == encoding.number())
                .map(Payload.Certificate::data);
    }

    private static Bytes encoded(X509Certificate certificate) {
        try {
            return Bytes.wrap(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read cannot be written", e);
        }
    }
}
