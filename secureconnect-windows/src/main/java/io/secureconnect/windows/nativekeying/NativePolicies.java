package io.secureconnect.windows.nativekeying;

import io.secureconnect.api.auth.RevocationPolicy;
import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.spi.NativeAuthentication;
import io.secureconnect.spi.NativeTerms;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.wfp.AuthenticationMethod;
import io.secureconnect.windows.wfp.CertificateAuthentication;
import io.secureconnect.windows.wfp.CertificateAuthentication.Trust;
import io.secureconnect.windows.wfp.CertificateCriteria;
import io.secureconnect.windows.wfp.EspSuite;
import io.secureconnect.windows.wfp.IpsecProposal;
import io.secureconnect.windows.wfp.KeyingModules;
import io.secureconnect.windows.wfp.KeyingPolicy;
import io.secureconnect.windows.wfp.MainModePolicy;
import io.secureconnect.windows.wfp.ProviderContext;
import io.secureconnect.windows.wfp.SaLimits;
import io.secureconnect.windows.wfp.SaTransform;
import io.secureconnect.windows.wfp.TransportPolicy;
import io.secureconnect.windows.wfp.TransportPolicy.IdleTimeout;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What IKEEXT has to agree on with one peer, in its own three policies. Never with negotiation discovery, which lets clear
 * packets pass until a peer has answered.
 *
 * @param mainModeType the type of the provider context that holds {@code mainMode}
 * @param mainMode who the parties are, and how IKE itself is protected
 * @param quickModeType the type of the provider context that holds {@code quickMode}
 * @param quickMode SAs of ESP in transport mode
 * @param keying which version of IKE; no other is tried, AuthIP neither
 */
public record NativePolicies(
        int mainModeType, MainModePolicy mainMode, int quickModeType, TransportPolicy quickMode, KeyingPolicy keying) {
    /** Windows knows no SA without a limit of kilobytes; this is the largest that its own dialogs take. */
    private static final int NO_LIMIT = Integer.MAX_VALUE;

    private static final Duration LONGEST = Duration.ofHours(48);

    /** What Windows takes by itself: an SA that is not used goes after five minutes, in a cluster after one. */
    private static final IdleTimeout IDLE = new IdleTimeout(300, 60);

    /**
     * @param terms its secret is lent to {@code mainMode}, which is to be used before the terms are closed
     * @throws SecureConnectException with {@code ALGORITHM_UNAVAILABLE} if Windows has none of the algorithms
     */
    public static NativePolicies of(NativeTerms terms) {
        boolean first = terms.version() == IkeVersion.IKEV1;
        return new NativePolicies(
                first ? ProviderContext.IKE_MM : ProviderContext.IKEV2_MM,
                mainMode(terms),
                first ? ProviderContext.IKE_QM_TRANSPORT : ProviderContext.IKEV2_QM_TRANSPORT,
                quickMode(terms),
                new KeyingPolicy(List.of(module(terms.version())), KeyingPolicy.TERMINATING_MATCH));
    }

    /** What {@link #of} can say of IKE; of ESP it can say all that the backend has. */
    public static List<IkeProposal> ikeProposals() {
        return IkeAlgorithms.all();
    }

    private static Guid module(IkeVersion version) {
        return version == IkeVersion.IKEV1 ? KeyingModules.IKE : KeyingModules.IKEV2;
    }

    private static MainModePolicy mainMode(NativeTerms terms) {
        List<io.secureconnect.windows.wfp.IkeProposal> proposals = terms.ikeProposals().stream()
                .flatMap(proposal -> IkeAlgorithms.of(proposal, terms.ikeLifetime()).stream())
                .toList();
        requireSome(proposals, "IKE proposals", terms.ikeProposals());
        return MainModePolicy.of(methods(terms.authentication()), proposals, 0);
    }

    private static List<AuthenticationMethod> methods(NativeAuthentication authentication) {
        return switch (authentication.kind()) {
            case PRE_SHARED_KEY ->
                List.of(AuthenticationMethod.PresharedKey.of(
                        ((NativeAuthentication.PreSharedKey) authentication).secret()));
            case CERTIFICATE -> {
                CertificateAuthentication trust = trust((NativeAuthentication.Certificate) authentication);
                yield Stream.of(
                                AuthenticationMethod.CERTIFICATE,
                                AuthenticationMethod.CERTIFICATE_ECDSA_P256,
                                AuthenticationMethod.CERTIFICATE_ECDSA_P384)
                        .<AuthenticationMethod>map(type -> new AuthenticationMethod.Certificate(type, trust))
                        .toList();
            }
        };
    }

    /** The issuer as a root, and as a CA below one: policy does not say which it is. */
    private static CertificateAuthentication trust(NativeAuthentication.Certificate certificate) {
        List<CertificateCriteria> peers = Stream.of(0, CertificateCriteria.INTERMEDIATE_CA)
                .map(flags -> new CertificateCriteria(certificate.issuer(), Bytes.empty(), Optional.empty(), flags))
                .toList();
        List<CertificateCriteria> own = certificate
                .ownCertificate()
                .map(hash -> peers.stream()
                        .map(peer -> new CertificateCriteria(peer.certData(), hash, peer.name(), peer.flags()))
                        .toList())
                .orElse(peers);
        return new CertificateAuthentication(
                new Trust(Trust.EXPLICIT_TRUST_LIST, peers),
                new Trust(Trust.EXPLICIT_TRUST_LIST, own),
                certificate.revocation() == RevocationPolicy.REQUIRED
                        ? CertificateAuthentication.ENABLE_CRL_CHECK_STRONG
                        : 0);
    }

    private static TransportPolicy quickMode(NativeTerms terms) {
        List<SaTransform> transforms = terms.espProposals().stream()
                .flatMap(proposal -> EspSuite.of(proposal).stream())
                .map(suite ->
                        SaTransform.esp(suite.auth().proposed(), suite.cipher().proposed()))
                .toList();
        requireSome(transforms, "ESP proposals", terms.espProposals());
        SaLimits limits = limits(terms.childLifetime());
        int group = terms.perfectForwardSecrecy()
                ? IkeAlgorithms.pfsGroup(terms.ikeProposals().stream()
                        .filter(IkeAlgorithms.all()::contains)
                        .findFirst()
                        .orElseThrow())
                : IpsecProposal.PFS_NONE;
        return new TransportPolicy(
                transforms.stream()
                        .map(transform -> new IpsecProposal(limits, List.of(transform), group))
                        .toList(),
                TransportPolicy.DONT_NEGOTIATE_BYTE_LIFETIME
                        | (terms.natTraversal()
                                ? TransportPolicy.NAT_ENCAP_ALLOW_PEER_BEHIND_NAT
                                        | TransportPolicy.NAT_ENCAP_ALLOW_GENERAL_NAT_TRAVERSAL
                                : 0),
                0,
                IDLE);
    }

    private static SaLimits limits(SaLifetime lifetime) {
        int seconds =
                lifetime.hard().map(Duration::toSeconds).map(Math::toIntExact).orElse(NO_LIMIT);
        return new SaLimits(seconds, NO_LIMIT, NO_LIMIT);
    }

    private static void requireSome(List<?> known, String what, List<?> wanted) {
        if (known.isEmpty()) {
            throw new SecureConnectException(
                    ErrorCode.ALGORITHM_UNAVAILABLE,
                    "of the " + what + " " + wanted + " the key exchange of Windows has none; add one of "
                            + (what.startsWith("ESP") ? EspProposal.AES_256_GCM : IkeAlgorithms.all()));
        }
    }
}
