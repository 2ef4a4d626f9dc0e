package io.secureconnect.core.ike.v1.mainmode;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.v1.exchange.Step;
import io.secureconnect.core.ike.v1.negotiate.WindowsShapes;
import io.secureconnect.core.ike.v1.registry.NotifyType;
import io.secureconnect.core.ike.v1.wire.IsakmpCodec;
import io.secureconnect.core.ike.v1.wire.IsakmpMessage;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Notification;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.SecurityAssociation;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Transform;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.VendorId;
import io.secureconnect.core.ike.wire.DecodeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a responder says to first messages in the manner of Windows. */
class WindowsOffersTest {
    private static final HostPair PATH = new HostPair(IpAddress.parse("192.0.2.20"), IpAddress.parse("192.0.2.10"));

    @ParameterizedTest
    @CsvSource({
        "main-mode-vpn-client, aes256-sha1-ecp384, 1",
        "main-mode-vpn-client, aes256-sha1-modp2048, 3",
        "main-mode-custom, aes256-sha256-modp2048, 5"
    })
    void whatPolicyHasIsAnsweredAsItWasOffered(String shape, String proposal, int number) throws DecodeException {
        Step<PhaseOne> step = answer(shape, proposal);
        assertThat(step.kind()).isEqualTo(Step.Kind.CONTINUED);
        IsakmpMessage answer = decoded(step);
        assertThat(transforms(WindowsShapes.payloads(answer.payloads(), SecurityAssociation.class)))
                .containsExactly(
                        transforms(List.of(WindowsShapes.association(shape))).get(number - 1));
        assertThat(WindowsShapes.payloads(answer.payloads(), VendorId.class))
                .contains(new VendorId(Bytes.ofHex("4a131c81070358455c5728f20e95452f")));
        assertThat(answer.head().initiatorCookie()).isEqualTo(0x9f1e2d3c4b5a6978L);
    }

    @ParameterizedTest
    @CsvSource({
        "main-mode-vpn-client, AES-CBC 256 · SHA · 384-bit random ECP",
        "main-mode-firewall-default, 1024-bit MODP",
        "main-mode-legacy, DES-CBC · MD5 · 768-bit MODP",
        "main-mode-kerberos, authentication method 65001"
    })
    void whatPolicyHasNotIsRefusedAndTheOwnerReadsWhatThereWas(String shape, String named) throws DecodeException {
        Step<PhaseOne> step = answer(shape, "aes256-sha256-modp2048", "aes256-sha384-ecp384");
        assertThat(step.kind()).isEqualTo(Step.Kind.FAILED);
        IkeFault fault = step.fault().orElseThrow();
        assertThat(fault.reason()).isEqualTo(NegotiationFailure.NO_IKE_PROPOSAL);
        assertThat(fault.detail()).contains(named.replace(" ·", ",")).contains("aes256-sha256-modp2048");
        assertThat(WindowsShapes.payloads(decoded(step).payloads(), Notification.class))
                .extracting(Notification::type)
                .containsExactly(NotifyType.NO_PROPOSAL_CHOSEN.number());
    }

    @Test
    void aRefusalIsShorterThanWhatItRefuses() {
        Step<PhaseOne> step = answer("main-mode-legacy", "aes256-sha256-modp2048");
        assertThat(step.send().orElseThrow().length()).isLessThan(WindowsShapes.octets("main-mode-legacy").length);
    }

    private static Step<PhaseOne> answer(String shape, String... proposals) {
        Side side = new Side(PATH, 1);
        side.proposals = Arrays.stream(proposals).map(IkeProposal::parse).toList();
        return new MainModeResponder(side.context())
                .receive(WindowsShapes.octets(shape), side.local, side.remote, Instant.EPOCH);
    }

    private static IsakmpMessage decoded(Step<PhaseOne> step) throws DecodeException {
        return IsakmpCodec.decode(step.send().orElseThrow().toArray());
    }

    private static List<Transform> transforms(List<SecurityAssociation> associations) {
        return associations.get(0).proposals().get(0).transforms();
    }
}
