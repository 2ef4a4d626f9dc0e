package io.secureconnect.spi;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.SaLifetime;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** See {@link NativeTerms#fingerprint}. */
final class TermsFingerprint {
    private static final String MAC = "HmacSHA256";
    private static final byte[] PUBLIC = "SecureConnect native terms v1".getBytes(StandardCharsets.US_ASCII);

    private TermsFingerprint() {}

    static Bytes of(NativeTerms terms) {
        NativeAuthentication proof = terms.authentication();
        byte[] text = text(terms).getBytes(StandardCharsets.UTF_8);
        return switch (proof.kind()) {
            case PRE_SHARED_KEY ->
                ((NativeAuthentication.PreSharedKey) proof).secret().read(secret -> mac(secret, text));
            case CERTIFICATE -> mac(PUBLIC, text);
        };
    }

    /** One line for each term; none can hold a line break but the issuer, which stands in hexadecimal. */
    private static String text(NativeTerms terms) {
        SaLifetime life = terms.childLifetime();
        return String.join(
                "\n",
                new String(PUBLIC, StandardCharsets.US_ASCII),
                terms.version().wireName(),
                proof(terms.authentication()),
                terms.ikeProposals().toString(),
                terms.espProposals().toString(),
                Boolean.toString(terms.perfectForwardSecrecy()),
                terms.ikeLifetime().toString(),
                life.soft() + " " + life.hard() + " " + life.softBytes() + " " + life.hardBytes() + " "
                        + life.softPackets() + " " + life.hardPackets(),
                Boolean.toString(terms.natTraversal()));
    }

    private static String proof(NativeAuthentication proof) {
        if (proof.kind() == NativeAuthentication.Kind.PRE_SHARED_KEY) {
            return "psk";
        }
        NativeAuthentication.Certificate certificate = (NativeAuthentication.Certificate) proof;
        Optional<String> own = certificate.ownCertificate().map(Bytes::toHex);
        return "certificate " + certificate.issuer().toHex() + " " + own + " " + certificate.revocation();
    }

    private static Bytes mac(byte[] key, byte[] text) {
        // an empty secret is no key to the JDK; one octet of zero is the same to HMAC, which pads with zeros
        SecretKey wrapped = new SecretKeySpec(key.length == 0 ? new byte[1] : key, MAC);
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(wrapped);
            return Bytes.wrap(mac.doFinal(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + MAC, e);
        }
    }
}
