package io.secureconnect.windows.wfp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Pointer;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.abi.NativeArena;
import io.secureconnect.windows.abi.NativeReader;
import io.secureconnect.windows.abi.Struct;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What IKEEXT is told comes back the same from native memory, except for keys, and so does what it tells. */
class PolicyRoundTripTest {
    private static final Guid KEY = Guid.parse("{00112233-4455-6677-8899-AABBCCDDEEFF}");
    private static final Bytes ISSUER = Bytes.copyOf("issuer in DER".getBytes(StandardCharsets.US_ASCII));
    private static final IkeProposal PROPOSAL = new IkeProposal(4, 32, 7, 2, 28_800, 3, 9);

    private static ContextPolicy mainMode(AuthenticationMethod... methods) {
        return new MainModePolicy(1, List.of(methods), 2, List.of(PROPOSAL, PROPOSAL), 0x10, 3, 4);
    }

    private static AuthenticationMethod certificates(int type, int inbound, int outbound) {
        CertificateCriteria one = new CertificateCriteria(
                ISSUER,
                Bytes.ofHex("00112233445566778899aabbccddeeff00112233"),
                Optional.of(new CertificateCriteria.Name(CertificateCriteria.Name.CN, Optional.of("wörkload"))),
                CertificateCriteria.INTERMEDIATE_CA);
        return new AuthenticationMethod.Certificate(
                type,
                new CertificateAuthentication(
                        new CertificateAuthentication.Trust(
                                inbound, List.of(one, CertificateCriteria.issuedBy(ISSUER))),
                        new CertificateAuthentication.Trust(outbound, List.of(one)),
                        CertificateAuthentication.ENABLE_CRL_CHECK_STRONG));
    }

    private static ContextPolicy transport() {
        return new TransportPolicy(
                List.of(new IpsecProposal(
                        new SaLimits(3600, 100_000, 7),
                        List.of(
                                SaTransform.esp(
                                        AuthTransform.GCM_AES_256.proposed(), CipherTransform.GCM_AES_256.proposed()),
                                new SaTransform(1, Optional.empty())),
                        IpsecProposal.PFS_14)),
                TransportPolicy.DONT_NEGOTIATE_BYTE_LIFETIME,
                5,
                new TransportPolicy.IdleTimeout(300, 60));
    }

    private static ProviderContext context(int type, ContextPolicy policy) {
        return new ProviderContext(
                KEY, DisplayData.of("name", "text"), 1, Optional.of(KEY), Bytes.ofHex("0102"), type, policy, -2);
    }

    private static Stream<ProviderContext> contexts() {
        return Stream.of(
                context(ProviderContext.KEYING, new KeyingPolicy(List.of(KeyingModules.IKE, KEY), 1)),
                context(ProviderContext.IKE_QM_TRANSPORT, transport()),
                context(ProviderContext.AUTHIP_QM_TRANSPORT, transport()),
                context(ProviderContext.IKEV2_QM_TRANSPORT, transport()),
                context(ProviderContext.IKE_MM, mainMode(certificates(1, 0, 1))),
                context(ProviderContext.AUTHIP_MM, mainMode(new AuthenticationMethod.Other(2))),
                context(ProviderContext.IKEV2_MM, mainMode(certificates(8, 2, 0), certificates(7, 1, 2))),
                context(2, new ContextPolicy.Other()),
                context(99, new ContextPolicy.Other()));
    }

    private static <T> T passed(Struct<T> struct, T value) {
        try (NativeArena arena = new NativeArena()) {
            return NativeReader.read(struct, arena.put(struct, value));
        }
    }

    @ParameterizedTest
    @MethodSource("contexts")
    void aProviderContext(ProviderContext context) {
        assertThat(passed(ProviderContext.STRUCT, context)).isEqualTo(context);
    }

    @Test
    void aPresharedKeyIsWrittenButNotReadBack() {
        byte[] key = "a key for tests".getBytes(StandardCharsets.US_ASCII);
        AuthenticationMethod method = new AuthenticationMethod.PresharedKey(Optional.of(SecretBytes.copyOf(key)), 2);
        try (NativeArena arena = new NativeArena()) {
            Pointer at = arena.put(AuthenticationMethod.STRUCT, method);

            assertThat(at.getPointer(16).getByteArray(0, key.length)).isEqualTo(key);
            assertThat(NativeReader.read(AuthenticationMethod.STRUCT, at))
                    .isEqualTo(new AuthenticationMethod.PresharedKey(Optional.empty(), 2));
        }
    }

    @Test
    void anUnspecifiedStoreHasNoCriteria() {
        CertificateAuthentication some = new CertificateAuthentication(
                new CertificateAuthentication.Trust(CertificateAuthentication.Trust.UNSPECIFIED, List.of()),
                new CertificateAuthentication.Trust(CertificateAuthentication.Trust.UNSPECIFIED, List.of()),
                0);
        assertThat(passed(CertificateAuthentication.STRUCT, some)).isEqualTo(some);
    }

    @Test
    void anIkeSaOfEitherFamily() {
        IkeSaDetails v4 = new IkeSaDetails(
                7,
                KeyingModules.TYPE_IKE,
                Optional.of(new UdpPorts(4500, 4501)),
                Traffic.Ends.of(IpAddress.parse("192.0.2.1"), IpAddress.parse("192.0.2.2")),
                PROPOSAL,
                0x0102030405060708L,
                -1,
                KEY);
        IkeSaDetails v6 = new IkeSaDetails(
                8,
                KeyingModules.TYPE_IKEV2,
                Optional.empty(),
                Traffic.Ends.of(IpAddress.parse("2001:db8::1"), IpAddress.parse("2001:db8::2")),
                PROPOSAL,
                1,
                2,
                KEY);
        assertThat(passed(IkeSaDetails.STRUCT, v4)).isEqualTo(v4);
        assertThat(passed(IkeSaDetails.STRUCT, v6)).isEqualTo(v6);
    }

    @Test
    void templates() {
        Value net = new Value.MaskV4(0xc0000200, 0xffffff00);
        IkeSaEnumTemplate ike = new IkeSaEnumTemplate(net, new Value.Empty(), Bytes.ofHex("01"));
        ProviderContextEnumTemplate contexts = new ProviderContextEnumTemplate(Optional.of(KEY), 5);
        assertThat(passed(IkeSaEnumTemplate.STRUCT, ike)).isEqualTo(ike);
        assertThat(passed(ProviderContextEnumTemplate.STRUCT, contexts)).isEqualTo(contexts);
        assertThat(passed(SubNets.STRUCT, new SubNets(net, net))).isEqualTo(new SubNets(net, net));
    }
}
