package io.secureconnect.linux.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.PathStatus;
import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.linux.lab.Await;
import io.secureconnect.linux.lab.Capture;
import io.secureconnect.linux.lab.Lab;
import io.secureconnect.linux.lab.RealKernel;
import io.secureconnect.linux.lab.XfrmDump;
import io.secureconnect.linux.scenario.OursAndStrongSwan.Initiator;
import io.secureconnect.testkit.pki.KeyKind;
import io.secureconnect.testkit.pki.TestCa;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two that do not fit do not come together by IKEv1 either: we can say why, and their packets stay where they are. */
@RealKernel
class StrongSwanIkev1RefusalIT {
    @ParameterizedTest(name = "another pre-shared key, {0} initiates")
    @EnumSource(Initiator.class)
    void wrongPreSharedKey(Initiator initiator, Lab lab) {
        byte[] ours = new byte[32];
        byte[] theirs = new byte[32];
        Arrays.fill(theirs, (byte) 1);
        assertRefused(
                OursAndStrongSwan.on(lab, initiator).ikev1().credentials(Credentials.preSharedKeys(ours, theirs)),
                NegotiationFailure.AUTHENTICATION_FAILED);
    }

    @ParameterizedTest(name = "a certificate of another CA, {0} initiates")
    @EnumSource(Initiator.class)
    void wrongCa(Initiator initiator, Lab lab) {
        TestCa ca = TestCa.root("CN=Lab Root CA,O=Lab", KeyKind.EC_P256);
        TestCa other = TestCa.root("CN=Other Root CA,O=Other", KeyKind.EC_P256);
        assertRefused(
                OursAndStrongSwan.on(lab, initiator)
                        .ikev1()
                        .credentials(Credentials.certificates(
                                ca, ca.issue(initiator.ourName()), other.issue(initiator.theirName()))),
                NegotiationFailure.UNTRUSTED_ISSUER);
    }

    @ParameterizedTest(name = "no proposal for phase 1 in common, {0} initiates")
    @EnumSource(Initiator.class)
    void noIkeProposal(Initiator initiator, Lab lab) {
        assertRefused(
                OursAndStrongSwan.on(lab, initiator)
                        .ikev1()
                        .strongSwan(c -> c.with("proposals", "aes128-sha256-ecp384")),
                NegotiationFailure.NO_IKE_PROPOSAL);
    }

    @ParameterizedTest(name = "no proposal for phase 2 in common, {0} initiates")
    @EnumSource(Initiator.class)
    void noEspProposal(Initiator initiator, Lab lab) {
        assertRefused(
                OursAndStrongSwan.on(lab, initiator)
                        .ikev1()
                        .strongSwan(c -> c.withChild("esp_proposals", "aes128-sha256")),
                NegotiationFailure.NO_ESP_PROPOSAL);
    }

    private static void assertRefused(OursAndStrongSwan.Setup setup, NegotiationFailure reason) {
        try (OursAndStrongSwan pair = setup.open().begin()) {
            Await.until(
                    reason + " on the path",
                    () -> pair.path().negotiationFailure().equals(Optional.of(reason)));

            assertThat(pair.explanation().negotiations())
                    .extracting(
                            negotiation -> negotiation.failure().orElseThrow().reason())
                    .containsExactly(reason);
            assertThat(pair.path().state()).isEqualTo(PathStatus.State.WAITING_FOR_KEYS);
            pair.assertBlocked();
            assertThat(pair.assertNothingClear().count(Capture.ESP)).isZero();
            assertThat(XfrmDump.of(pair.ours().namespace()).only("aead").states())
                    .isEmpty();
        }
    }
}
