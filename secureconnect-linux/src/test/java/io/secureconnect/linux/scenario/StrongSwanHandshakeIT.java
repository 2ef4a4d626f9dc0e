package io.secureconnect.linux.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.linux.lab.Capture;
import io.secureconnect.linux.lab.Decoder;
import io.secureconnect.linux.lab.Lab;
import io.secureconnect.linux.lab.RealKernel;
import io.secureconnect.linux.lab.XfrmDump;
import io.secureconnect.linux.scenario.OursAndStrongSwan.Initiator;
import io.secureconnect.testkit.pki.KeyKind;
import io.secureconnect.testkit.pki.TestCa;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Our engine and a strongSwan find together: every algorithm and every proof, whoever begins. */
@RealKernel
class StrongSwanHandshakeIT {
    /** RFC 7383 §2.5: the payload after the header is SKF, behind the non-ESP marker of the port of NAT traversal. */
    private static final String FRAGMENT_OVER_4500 = "udp port 4500 and udp[8:4] = 0 and udp[28] = 53";

    private static final String FRAGMENT_OVER_500 = "udp port 500 and udp[24] = 53";

    @ParameterizedTest(name = "pre-shared key, IKE {1}, ESP {2}, {0} initiates")
    @CsvSource({
        "OURS,       aes256gcm16-prfsha384-x25519,        aes256gcm16,      rfc4106(gcm(aes))",
        "STRONGSWAN, aes256gcm16-prfsha384-x25519,        aes128gcm16,      rfc4106(gcm(aes))",
        "OURS,       aes256-sha256-ecp384,                aes256-sha256,    cbc(aes)",
        "STRONGSWAN, aes128-sha256-ecp384,                aes256-sha256,    cbc(aes)",
        "OURS,       chacha20poly1305-prfsha256-modp2048, chacha20poly1305, 'rfc7539esp(chacha20,poly1305)'",
        "STRONGSWAN, chacha20poly1305-prfsha256-modp2048, chacha20poly1305, 'rfc7539esp(chacha20,poly1305)'"
    })
    void everyAlgorithm(Initiator initiator, String ike, String esp, String kernelName, Lab lab) {
        try (OursAndStrongSwan pair =
                OursAndStrongSwan.on(lab, initiator).proposals(ike, esp).open().connect()) {
            pair.assertFlows();

            Capture capture = pair.assertNothingClear();
            assertThat(capture.count(Capture.ESP)).isEqualTo(8);
            assertThat(XfrmDump.of(pair.ours().namespace()).states())
                    .hasSize(2)
                    .allSatisfy(state -> assertThat(state).contains(kernelName, "mode transport"));
            if (kernelName.equals("rfc4106(gcm(aes))") && initiator == Initiator.OURS) {
                Decoder.Decoded opened =
                        Decoder.withKeysOf(pair.ours().namespace()).decode(capture);
                assertThat(opened.countInsideEsp("icmp")).isEqualTo(8);
            }
        }
    }

    @ParameterizedTest(name = "certificates with keys of kind {1}, {0} initiates")
    @CsvSource({
        "OURS, RSA_2048",
        "STRONGSWAN, RSA_2048",
        "OURS, EC_P256",
        "STRONGSWAN, EC_P384",
        "OURS, ED25519",
        "STRONGSWAN, ED25519"
    })
    void everyKindOfCertificate(Initiator initiator, KeyKind kind, Lab lab) {
        try (OursAndStrongSwan pair = OursAndStrongSwan.on(lab, initiator)
                .credentials(Credentials.certificates(kind, initiator))
                .open()
                .connect()) {
            pair.assertFlows();
            pair.assertNothingClear();
        }
    }

    @ParameterizedTest(name = "IKE_AUTH of several fragments, {0} initiates")
    @EnumSource(Initiator.class)
    void fragments(Initiator initiator, Lab lab) {
        TestCa root = TestCa.root("CN=Lab Root CA,O=Lab", KeyKind.RSA_3072);
        TestCa issuing = root.intermediate("CN=Lab Issuing CA,O=Lab", KeyKind.RSA_3072);
        try (OursAndStrongSwan pair = OursAndStrongSwan.on(lab, initiator)
                .credentials(Credentials.certificates(
                        root, issuing.issue(initiator.ourName()), issuing.issue(initiator.theirName())))
                .open()
                .connect()) {
            pair.assertFlows();

            Capture capture = pair.assertNothingClear();
            for (String sender : new String[] {
                pair.ours().ipv4().toString(), pair.theirs().ipv4().toString()
            }) {
                String fragments =
                        "src host " + sender + " and ((" + FRAGMENT_OVER_500 + ") or (" + FRAGMENT_OVER_4500 + "))";
                assertThat(capture.count(fragments)).isGreaterThanOrEqualTo(2);
            }
            assertThat(capture.count("ip[6:2] & 0x3fff != 0"))
                    .as("fragments of IP")
                    .isZero();
        }
    }

    @ParameterizedTest(name = "IPv6, {0} initiates")
    @EnumSource(Initiator.class)
    @DisplayName("IPv6")
    void overIpv6(Initiator initiator, Lab lab) {
        try (OursAndStrongSwan pair = OursAndStrongSwan.on(lab, initiator)
                .family(AddressFamily.IPV6)
                .open()
                .connect()) {
            pair.assertFlows();
            assertThat(pair.assertNothingClear().count(Capture.ESP)).isEqualTo(8);
        }
    }
}
