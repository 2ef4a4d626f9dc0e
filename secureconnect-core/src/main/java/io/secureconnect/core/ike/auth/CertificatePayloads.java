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
 * @param isEmpty whether there are none at all
 * @param leaf empty if the first certificate cannot be read, or there is none
 * @param others those that can be read
 * @param responses OCSP responses as they came (RFC 4806)
 */
public record CertificatePayloads(
        boolean isEmpty, Optional<X509Certificate> leaf, List<X509Certificate> others, List<Bytes> responses) {
    /** OCSP responses of a peer that are looked at. */
    private static final int MOST_RESPONSES = 4;

    static CertificatePayloads read(List<Payload.Certificate> payloads) {
        return read(
                payloads.isEmpty(),
                data(payloads, CertificateEncoding.X509_SIGNATURE),
                data(payloads, CertificateEncoding.OCSP_CONTENT).limit(MOST_RESPONSES));
    }

    /**
     * Of certificates alone.
     *
     * @param isEmpty whether the peer sent nothing at all, also nothing of another encoding
     * @param encoded in DER, as they came
     */
    public static CertificatePayloads read(boolean isEmpty, Stream<Bytes> encoded) {
        return read(isEmpty, encoded, Stream.of());
    }

    private static CertificatePayloads read(boolean isEmpty, Stream<Bytes> certificates, Stream<Bytes> responses) {
        List<Bytes> encoded =
                certificates.limit(CertificateBounds.MOST_CERTIFICATES).toList();
        List<X509Certificate> others = new ArrayList<>();
        for (Bytes other : encoded.subList(Math.min(1, encoded.size()), encoded.size())) {
            CertificateDecoder.decode(other).ifPresent(others::add);
        }
        return new CertificatePayloads(
                isEmpty, encoded.stream().findFirst().flatMap(CertificateDecoder::decode), others, responses.toList());
    }

    static List<Payload.Certificate> write(CertificateCredential credential, boolean withResponse) {
        List<Payload.Certificate> payloads = new ArrayList<>();
        for (Bytes certificate : chain(credential)) {
            payloads.add(new Payload.Certificate(CertificateEncoding.X509_SIGNATURE.number(), certificate));
        }
        if (withResponse) {
            response(credential)
                    .ifPresent(response ->
                            payloads.add(new Payload.Certificate(CertificateEncoding.OCSP_CONTENT.number(), response)));
        }
        return List.copyOf(payloads);
    }

    /** The host's own certificate first, then the intermediate ones, in DER. */
    public static List<Bytes> chain(CertificateCredential credential) {
        return credential.chain().stream().map(CertificatePayloads::encoded).toList();
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
