package io.secureconnect.windows.wfp;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.windows.abi.SdkName;
import io.secureconnect.windows.abi.Struct;
import java.util.Optional;

/**
 * Which certificates will do: {@code IKEEXT_CERTIFICATE_CRITERIA0}. Purposes (EKU) are not chosen by here.
 *
 * @param certData the name of the issuer, in DER
 * @param certHash SHA-1 of one certificate; empty for any
 * @param flags of {@code IKEEXT_CERT_FLAG_*}
 */
public record CertificateCriteria(Bytes certData, Bytes certHash, Optional<Name> name, int flags) {
    /** The issuer is no root. */
    @SdkName("IKEEXT_CERT_FLAG_INTERMEDIATE_CA")
    public static final int INTERMEDIATE_CA = 0x8;

    public static final Struct<CertificateCriteria> STRUCT = Struct.of(
            "IKEEXT_CERTIFICATE_CRITERIA0",
            new CertificateCriteria(Bytes.empty(), Bytes.empty(), Optional.empty(), 0),
            (m, v) -> {
                Bytes certData = m.struct("certData", Plain.BYTE_BLOB, v.certData);
                Bytes certHash = m.struct("certHash", Plain.BYTE_BLOB, v.certHash);
                m.unused("eku");
                Optional<Name> name = m.pointer("name", Name.STRUCT, v.name);
                return new CertificateCriteria(certData, certHash, name, m.u32("flags", v.flags));
            });

    /** Any that this root issued, or one below it. */
    public static CertificateCriteria issuedBy(Bytes issuerName) {
        return new CertificateCriteria(issuerName, Bytes.empty(), Optional.empty(), 0);
    }

    /**
     * What the certificate has to be called: {@code IKEEXT_CERT_NAME0}.
     *
     * @param nameType an {@code IKEEXT_CERT_CRITERIA_NAME_TYPE}
     */
    public record Name(int nameType, Optional<String> certName) {
        @SdkName("IKEEXT_CERT_CRITERIA_DNS")
        public static final int DNS = 0;

        @SdkName("IKEEXT_CERT_CRITERIA_CN")
        public static final int CN = 3;

        static final Struct<Name> STRUCT = Struct.of(
                "IKEEXT_CERT_NAME0",
                new Name(0, Optional.empty()),
                (m, v) -> new Name(m.u32("nameType", v.nameType), m.text("certName", v.certName)));
    }
}
