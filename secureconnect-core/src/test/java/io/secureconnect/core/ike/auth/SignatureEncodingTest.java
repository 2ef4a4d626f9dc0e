package io.secureconnect.core.ike.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.crypto.SignatureScheme;
import java.util.Map;
import java.util.TreeMap;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.junit.jupiter.api.Test;

/** RFC 7427 appendix A and RFC 8420 appendix A. */
class SignatureEncodingTest {
    private static final String PSS_SHA256 = "304106092a864886f70d01010a3034a00f300d06096086480165030402010500"
            + "a11c301a06092a864886f70d010108300d06096086480165030402010500a203020120";

    @Test
    void encodingsAreThoseOfTheRfc() {
        Map<SignatureScheme, String> rfc = new TreeMap<>(Map.of(
                SignatureScheme.RSA_PKCS1_SHA2_256, "300d06092a864886f70d01010b0500",
                SignatureScheme.RSA_PKCS1_SHA2_384, "300d06092a864886f70d01010c0500",
                SignatureScheme.RSA_PKCS1_SHA2_512, "300d06092a864886f70d01010d0500",
                SignatureScheme.ECDSA_SHA2_256, "300a06082a8648ce3d040302",
                SignatureScheme.ECDSA_SHA2_384, "300a06082a8648ce3d040303",
                SignatureScheme.ECDSA_SHA2_512, "300a06082a8648ce3d040304",
                SignatureScheme.ED25519, "300506032b6570",
                SignatureScheme.RSA_PSS_SHA2_256, PSS_SHA256));
        rfc.forEach((scheme, hex) -> {
            assertThat(SignatureEncoding.of(scheme).toHex()).as(scheme.name()).isEqualTo(hex);
            assertThat(SignatureEncoding.scheme(Bytes.ofHex(hex))).contains(scheme);
        });
    }

    @Test
    void encodingsAreThoseOfBouncyCastle() throws Exception {
        Map<SignatureScheme, String> names = new TreeMap<>(Map.of(
                SignatureScheme.RSA_PSS_SHA2_256, "SHA256WITHRSAANDMGF1",
                SignatureScheme.RSA_PSS_SHA2_384, "SHA384WITHRSAANDMGF1",
                SignatureScheme.RSA_PSS_SHA2_512, "SHA512WITHRSAANDMGF1",
                SignatureScheme.RSA_PKCS1_SHA2_256, "SHA256WITHRSA",
                SignatureScheme.RSA_PKCS1_SHA2_384, "SHA384WITHRSA",
                SignatureScheme.RSA_PKCS1_SHA2_512, "SHA512WITHRSA",
                SignatureScheme.ECDSA_SHA2_256, "SHA256WITHECDSA",
                SignatureScheme.ECDSA_SHA2_384, "SHA384WITHECDSA",
                SignatureScheme.ECDSA_SHA2_512, "SHA512WITHECDSA",
                SignatureScheme.ED25519, "ED25519"));
        assertThat(names).hasSize(SignatureScheme.values().length);
        for (Map.Entry<SignatureScheme, String> entry : names.entrySet()) {
            AlgorithmIdentifier twin = new DefaultSignatureAlgorithmIdentifierFinder().find(entry.getValue());
            assertThat(SignatureEncoding.of(entry.getKey()))
                    .as(entry.getValue())
                    .isEqualTo(Bytes.wrap(twin.getEncoded("DER")));
        }
    }

    @Test
    void whatRfc4055LeavesOpenIsRead() {
        String absentParameters = "303d06092a864886f70d01010a3030a00d300b0609608648016503040201"
                + "a11a301806092a864886f70d010108300b0609608648016503040201a203020120";
        String explicitTrailer = "304606092a864886f70d01010a3039a00f300d06096086480165030402010500"
                + "a11c301a06092a864886f70d010108300d06096086480165030402010500a203020120a303020101";
        String pkcs1WithoutNull = "300b06092a864886f70d01010b";
        assertThat(SignatureEncoding.scheme(Bytes.ofHex(absentParameters))).contains(SignatureScheme.RSA_PSS_SHA2_256);
        assertThat(SignatureEncoding.scheme(Bytes.ofHex(explicitTrailer))).contains(SignatureScheme.RSA_PSS_SHA2_256);
        assertThat(SignatureEncoding.scheme(Bytes.ofHex(pkcs1WithoutNull)))
                .contains(SignatureScheme.RSA_PKCS1_SHA2_256);
    }

    @Test
    void whatIsWeakOrUnknownIsNot() {
        for (String hex : new String[] {
            "300d06092a864886f70d0101050500", // RSA with SHA-1
            "300906072a8648ce3d0401", // ECDSA with SHA-1
            "300d06092a864886f70d01010a3000", // PSS with its defaults, SHA-1
            "300506032b6571", // Ed448
            PSS_SHA256.replace("020120", "020114"), // another salt
            PSS_SHA256 + "00",
            ""
        }) {
            assertThat(SignatureEncoding.scheme(Bytes.ofHex(hex))).as(hex).isEmpty();
        }
    }
}
