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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Our engine and a strongSwan find together by IKEv1, in main mode and quick mode, whoever begins. */
@RealKernel
class StrongSwanIkev1HandshakeIT {
    /** RFC 2408 §3.1: the version is the 18th octet of the header. */
    private static final String IKEV2 = "(udp port 500 and udp[25] = 0x20) or (udp port 4500 and udp[29] = 0x20)";

    /** A header whose first payload is a fragment; on the port of NAT traversal behind the non-ESP marker. */
    private static final String FRAGMENT =
            "((udp port 500 and udp[24] = 132) or (udp port 4500 and udp[8:4] = 0 and udp[28] = 132))";

    @ParameterizedTest(name = "pre-shared key, IKE {1}, ESP {2}, PFS {3}, {0} initiates")
    @CsvSource({
        "OURS,       aes256-sha256-modp2048, aes256gcm16,   true,  rfc4106(gcm(aes)), AES_GCM_16-256/MODP_2048",
        "STRONGSWAN, aes256-sha256-modp2048, aes128gcm16,   false, rfc4106(gcm(aes)), AES_GCM_16-128",
        "OURS,       aes256-sha384-ecp384,   aes256-sha256, false, cbc(aes), AES_CBC-256/HMAC_SHA2_256_128",
        "STRONGSWAN, aes128-sha256-ecp384,   aes256-sha256, true,  cbc(aes), AES_CBC-256/HMAC_SHA2_256_128/ECP_384",
        "OURS,       aes128-sha256-ecp256,   aes128gcm16,   true,  rfc4106(gcm(aes)), AES_GCM_16-128/ECP_256",
        "STRONGSWAN, aes256-sha256-modp2048, aes256gcm16,   true,  rfc4106(gcm(aes)), AES_GCM_16-256/MODP_2048"
    })
    void everyAlgorithm(
            Initiator initiator, String ike, String esp, boolean pfs, String kernelName, String child, Lab lab) {
        try (OursAndStrongSwan pair =
                OursAndStrongSwan.on(lab, initiator).ikev1(ike, esp, pfs).open().connect()) {
            pair.assertFlows();

            Capture capture = assertOnlyIkev1AndEsp(pair);
            assertThat(pair.strongSwan().sas().text()).containsPattern("ESP:\\Q" + child + "\\E\\s");
            assertThat(XfrmDump.of(pair.ours().namespace()).states())
                    .hasSize(2)
                    .allSatisfy(state -> assertThat(state).contains(kernelName, "mode transport"));
            if (esp.equals("aes256gcm16") && initiator == Initiator.OURS) {
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
        "STRONGSWAN, EC_P256",
        "OURS, EC_P384",
        "STRONGSWAN, EC_P384"
    })
    void everyKindOfCertificate(Initiator initiator, KeyKind kind, Lab lab) {
        try (OursAndStrongSwan pair = OursAndStrongSwan.on(lab, initiator)
                .ikev1()
                .credentials(Credentials.certificates(kind, initiator))
                .open()
                .connect()) {
            pair.assertFlows();
            assertOnlyIkev1AndEsp(pair);
        }
    }

    @ParameterizedTest(name = "main mode in several fragments, {0} initiates")
    @EnumSource(Initiator.class)
    void fragments(Initiator initiator, Lab lab) {
        TestCa root = TestCa.root("CN=Lab Root CA,O=Lab", KeyKind.RSA_3072);
        TestCa issuing = root.intermediate("CN=Lab Issuing CA,O=Lab", KeyKind.RSA_3072);
        try (OursAndStrongSwan pair = OursAndStrongSwan.on(lab, initiator)
                .ikev1()
                .credentials(Credentials.certificates(
                        root, issuing.issue(initiator.ourName()), issuing.issue(initiator.theirName())))
                .open()
                .connect()) {
            pair.assertFlows();

            Capture capture = assertOnlyIkev1AndEsp(pair);
            for (String sender : new String[] {
                pair.ours().ipv4().toString(), pair.theirs().ipv4().toString()
            }) {
                assertThat(capture.count("src host " + sender + " and " + FRAGMENT))
                        .as("fragments from " + sender)
                        .isGreaterThanOrEqualTo(2);
            }
            assertThat(capture.count("ip[6:2] & 0x3fff != 0"))
                    .as("fragments of IP")
                    .isZero();
        }
    }

    @ParameterizedTest(name = "IPv6, {0} initiates")
    @EnumSource(Initiator.class)
    void overIpv6(Initiator initiator, Lab lab) {
        try (OursAndStrongSwan pair = OursAndStrongSwan.on(lab, initiator)
                .ikev1()
                .family(AddressFamily.IPV6)
                .open()
                .connect()) {
            pair.assertFlows();
            assertThat(pair.assertNothingClear().count(Capture.ESP)).isEqualTo(8);
        }
    }

    private static Capture assertOnlyIkev1AndEsp(OursAndStrongSwan pair) {
        Capture capture = pair.assertNothingClear();
        assertThat(capture.count(Capture.ESP)).isEqualTo(8);
        assertThat(capture.count(IKEV2)).isZero();
        return capture;
    }
}
