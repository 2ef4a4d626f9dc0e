package io.secureconnect.core.ike.auth;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.crypto.SignatureScheme;
import io.secureconnect.core.ike.registry.HashAlgorithm;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The AlgorithmIdentifier in DER by which a signature scheme is known on the wire (RFC 7427 §3 and appendix A, RFC 8420). One
 * form is sent. Read are also those that differ in what RFC 4055 leaves open: absent parameters of a hash, and a trailer
 * field that says what is the default.
 */
final class SignatureEncoding {
    private static final String PSS = "06092a864886f70d01010a";
    private static final String MGF1 = "06092a864886f70d010108";
    private static final String NULL = "0500";

    private static final Map<SignatureScheme, Bytes> SENT = new HashMap<>();
    private static final Map<Bytes, SignatureScheme> READ = new HashMap<>();

    static {
        rsaPkcs1(SignatureScheme.RSA_PKCS1_SHA2_256, 0x0b);
        rsaPkcs1(SignatureScheme.RSA_PKCS1_SHA2_384, 0x0c);
        rsaPkcs1(SignatureScheme.RSA_PKCS1_SHA2_512, 0x0d);
        rsaPss(SignatureScheme.RSA_PSS_SHA2_256, 0x01);
        rsaPss(SignatureScheme.RSA_PSS_SHA2_384, 0x02);
        rsaPss(SignatureScheme.RSA_PSS_SHA2_512, 0x03);
        row(SignatureScheme.ECDSA_SHA2_256, sequence("06082a8648ce3d040302"));
        row(SignatureScheme.ECDSA_SHA2_384, sequence("06082a8648ce3d040303"));
        row(SignatureScheme.ECDSA_SHA2_512, sequence("06082a8648ce3d040304"));
        row(SignatureScheme.ED25519, sequence("06032b6570"));
    }

    private SignatureEncoding() {}

    static Bytes of(SignatureScheme scheme) {
        Bytes sent = SENT.get(scheme);
        if (sent == null) {
            throw new IllegalStateException("no AlgorithmIdentifier is known for " + scheme);
        }
        return sent;
    }

    /** Empty if it names nothing that this build takes, SHA-1 among it. */
    static Optional<SignatureScheme> scheme(Bytes algorithmIdentifier) {
        return Optional.ofNullable(READ.get(algorithmIdentifier));
    }

    /** The hash that a scheme needs the peer to announce (RFC 7427 §4). */
    static HashAlgorithm hash(SignatureScheme scheme) {
        return switch (scheme.hashBits()) {
            case 256 -> HashAlgorithm.SHA2_256;
            case 384 -> HashAlgorithm.SHA2_384;
            case 512 -> HashAlgorithm.SHA2_512;
            default -> HashAlgorithm.IDENTITY;
        };
    }

    private static void rsaPkcs1(SignatureScheme scheme, int arc) {
        String oid = "06092a864886f70d0101" + octet(arc);
        row(scheme, sequence(oid + NULL));
        READ.put(Bytes.ofHex(sequence(oid)), scheme);
    }

    private static void rsaPss(SignatureScheme scheme, int hashArc) {
        String hash = "06096086480165030402" + octet(hashArc);
        String salt = tagged("a2", tagged("02", octet(scheme.hashBits() / 8)));
        for (String trailer : Arrays.asList("", tagged("a3", "020101"))) {
            for (String ofHash : Arrays.asList(NULL, "")) {
                for (String ofMask : Arrays.asList(NULL, "")) {
                    String parameters = tagged("a0", sequence(hash + ofHash))
                            + tagged("a1", sequence(MGF1 + sequence(hash + ofMask)))
                            + salt
                            + trailer;
                    row(scheme, sequence(PSS + sequence(parameters)));
                }
            }
        }
    }

    /** The first form of a scheme is the one that is sent. */
    private static void row(SignatureScheme scheme, String hex) {
        Bytes der = Bytes.ofHex(hex);
        SENT.putIfAbsent(scheme, der);
        READ.put(der, scheme);
    }

    private static String sequence(String body) {
        return tagged("30", body);
    }

    /** Bodies here are shorter than 128 octets. */
    private static String tagged(String tag, String body) {
        return tag + octet(body.length() / 2) + body;
    }

    private static String octet(int value) {
        return String.valueOf(new char[] {Character.forDigit(value >> 4, 16), Character.forDigit(value & 15, 16)});
    }
}
