package io.secureconnect.windows.fake;

import static io.secureconnect.windows.fake.Values.PROVIDER;
import static io.secureconnect.windows.fake.Values.guid;
import static io.secureconnect.windows.fake.Values.key;
import static io.secureconnect.windows.fake.Values.octets;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.windows.engine.FilterEngine;
import io.secureconnect.windows.wfp.AuthTransform;
import io.secureconnect.windows.wfp.AuthenticationMethod;
import io.secureconnect.windows.wfp.CertificateAuthentication;
import io.secureconnect.windows.wfp.CertificateCriteria;
import io.secureconnect.windows.wfp.CipherTransform;
import io.secureconnect.windows.wfp.ContextPolicy;
import io.secureconnect.windows.wfp.DisplayData;
import io.secureconnect.windows.wfp.IkeProposal;
import io.secureconnect.windows.wfp.IkeSaDetails;
import io.secureconnect.windows.wfp.IpsecProposal;
import io.secureconnect.windows.wfp.KeyingModules;
import io.secureconnect.windows.wfp.KeyingPolicy;
import io.secureconnect.windows.wfp.MainModePolicy;
import io.secureconnect.windows.wfp.ProviderContext;
import io.secureconnect.windows.wfp.SaLimits;
import io.secureconnect.windows.wfp.SaTransform;
import io.secureconnect.windows.wfp.TransportPolicy;
import java.util.List;
import java.util.Optional;

/** Provider contexts of IKEEXT, and its SAs. {@code contexts.c} is the same in C. */
final class ContextScenario {
    private ContextScenario() {}

    static void run(FakeLibrary fake, FilterEngine engine) {
        engine.add(context(
                0x40,
                ProviderContext.KEYING,
                new KeyingPolicy(List.of(KeyingModules.IKE, KeyingModules.IKEV2), KeyingPolicy.TERMINATING_MATCH)));
        try (SecretBytes secret = key(23, 0x21)) {
            engine.add(context(0x41, ProviderContext.IKE_MM, presharedKey(secret)));
        }
        engine.add(context(0x42, ProviderContext.IKEV2_MM, certificates()));
        engine.add(context(0x43, ProviderContext.IKE_QM_TRANSPORT, quickMode()));
        engine.add(context(0x44, ProviderContext.IKEV2_QM_TRANSPORT, quickMode()));
        engine.providerContexts().forEach(engine::add);
        engine.deleteProviderContext(guid(0x40));
        engine.ikeSas().forEach(sa -> fake.show(IkeSaDetails.STRUCT, sa));
        engine.deleteIkeSa(0x8000000000000008L);
    }

    private static ProviderContext context(int number, int type, ContextPolicy policy) {
        return new ProviderContext(
                guid(number),
                DisplayData.of("context", "of type " + type),
                ProviderContext.PERSISTENT,
                Optional.of(PROVIDER),
                octets(4, number),
                type,
                policy,
                0);
    }

    private static MainModePolicy presharedKey(SecretBytes secret) {
        return new MainModePolicy(
                3000,
                List.of(new AuthenticationMethod.PresharedKey(Optional.of(secret), 2)),
                1,
                List.of(
                        new IkeProposal(IkeProposal.CIPHER_AES_256, 32, 14, IkeProposal.INTEGRITY_SHA_384, 28800, 5, 9),
                        IkeProposal.of(IkeProposal.CIPHER_3DES, IkeProposal.INTEGRITY_SHA1, 2, 0x80000000)),
                0x80000000 | MainModePolicy.MOBIKE_NOT_SUPPORTED,
                11,
                60);
    }

    private static MainModePolicy certificates() {
        CertificateCriteria named = new CertificateCriteria(
                octets(30, 0x30),
                octets(20, 0xa0),
                Optional.of(new CertificateCriteria.Name(CertificateCriteria.Name.CN, Optional.of("hóst"))),
                CertificateCriteria.INTERMEDIATE_CA);
        CertificateAuthentication explicit = new CertificateAuthentication(
                new CertificateAuthentication.Trust(
                        CertificateAuthentication.Trust.EXPLICIT_TRUST_LIST,
                        List.of(named, CertificateCriteria.issuedBy(octets(12, 0x60)))),
                new CertificateAuthentication.Trust(CertificateAuthentication.Trust.ENTERPRISE_STORE, List.of(named)),
                CertificateAuthentication.ENABLE_CRL_CHECK_STRONG);
        CertificateAuthentication stored = new CertificateAuthentication(
                new CertificateAuthentication.Trust(
                        CertificateAuthentication.Trust.TRUSTED_ROOT_STORE,
                        List.of(CertificateCriteria.issuedBy(Bytes.empty()))),
                new CertificateAuthentication.Trust(CertificateAuthentication.Trust.UNSPECIFIED, List.of()),
                0);
        return MainModePolicy.of(
                List.of(
                        new AuthenticationMethod.Certificate(AuthenticationMethod.CERTIFICATE, explicit),
                        new AuthenticationMethod.Certificate(AuthenticationMethod.CERTIFICATE_ECDSA_P384, stored)),
                List.of(IkeProposal.of(
                        IkeProposal.CIPHER_AES_GCM_256, IkeProposal.INTEGRITY_SHA_384, IkeProposal.DH_ECP_384, 3600)),
                MainModePolicy.ENABLE_IKEV2_FRAGMENTATION);
    }

    private static TransportPolicy quickMode() {
        return new TransportPolicy(
                List.of(
                        new IpsecProposal(
                                new SaLimits(3600, 100000, 0x7fffffff),
                                List.of(SaTransform.esp(
                                        AuthTransform.GCM_AES_256.proposed(), CipherTransform.GCM_AES_256.proposed())),
                                IpsecProposal.PFS_ECP_384),
                        new IpsecProposal(
                                new SaLimits(300, 0, 0),
                                List.of(
                                        SaTransform.esp(
                                                AuthTransform.HMAC_SHA_256_128.proposed(),
                                                CipherTransform.AES_128.proposed()),
                                        SaTransform.esp(
                                                AuthTransform.HMAC_SHA_1_96.proposed(),
                                                CipherTransform.CBC_3DES.proposed())),
                                IpsecProposal.PFS_NONE)),
                TransportPolicy.NAT_ENCAP_ALLOW_PEER_BEHIND_NAT | 0x80000000,
                0x80000001,
                new TransportPolicy.IdleTimeout(300, 60));
    }
}
