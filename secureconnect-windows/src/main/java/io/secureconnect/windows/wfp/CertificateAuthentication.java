package io.secureconnect.windows.wfp;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.windows.abi.SdkName;
import io.secureconnect.windows.abi.Struct;
import io.secureconnect.windows.abi.Union;
import io.secureconnect.windows.abi.Union.Arm;
import java.util.List;

/**
 * Authentication by certificates: {@code IKEEXT_CERTIFICATE_AUTHENTICATION2}. Private keys are in the store of the machine and
 * stay there.
 *
 * @param inbound what the peer has to show
 * @param outbound what this host shows
 * @param flags of {@code IKEEXT_CERT_AUTH_*}
 */
public record CertificateAuthentication(Trust inbound, Trust outbound, int flags) {
    @SdkName("IKEEXT_CERT_AUTH_FLAG_DISABLE_CRL_CHECK")
    public static final int DISABLE_CRL_CHECK = 0x2;

    /** A certificate whose revocation cannot be found out counts as revoked. */
    @SdkName("IKEEXT_CERT_AUTH_ENABLE_CRL_CHECK_STRONG")
    public static final int ENABLE_CRL_CHECK_STRONG = 0x4;

    private static final Union<List<CertificateCriteria>> INBOUND = criteria(
            "inboundRootArraySize", "inboundRootCriteria",
            "inboundEnterpriseStoreArraySize", "inboundEnterpriseStoreCriteria",
            "inboundRootStoreArraySize", "inboundTrustedRootStoreCriteria");

    private static final Union<List<CertificateCriteria>> OUTBOUND = criteria(
            "outboundRootArraySize", "outboundRootCriteria",
            "outboundEnterpriseStoreArraySize", "outboundEnterpriseStoreCriteria",
            "outboundRootStoreArraySize", "outboundTrustedRootStoreCriteria");

    public static final Struct<CertificateAuthentication> STRUCT = Struct.of(
            "IKEEXT_CERTIFICATE_AUTHENTICATION2",
            new CertificateAuthentication(new Trust(0, List.of()), new Trust(0, List.of()), 0),
            (m, v) -> {
                int inboundType = m.u32("inboundConfigType", v.inbound.configType);
                Trust inbound = new Trust(inboundType, m.union(INBOUND, inboundType, v.inbound.criteria));
                int outboundType = m.u32("outboundConfigType", v.outbound.configType);
                Trust outbound = new Trust(outboundType, m.union(OUTBOUND, outboundType, v.outbound.criteria));
                int flags = m.u32("flags", v.flags);
                m.struct("localCertLocationUrl", Plain.BYTE_BLOB, Bytes.empty());
                return new CertificateAuthentication(inbound, outbound, flags);
            });

    private static Union<List<CertificateCriteria>> criteria(String... names) {
        return Union.of(
                (m, v) -> List.of(),
                List.of(
                        arm(Trust.EXPLICIT_TRUST_LIST, names[0], names[1]),
                        arm(Trust.ENTERPRISE_STORE, names[2], names[3]),
                        arm(Trust.TRUSTED_ROOT_STORE, names[4], names[5])));
    }

    private static Arm<List<CertificateCriteria>> arm(int configType, String count, String name) {
        return new Arm<>(configType, List.of(), (m, v) -> m.list(count, name, CertificateCriteria.STRUCT, v));
    }

    /** Both sides the same issuers. */
    public static CertificateAuthentication issuedBy(List<CertificateCriteria> issuers, int flags) {
        Trust trust = new Trust(Trust.EXPLICIT_TRUST_LIST, issuers);
        return new CertificateAuthentication(trust, trust, flags);
    }

    /**
     * Whose certificates.
     *
     * @param configType an {@code IKEEXT_CERT_CONFIG_TYPE}
     * @param criteria none for {@link #UNSPECIFIED}
     */
    public record Trust(int configType, List<CertificateCriteria> criteria) {
        @SdkName("IKEEXT_CERT_CONFIG_EXPLICIT_TRUST_LIST")
        public static final int EXPLICIT_TRUST_LIST = 0;

        @SdkName("IKEEXT_CERT_CONFIG_ENTERPRISE_STORE")
        public static final int ENTERPRISE_STORE = 1;

        @SdkName("IKEEXT_CERT_CONFIG_TRUSTED_ROOT_STORE")
        public static final int TRUSTED_ROOT_STORE = 2;

        @SdkName("IKEEXT_CERT_CONFIG_UNSPECIFIED")
        public static final int UNSPECIFIED = 3;

        public Trust {
            criteria = List.copyOf(criteria);
        }
    }
}
