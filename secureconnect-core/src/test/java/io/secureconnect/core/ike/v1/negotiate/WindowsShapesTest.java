package io.secureconnect.core.ike.v1.negotiate;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.EncryptionAlgorithm;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.IkeIdentity;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.IntegrityAlgorithm;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.api.sa.PseudoRandomFunction;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.v1.registry.AuthenticationMethod;
import io.secureconnect.core.ike.v1.registry.EncapsulationMode;
import io.secureconnect.core.ike.v1.registry.VendorId;
import io.secureconnect.core.ike.v1.wire.IsakmpCodec;
import io.secureconnect.core.ike.v1.wire.IsakmpMessage;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Proposal;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.SecurityAssociation;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Transform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What this host takes and refuses of what Windows offers. Last columns: what is taken, by policies without and with SHA-1. */
class WindowsShapesTest {
    private static final int PRE_SHARED = AuthenticationMethod.PRE_SHARED_KEY.number();
    private static final int RSA = AuthenticationMethod.RSA_SIGNATURES.number();
    private static final int TRANSPORT = EncapsulationMode.TRANSPORT.number();
    private static final Duration EIGHT_HOURS = Duration.ofHours(8);
    private static final Spi OURS = new Spi(0x0d1e2f30);

    @Nested
    class Octets {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "main-mode-answer",
                    "main-mode-custom",
                    "main-mode-firewall-default",
                    "main-mode-kerberos",
                    "main-mode-keys",
                    "main-mode-keys-draft",
                    "main-mode-legacy",
                    "main-mode-vpn-client"
                })
        void aMessageIsReadAndWrittenAlike(String name) {
            IsakmpMessage message = WindowsShapes.message(name);
            assertThat(IsakmpCodec.encode(message.head(), message.payloads())).isEqualTo(WindowsShapes.octets(name));
            assertThat(message.payloads()).noneMatch(p -> p.kind() == IsakmpPayload.Kind.UNKNOWN);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "delete-esp",
                    "delete-isakmp",
                    "quick-mode-ah-and-esp",
                    "quick-mode-answer",
                    "quick-mode-behind-nat",
                    "quick-mode-custom",
                    "quick-mode-firewall-default",
                    "quick-mode-vpn-client"
                })
        void anInsideIsReadAndWrittenAlikeButForItsPadding(String name) {
            byte[] octets = WindowsShapes.octets(name);
            assertThat(octets.length % 16).isZero();
            var chain = WindowsShapes.inside(name);
            assertThat(IsakmpCodec.encodeChain(chain.payloads())).isEqualTo(Arrays.copyOf(octets, chain.octets()));
            assertThat(chain.payloads()).noneMatch(p -> p.kind() == IsakmpPayload.Kind.UNKNOWN);
        }
    }

    @Nested
    class MainMode {
        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                main-mode-vpn-client       | 1 | AES-CBC 256, SHA, 384-bit random ECP, pre-shared key |                          | aes256-sha1-ecp384
                main-mode-vpn-client       | 2 | AES-CBC 128, SHA, 256-bit random ECP, pre-shared key |                          | aes128-sha1-ecp256
                main-mode-vpn-client       | 3 | AES-CBC 256, SHA, 2048-bit MODP, pre-shared key      |                          | aes256-sha1-modp2048
                main-mode-vpn-client       | 4 | 3DES-CBC, SHA, 2048-bit MODP, pre-shared key         |                          |
                main-mode-vpn-client       | 5 | 3DES-CBC, SHA, 1024-bit MODP, pre-shared key         |                          |
                main-mode-firewall-default | 1 | AES-CBC 128, SHA, 1024-bit MODP, RSA signatures      |                          |
                main-mode-firewall-default | 2 | 3DES-CBC, SHA, 1024-bit MODP, RSA signatures         |                          |
                main-mode-legacy           | 1 | 3DES-CBC, SHA, 2048-bit MODP, pre-shared key         |                          |
                main-mode-legacy           | 2 | 3DES-CBC, SHA, 1024-bit MODP, pre-shared key         |                          |
                main-mode-legacy           | 3 | 3DES-CBC, MD5, 1024-bit MODP, pre-shared key         |                          |
                main-mode-legacy           | 4 | DES-CBC, SHA, 768-bit MODP, pre-shared key           |                          |
                main-mode-legacy           | 5 | DES-CBC, MD5, 768-bit MODP, pre-shared key           |                          |
                main-mode-custom           | 1 | AES-CBC 256, SHA2-384, 384-bit random ECP, ECDSA with SHA-384 on the P-384 curve | aes256-sha384-ecp384 | aes256-sha384-ecp384
                main-mode-custom           | 2 | AES-CBC 256, SHA2-384, 384-bit random ECP, RSA signatures | aes256-sha384-ecp384 | aes256-sha384-ecp384
                main-mode-custom           | 3 | AES-CBC 192, SHA2-256, 2048-bit MODP, RSA signatures |                          |
                main-mode-custom           | 4 | AES-CBC 256, SHA2-256, 2048-bit MODP, RSA signatures | aes256-sha256-modp2048   | aes256-sha256-modp2048
                main-mode-custom           | 5 | AES-CBC 256, SHA2-256, 2048-bit MODP, pre-shared key | aes256-sha256-modp2048   | aes256-sha256-modp2048
                main-mode-custom           | 6 | AES-CBC 256, MD5, 2048-bit MODP, RSA signatures      |                          |
                main-mode-kerberos         | 1 | AES-CBC 256, SHA2-256, 2048-bit MODP, authentication method 65001 (0xfde9) |    |
                main-mode-kerberos         | 2 | AES-CBC 256, SHA2-256, 2048-bit MODP, RSA signatures | aes256-sha256-modp2048   | aes256-sha256-modp2048
                """)
        void whatIsTaken(String shape, int transform, String text, String withoutSha1, String withSha1) {
            SecurityAssociation offer = only(WindowsShapes.association(shape), 1, transform);
            assertThat(OfferText.phaseOne(offer)).isEqualTo(text);
            assertThat(taken(offer, false)).isEqualTo(Optional.ofNullable(withoutSha1));
            assertThat(taken(offer, true)).isEqualTo(Optional.ofNullable(withSha1));
        }

        @Test
        void aPolicyChoosesFromTheWholeOfferByItsOwnOrder() {
            PhaseOneProposals ours = phaseOne(RSA, "aes256-sha256-modp2048", "aes256-sha384-ecp384");
            SecurityAssociation offer = WindowsShapes.association("main-mode-custom");
            PhaseOneChoice choice = ours.choose(offer).orElseThrow();
            assertThat(choice.proposal().keyword()).isEqualTo("aes256-sha256-modp2048");
            assertThat(choice.lifetime()).contains(EIGHT_HOURS);
            assertThat(choice.answer()).isEqualTo(only(offer, 1, 4));
        }

        @Test
        void aCertificateServesWhereKerberosCannot() {
            PhaseOneChoice choice = phaseOne(RSA, "aes256-sha256-modp2048")
                    .choose(WindowsShapes.association("main-mode-kerberos"))
                    .orElseThrow();
            assertThat(choice.answer().proposals().get(0).transforms().get(0).number())
                    .isEqualTo(2);
        }

        @Test
        void anAnswerMeansTheTransformThatWasOffered() {
            SecurityAssociation answer = WindowsShapes.association("main-mode-answer");
            PhaseOneProposals ours = phaseOne(PRE_SHARED, "aes256-sha384-ecp384", "aes256-sha256-modp2048");
            assertThat(ours.accepted(answer).orElseThrow().proposal().keyword()).isEqualTo("aes256-sha256-modp2048");
            assertThat(phaseOne(RSA, "aes256-sha256-modp2048").accepted(answer)).isEmpty();
        }

        @Test
        void vendorIdsSayWhoItIsAndStrangeOnesDoNoHarm() {
            assertThat(vendorIds("main-mode-custom"))
                    .containsExactly(
                            Optional.of(VendorId.MICROSOFT_ISAKMP_OAKLEY),
                            Optional.of(VendorId.NAT_TRAVERSAL),
                            Optional.of(VendorId.NAT_TRAVERSAL_DRAFT_02_LF),
                            Optional.of(VendorId.FRAGMENTATION),
                            Optional.of(VendorId.MICROSOFT_NEGOTIATION_DISCOVERY),
                            Optional.of(VendorId.INITIAL_CONTACT),
                            Optional.of(VendorId.MICROSOFT_CGA),
                            Optional.empty());
            assertThat(vendorIds("main-mode-legacy"))
                    .contains(Optional.of(VendorId.NAT_TRAVERSAL_DRAFT_02_LF))
                    .doesNotContain(Optional.of(VendorId.NAT_TRAVERSAL));
            assertThat(vendorIds("main-mode-kerberos")).contains(Optional.of(VendorId.GSSAPI));
        }

        @Test
        void natDiscoveryHasTheTypesOfTheRfcOrOfTheDraft() {
            assertThat(natDiscoveryTypes("main-mode-keys")).containsExactly(20, 20);
            assertThat(natDiscoveryTypes("main-mode-keys-draft")).containsExactly(130, 130);
        }

        private static Optional<String> taken(SecurityAssociation offer, boolean sha1) {
            List<IkeProposal> all = ikeProposals(sha1);
            return Arrays.stream(AuthenticationMethod.values())
                    .flatMap(m -> new PhaseOneProposals(all, m.number(), EIGHT_HOURS).choose(offer).stream())
                    .map(choice -> choice.proposal().keyword())
                    .reduce((one, other) -> one + " and " + other);
        }

        private static PhaseOneProposals phaseOne(int method, String... keywords) {
            return new PhaseOneProposals(
                    Arrays.stream(keywords).map(IkeProposal::parse).toList(), method, EIGHT_HOURS);
        }

        private static List<Optional<VendorId>> vendorIds(String shape) {
            return WindowsShapes.payloads(WindowsShapes.message(shape).payloads(), IsakmpPayload.VendorId.class)
                    .stream()
                    .map(id -> VendorId.of(id.data()))
                    .toList();
        }

        private static List<Integer> natDiscoveryTypes(String shape) {
            return WindowsShapes.payloads(WindowsShapes.message(shape).payloads(), IsakmpPayload.NatDiscovery.class)
                    .stream()
                    .map(IsakmpPayload.NatDiscovery::type)
                    .toList();
        }
    }

    @Nested
    class QuickMode {
        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                quick-mode-firewall-default | 1 | 1 | ESP_AES-CBC 128, HMAC-SHA, Transport          |               | aes128-sha1
                quick-mode-firewall-default | 2 | 1 | ESP_3DES, HMAC-SHA, Transport                 |               |
                quick-mode-firewall-default | 3 | 1 | ESP_NULL, HMAC-SHA, Transport                 |               |
                quick-mode-firewall-default | 4 | 1 | protocol 2 transform 3, HMAC-SHA, Transport   |               |
                quick-mode-vpn-client       | 1 | 1 | ESP_AES-CBC 256, HMAC-SHA, Transport          |               | aes256-sha1
                quick-mode-vpn-client       | 1 | 2 | ESP_AES-CBC 128, HMAC-SHA, Transport          |               | aes128-sha1
                quick-mode-vpn-client       | 1 | 3 | ESP_3DES, HMAC-SHA, Transport                 |               |
                quick-mode-vpn-client       | 1 | 4 | ESP_DES, HMAC-SHA, Transport                  |               |
                quick-mode-vpn-client       | 1 | 5 | ESP_NULL, HMAC-SHA, Transport                 |               |
                quick-mode-custom           | 1 | 1 | ESP_AES-GCM_16 256, 2048-bit MODP, Transport  | aes256gcm16   | aes256gcm16
                quick-mode-custom           | 2 | 1 | ESP_AES-GCM_16 256, AES-256-GMAC, 2048-bit MODP, Transport | aes256gcm16 | aes256gcm16
                quick-mode-custom           | 3 | 1 | ESP_AES-CBC 256, HMAC-SHA2-256, 2048-bit MODP, Transport | aes256-sha256 | aes256-sha256
                quick-mode-custom           | 4 | 1 | ESP_AES-CBC 256, HMAC-MD5, 2048-bit MODP, Transport |         |
                """)
        void whatIsTaken(String shape, int proposal, int transform, String text, String withoutSha1, String withSha1) {
            SecurityAssociation offer = only(WindowsShapes.association(shape), proposal, transform);
            assertThat(OfferText.phaseTwo(offer)).isEqualTo(text);
            assertThat(taken(offer, false)).isEqualTo(Optional.ofNullable(withoutSha1));
            assertThat(taken(offer, true)).isEqualTo(Optional.ofNullable(withSha1));
        }

        @ParameterizedTest
        @CsvSource({"quick-mode-firewall-default, 100000", "quick-mode-vpn-client, 250000"})
        void lifetimesAreInSecondsAndKilobytes(String shape, long kilobytes) {
            PhaseTwoChoice choice = all(true, TRANSPORT)
                    .choose(WindowsShapes.association(shape))
                    .orElseThrow();
            assertThat(choice.lifetime()).contains(Duration.ofHours(1));
            assertThat(choice.kilobytes()).hasValue(kilobytes);
        }

        @Test
        void anAnswerRepeatsTheTransformOfItsProposalWithOurSpi() {
            SecurityAssociation offer = WindowsShapes.association("quick-mode-custom");
            PhaseTwoChoice choice = all(false, TRANSPORT).choose(offer).orElseThrow();
            assertThat(choice.peerSpi()).isEqualTo(new Spi(0xc5d6e7f8));
            assertThat(choice.group()).contains(KeyExchangeMethod.MODP_2048);
            Proposal offered = offer.proposals().get(0);
            assertThat(choice.answer(OURS).proposals())
                    .containsExactly(new Proposal(1, 3, Bytes.ofHex("0d1e2f30"), offered.transforms()));
        }

        @Test
        void ofABundleWithAhNothingIsTakenButTheProposalBehindIt() {
            SecurityAssociation offer = WindowsShapes.association("quick-mode-ah-and-esp");
            PhaseTwoChoice choice = all(false, TRANSPORT).choose(offer).orElseThrow();
            assertThat(choice.number()).isEqualTo(2);
        }

        @Test
        void behindANatTheModeIsThatOfTheAgreedRevision() {
            SecurityAssociation offer = WindowsShapes.association("quick-mode-behind-nat");
            assertThat(all(false, TRANSPORT).choose(offer))
                    .as("transport mode itself is not offered")
                    .isEmpty();
            assertThat(all(false, 4).choose(offer).orElseThrow().number()).isEqualTo(1);
            assertThat(all(false, 61_444).choose(offer).orElseThrow().number()).isEqualTo(2);
            assertThat(WindowsShapes.payloads(
                            WindowsShapes.inside("quick-mode-behind-nat").payloads(),
                            IsakmpPayload.NatOriginalAddress.class))
                    .containsExactly(
                            new IsakmpPayload.NatOriginalAddress(21, address("10.0.0.10")),
                            new IsakmpPayload.NatOriginalAddress(21, address("192.0.2.20")));
        }

        @Test
        void selectorsAreSingleAddresses() {
            assertThat(identities("quick-mode-firewall-default"))
                    .containsExactly(
                            new IsakmpPayload.Identification(address("192.0.2.10"), 0, 0),
                            new IsakmpPayload.Identification(address("192.0.2.20"), 0, 0));
            assertThat(identities("quick-mode-vpn-client"))
                    .extracting(IsakmpPayload.Identification::port)
                    .containsExactly(1701, 1701);
        }

        @Test
        void windowsAnswerMeansTheTransformThatWasOffered() {
            PhaseTwoProposals ours = new PhaseTwoProposals(
                    List.of(EspProposal.AES_256_GCM, EspProposal.parse("aes256-sha256")),
                    Optional.empty(),
                    TRANSPORT,
                    SaLifetime.standard());
            PhaseTwoChoice choice = ours.accepted(WindowsShapes.association("quick-mode-answer"))
                    .orElseThrow();
            assertThat(choice.proposal().keyword()).isEqualTo("aes256-sha256");
            assertThat(choice.peerSpi()).isEqualTo(OURS);
        }

        private static Optional<String> taken(SecurityAssociation offer, boolean sha1) {
            return all(sha1, TRANSPORT)
                    .choose(offer)
                    .map(choice -> choice.proposal().keyword());
        }

        private static PhaseTwoProposals all(boolean sha1, int encapsulation) {
            List<EspProposal> proposals = EspProposal.all().stream()
                    .filter(p -> sha1 || !p.integrity().equals(Optional.of(IntegrityAlgorithm.HMAC_SHA1_96)))
                    .toList();
            return new PhaseTwoProposals(proposals, Optional.empty(), encapsulation, SaLifetime.standard());
        }

        private static List<IsakmpPayload.Identification> identities(String shape) {
            return WindowsShapes.payloads(WindowsShapes.inside(shape).payloads(), IsakmpPayload.Identification.class);
        }

        private static IkeIdentity address(String text) {
            return IkeIdentity.address(IpAddress.parse(text));
        }
    }

    @Nested
    class Deletes {
        @Test
        void anEspSaByTheSpiOfTheOneWhoDeletes() {
            assertThat(WindowsShapes.inside("delete-esp").payloads())
                    .contains(new IsakmpPayload.Delete(1, 3, 4, List.of(Bytes.ofHex("c5d6e7f8"))));
        }

        @Test
        void theIsakmpSaByBothCookies() {
            Bytes cookies = Bytes.ofHex("9f1e2d3c4b5a69788091a2b3c4d5e6f7");
            assertThat(WindowsShapes.inside("delete-isakmp").payloads())
                    .contains(new IsakmpPayload.Delete(1, 1, 16, List.of(cookies)));
        }
    }

    /** The offer with one of its transforms alone. */
    private static SecurityAssociation only(SecurityAssociation offer, int proposal, int transform) {
        Proposal chosen = offer.proposals().stream()
                .filter(p -> p.number() == proposal)
                .findFirst()
                .orElseThrow();
        List<Transform> one = chosen.transforms().stream()
                .filter(t -> t.number() == transform)
                .toList();
        assertThat(one).hasSize(1);
        Proposal alone = new Proposal(chosen.number(), chosen.protocol(), chosen.spi(), one);
        return new SecurityAssociation(offer.doi(), offer.situation(), List.of(alone));
    }

    /** All that version 1 can express, which is more than any policy names. */
    private static List<IkeProposal> ikeProposals(boolean sha1) {
        List<IkeProposal> all = new ArrayList<>();
        for (EncryptionAlgorithm cipher : EncryptionAlgorithm.values()) {
            for (IntegrityAlgorithm integrity : IntegrityAlgorithm.values()) {
                for (KeyExchangeMethod group : KeyExchangeMethod.values()) {
                    boolean isLegal = !cipher.isAead() && !group.isEncapsulation();
                    if (isLegal && (sha1 || integrity != IntegrityAlgorithm.HMAC_SHA1_96)) {
                        all.add(IkeProposal.parse(
                                String.join("-", cipher.keyword(), integrity.keyword(), group.keyword())));
                    }
                }
            }
        }
        assertThat(all).extracting(IkeProposal::prf).contains(PseudoRandomFunction.HMAC_SHA2_256);
        return all;
    }
}
