package io.secureconnect.windows.nativekeying;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.auth.RevocationPolicy;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.spi.NativeAuthentication;
import io.secureconnect.spi.NativeTerms;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.wfp.AuthenticationMethod;
import io.secureconnect.windows.wfp.CertificateAuthentication;
import io.secureconnect.windows.wfp.Filter;
import io.secureconnect.windows.wfp.KeyingModules;
import io.secureconnect.windows.wfp.KeyingPolicy;
import io.secureconnect.windows.wfp.Layers;
import io.secureconnect.windows.wfp.MainModePolicy;
import io.secureconnect.windows.wfp.ProviderContext;
import io.secureconnect.windows.wfp.TransportPolicy;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NativeContextsTest {
    private static final HostPair V4 = HostPair.of("10.0.0.1", "10.0.0.2");
    private static final HostPair V6 = HostPair.of("2001:db8::1", "2001:db8::2");
    private static final NativeFilters FILTERS = new NativeFilters(
            Guid.parse("00000000-0000-0000-0000-000000000001"), Guid.parse("00000000-0000-0000-0000-000000000002"));

    @Test
    void ikev1HasContextsOfIkev1AndNoOtherModule() {
        List<ProviderContext> contexts = NativeContexts.of(V4, NativeKeyingTest.terms(1, IkeVersion.IKEV1));

        assertThat(contexts)
                .extracting(ProviderContext::type)
                .containsExactly(ProviderContext.IKE_MM, ProviderContext.IKE_QM_TRANSPORT, ProviderContext.KEYING);
        assertThat(((KeyingPolicy) contexts.get(2).policy()).keyModKeys()).containsExactly(KeyingModules.IKE);
    }

    @Test
    void ikev2HasContextsOfIkev2AndNoOtherModule() {
        List<ProviderContext> contexts = NativeContexts.of(V4, NativeKeyingTest.terms(1, IkeVersion.IKEV2));

        assertThat(contexts)
                .extracting(ProviderContext::type)
                .containsExactly(ProviderContext.IKEV2_MM, ProviderContext.IKEV2_QM_TRANSPORT, ProviderContext.KEYING);
        assertThat(((KeyingPolicy) contexts.get(2).policy()).keyModKeys()).containsExactly(KeyingModules.IKEV2);
    }

    @Test
    void nothingIsDiscoveredAndEverythingIsEncrypted() {
        TransportPolicy quick = (TransportPolicy) NativeContexts.of(V4, NativeKeyingTest.terms(1, IkeVersion.IKEV1))
                .get(1)
                .policy();

        int noDiscovery = TransportPolicy.DONT_NEGOTIATE_BYTE_LIFETIME
                | TransportPolicy.NAT_ENCAP_ALLOW_PEER_BEHIND_NAT
                | TransportPolicy.NAT_ENCAP_ALLOW_GENERAL_NAT_TRAVERSAL;
        assertThat(quick.flags()).isEqualTo(noDiscovery);
        assertThat(quick.ndAllowClearTimeoutSeconds()).isZero();
        assertThat(quick.ipsecProposals())
                .hasSize(2)
                .allSatisfy(proposal -> assertThat(proposal.saTransforms())
                        .singleElement()
                        .satisfies(transform -> assertThat(transform.esp()).isPresent()));
        assertThat(quick.ipsecProposals().get(0).lifetime().lifetimeSeconds()).isEqualTo(3600);
        assertThat(quick.ipsecProposals().get(0).pfsGroup()).isEqualTo(3);
    }

    @Test
    void aPreSharedKeyIsHandedOverAsItIsAndShownNowhere() {
        NativeTerms terms = NativeKeyingTest.terms(0x5a, IkeVersion.IKEV1);
        List<ProviderContext> contexts = NativeContexts.of(V4, terms);

        MainModePolicy main = (MainModePolicy) contexts.get(0).policy();
        AuthenticationMethod.PresharedKey method =
                (AuthenticationMethod.PresharedKey) main.authenticationMethods().get(0);
        assertThat(method.key().orElseThrow())
                .isSameAs(((NativeAuthentication.PreSharedKey) terms.authentication()).secret());
        assertThat(contexts.toString()).doesNotContain("5a0000");
        assertThat(contexts)
                .allSatisfy(
                        context -> assertThat(context.providerData().toHex()).doesNotContain("5a0000"));
    }

    @Test
    void aCertificateIsTheIssuersAtBothEndsAndTheOneThatWasNamedHere() {
        CertificateAuthentication strict = certificates(Optional.of("ab".repeat(20)), RevocationPolicy.REQUIRED);
        CertificateAuthentication lax = certificates(Optional.empty(), RevocationPolicy.IF_KNOWN);

        assertThat(strict.inbound().criteria().get(0).certData()).isEqualTo(Bytes.ofHex("3003"));
        assertThat(strict.inbound().criteria().get(0).certHash().isEmpty()).isTrue();
        assertThat(strict.outbound().criteria().get(0).certHash().toHex()).isEqualTo("ab".repeat(20));
        assertThat(strict.flags()).isEqualTo(CertificateAuthentication.ENABLE_CRL_CHECK_STRONG);
        assertThat(lax.outbound().criteria().get(0).certHash().isEmpty()).isTrue();
        assertThat(lax.flags()).isZero();
    }

    @Test
    void filtersStandAtTheLayersOfTheirFamilyAndPointToTheirContexts() {
        assertThat(FILTERS.of(V4))
                .extracting(Filter::layerKey)
                .containsExactly(
                        Layers.IKEEXT_V4,
                        Layers.IPSEC_V4,
                        Layers.IPSEC_KM_DEMUX_V4,
                        Layers.OUTBOUND_TRANSPORT_V4,
                        Layers.INBOUND_TRANSPORT_V4,
                        Layers.OUTBOUND_TRANSPORT_V4);
        assertThat(FILTERS.of(V6))
                .extracting(Filter::layerKey)
                .containsExactly(
                        Layers.IKEEXT_V6,
                        Layers.IPSEC_V6,
                        Layers.IPSEC_KM_DEMUX_V6,
                        Layers.OUTBOUND_TRANSPORT_V6,
                        Layers.INBOUND_TRANSPORT_V6,
                        Layers.OUTBOUND_TRANSPORT_V6);
        List<ProviderContext> contexts = NativeContexts.of(V4, NativeKeyingTest.terms(1, IkeVersion.IKEV1));
        for (int i = 0; i < contexts.size(); i++) {
            Filter filter = FILTERS.of(V4).get(i);
            assertThat(filter.flags()).isEqualTo(Filter.HAS_PROVIDER_CONTEXT);
            assertThat(filter.context().providerContextKey())
                    .isEqualTo(contexts.get(i).providerContextKey());
        }
        assertThat(FILTERS.of(V4).subList(3, 6))
                .as("neither suppressed nor discovered nor let through")
                .allSatisfy(filter -> assertThat(filter.context()).isEqualTo(Filter.Context.NONE));
    }

    @Test
    void keysAreStableAndDifferByPathAndRole() {
        Set<Guid> keys = new HashSet<>();
        for (HostPair path : List.of(V4, V4.mirror(), V6)) {
            FILTERS.of(path).forEach(filter -> keys.add(filter.filterKey()));
            NativeContexts.of(path, NativeKeyingTest.terms(1, IkeVersion.IKEV1))
                    .forEach(context -> keys.add(context.providerContextKey()));
        }

        assertThat(keys).hasSize(3 * (6 + 3));
        assertThat(FILTERS.of(V4)).isEqualTo(FILTERS.of(V4));
    }

    private static CertificateAuthentication certificates(Optional<String> own, RevocationPolicy revocation) {
        NativeTerms terms = NativeTerms.builder()
                .from(NativeKeyingTest.terms(1, IkeVersion.IKEV1))
                .authentication(new NativeAuthentication.Certificate(
                        Bytes.ofHex("3003"), "CN=CA", own.map(Bytes::ofHex), revocation))
                .build();
        MainModePolicy main =
                (MainModePolicy) NativeContexts.of(V4, terms).get(0).policy();
        assertThat(main.authenticationMethods())
                .extracting(AuthenticationMethod::type)
                .containsExactly(1, 7, 8);
        return ((AuthenticationMethod.Certificate) main.authenticationMethods().get(0)).authentication();
    }
}
