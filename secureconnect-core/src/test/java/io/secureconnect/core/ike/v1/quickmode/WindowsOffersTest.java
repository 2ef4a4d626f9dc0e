package io.secureconnect.core.ike.v1.quickmode;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.v1.exchange.NatDetection;
import io.secureconnect.core.ike.v1.exchange.NatTraversal;
import io.secureconnect.core.ike.v1.exchange.Step;
import io.secureconnect.core.ike.v1.informational.Notice;
import io.secureconnect.core.ike.v1.informational.ProtectedExchange;
import io.secureconnect.core.ike.v1.negotiate.WindowsShapes;
import io.secureconnect.core.ike.v1.registry.ExchangeType;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a responder says to quick modes in the manner of Windows, under an ISAKMP SA with it. */
class WindowsOffersTest {
    private static final IkeProposal IKE = IkeProposal.parse("aes256-sha256-modp2048");
    private static final Spi PEERS = new Spi(0xc5d6e7f8);

    @ParameterizedTest
    @CsvSource({
        "quick-mode-firewall-default, aes128-sha1, aes128-sha1, 100000",
        "quick-mode-custom, aes256gcm16, aes256gcm16, 100000",
        "quick-mode-custom, aes128gcm16 aes256-sha256, aes256-sha256, 100000",
        "quick-mode-ah-and-esp, aes256-sha256, aes256-sha256, 100000"
    })
    void whatPolicyHasMakesAChild(String shape, String policy, String taken, long kilobytes) {
        QuickPair pair = pair(NatDetection.none(), NatTraversal.RFC_3947, policy);
        Step<AgreedSas> step = pair.b.answers(inside(shape), pair.a);
        assertThat(step.kind()).as(step.toString()).isEqualTo(Step.Kind.CONTINUED);
        AgreedSas sas = step.result().orElseThrow();
        assertThat(sas.proposal().keyword()).isEqualTo(taken);
        assertThat(sas.outbound()).isEqualTo(PEERS);
        assertThat(sas.lifetime()).contains(Duration.ofHours(1));
        assertThat(sas.kilobytes()).isEqualTo(OptionalLong.of(kilobytes));
        assertThat(sas.udpEncapsulated()).isFalse();
        sas.close();
    }

    @ParameterizedTest
    @CsvSource({
        "quick-mode-firewall-default, aes256gcm16 aes256-sha256, ESP_3DES · HMAC-SHA",
        "quick-mode-vpn-client, aes256gcm16 aes256-sha256, ESP_DES · HMAC-SHA",
        "quick-mode-custom, aes128-sha1, HMAC-MD5",
        "quick-mode-ah-and-esp, aes256gcm16, protocol 2 transform 5"
    })
    void whatPolicyHasNotIsRefusedAndTheOwnerReadsWhatThereWas(String shape, String policy, String named) {
        QuickPair pair = pair(NatDetection.none(), NatTraversal.RFC_3947, policy);
        IkeFault fault = refusal(pair.b.answers(inside(shape), pair.a));
        assertThat(fault.reason()).isEqualTo(NegotiationFailure.NO_ESP_PROPOSAL);
        assertThat(fault.detail()).contains(named.replace(" ·", ","));
    }

    @Test
    void aPolicyWithForwardSecrecyTakesNoOfferWithout() {
        QuickPair pair = pair(NatDetection.none(), NatTraversal.RFC_3947, "aes128-sha1");
        pair.b.pfs = true;
        IkeFault fault = refusal(pair.b.answers(inside("quick-mode-firewall-default"), pair.a));
        assertThat(fault.reason()).isEqualTo(NegotiationFailure.NO_ESP_PROPOSAL);
        assertThat(fault.detail()).contains("key exchange of its own");
    }

    @Test
    void aChildForOnePortAloneIsRefused() {
        QuickPair pair = pair(NatDetection.none(), NatTraversal.RFC_3947, "aes256-sha1");
        IkeFault fault = refusal(pair.b.answers(inside("quick-mode-vpn-client"), pair.a));
        assertThat(fault.reason()).isEqualTo(NegotiationFailure.INVALID_SELECTORS);
    }

    @ParameterizedTest
    @EnumSource(names = {"RFC_3947", "DRAFT"})
    void fromBehindANatEspComesInUdpByTheAgreedNumbers(NatTraversal agreed) {
        QuickPair pair = pair(new NatDetection(true, false), agreed, "aes256-sha256");
        Step<AgreedSas> step = pair.b.answers(inside("quick-mode-behind-nat"), pair.a);
        assertThat(step.kind()).as(step.toString()).isEqualTo(Step.Kind.CONTINUED);
        AgreedSas sas = step.result().orElseThrow();
        assertThat(sas.udpEncapsulated()).isTrue();
        sas.close();
    }

    @Test
    void anOfferForTheWireIsNoneForAPathWithANat() {
        QuickPair pair = pair(new NatDetection(true, false), NatTraversal.RFC_3947, "aes128-sha1");
        IkeFault fault = refusal(pair.b.answers(inside("quick-mode-firewall-default"), pair.a));
        assertThat(fault.reason()).isEqualTo(NegotiationFailure.NO_ESP_PROPOSAL);
        assertThat(fault.detail()).contains("UDP-Encapsulated-Transport");
    }

    @Test
    void aDeleteIsHeardAndNeedsNoAnswer() {
        QuickPair pair = pair(NatDetection.none(), NatTraversal.RFC_3947, "aes256gcm16");
        ProtectedExchange exchange = new ProtectedExchange(
                pair.a.phaseOne,
                ExchangeType.INFORMATIONAL,
                pair.a.informational.messageIds().draw());
        Bytes message = exchange.seal(exchange.hashes()::informational, inside("delete-esp"));
        assertThat(pair.b.told(message)).isEqualTo(new Notice.EspDeleted(List.of(PEERS)));
    }

    private static IkeFault refusal(Step<AgreedSas> step) {
        assertThat(step.kind()).as(step.toString()).isEqualTo(Step.Kind.FAILED);
        assertThat(step.result()).isEmpty();
        return step.fault().orElseThrow();
    }

    /** The payloads behind the hash, which an exchange makes anew. */
    private static List<IsakmpPayload> inside(String shape) {
        List<IsakmpPayload> payloads = WindowsShapes.inside(shape).payloads();
        return payloads.subList(1, payloads.size());
    }

    /** The peer, which stands for Windows, is a; this host is b. */
    private static QuickPair pair(NatDetection asThePeerSeesIt, NatTraversal traversal, String policy) {
        QuickPair pair = new QuickPair(IKE, asThePeerSeesIt, traversal);
        pair.b.path = HostPair.of("192.0.2.20", "192.0.2.10");
        pair.b.esp = Arrays.stream(policy.split(" ")).map(EspProposal::parse).toList();
        return pair;
    }
}
