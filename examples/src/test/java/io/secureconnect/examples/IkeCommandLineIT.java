package io.secureconnect.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.examples.command.CommandRun;
import io.secureconnect.linux.lab.Await;
import io.secureconnect.linux.lab.Capture;
import io.secureconnect.linux.lab.Lab;
import io.secureconnect.linux.lab.NumberedStream;
import io.secureconnect.linux.lab.RealKernel;
import io.secureconnect.linux.lab.RunningProcess;
import io.secureconnect.linux.lab.Traffic;
import io.secureconnect.linux.lab.Wire;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** IKE as the user of the command line has it: two agents as processes in two namespaces, and nobody between them. */
@RealKernel
class IkeCommandLineIT {
    private static final int MEBIBYTE = 1 << 20;
    /** The version is the 18th octet of the header. */
    private static final String IKEV2 =
            "(udp port 500 or udp port 24500) and ((ip and udp[25] = 0x20) or (ip6 and ip6[65] = 0x20))";

    private static final String CLEAR = Capture.CLEAR + " and not (udp port 500 or udp port 4500 or udp port 24500)";

    private static void assertEncrypted(IkeSite site, Wire wire) {
        for (Wire.End end : new Wire.End[] {wire.a(), wire.b()}) {
            Await.until(
                    "both paths of " + end.namespace() + " encrypted",
                    Duration.ofSeconds(60),
                    () -> site.status(end).status() == 0);
        }
        for (AddressFamily family : AddressFamily.values()) {
            assertThat(Traffic.ping(wire.b(), wire.a().address(family), 3).received())
                    .isEqualTo(3);
            assertThat(Traffic.tcp(wire.a(), wire.b(), family, MEBIBYTE).intact())
                    .isTrue();
        }
    }

    private static void assertBlocked(IkeSite site, Wire.End end, String reason) {
        Await.until(
                "the reason " + reason + " in the status of " + end.namespace(),
                Duration.ofSeconds(60),
                () -> site.status(end).out().contains(reason));
        CommandRun status = site.status(end);
        assertThat(status.status()).as(status.out()).isEqualTo(1);
        assertThat(site.status(end, "--json").out()).contains("\"negotiationFailure\": \"" + reason + "\"");
        assertThat(site.explain(end).out()).contains("blocked (" + reason + ")");
    }

    private static void assertNothingPasses(Wire wire) {
        for (AddressFamily family : AddressFamily.values()) {
            assertThat(Traffic.ping(wire.a(), wire.b().address(family), 2).received())
                    .isZero();
            assertThat(Traffic.connects(wire.b(), wire.a(), family)).isFalse();
        }
    }

    @Test
    @Timeout(600) // a dozen JVMs, one after the other
    void twoAgentsAgreeOnKeysByPairKeysAndChangeTheirEpochUnderTraffic(Lab lab) throws IOException {
        Wire wire = lab.wire();
        try (PskSite site = new PskSite(wire)) {
            site.startAgent(wire.a());
            site.startAgent(wire.b());
            Capture capture = lab.capture(wire.b(), "psk");
            assertEncrypted(site, wire);
            assertThat(site.status(wire.a()).out()).contains("ENCRYPTED", "aes256gcm16-prfsha384-x25519");

            NumberedStream stream = Traffic.stream(wire.a(), wire.b(), AddressFamily.IPV4, Duration.ofMillis(50));
            for (int step = 0; step < 3; step++) {
                site.rotate();
                stream.awaitSent(20);
            }
            // Who answers IKE_AUTH sends under the new keys a moment before its peer has them, longer on a busy
            // machine.
            assertThat(stream.stop().lost())
                    .as("datagrams lost while the epoch changed")
                    .hasSizeLessThan(25);
            assertEncrypted(site, wire);
            assertThat(capture.stop().show(CLEAR)).as("clear packets").isEmpty();
            assertThat(capture.count(Capture.ESP)).isGreaterThan(1000);
        }
    }

    @Test
    @Timeout(600)
    void aKeyOfOthersIsBlockedWithTheReasonUntilItIsMended(Lab lab) throws IOException {
        Wire wire = lab.wire();
        try (PskSite site = new PskSite(wire)) {
            site.giveStrangeKeys(wire.b());
            site.startAgent(wire.a());
            site.startAgent(wire.b());
            Capture capture = lab.capture(wire.b(), "wrong-key");

            assertBlocked(site, wire.a(), "AUTHENTICATION_FAILED");
            assertNothingPasses(wire);
            assertThat(capture.stop().show(CLEAR)).as("clear packets").isEmpty();

            site.issue();
            assertEncrypted(site, wire);
        }
    }

    @Test
    @Timeout(600)
    void twoAgentsAgreeOnKeysByCertificates(Lab lab) throws IOException {
        Wire wire = lab.wire();
        try (CertificateSite site = new CertificateSite(wire)) {
            site.startAgent(wire.a());
            RunningProcess b = site.startAgent(wire.b());
            Capture capture = lab.capture(wire.b(), "certificates");
            assertEncrypted(site, wire);

            b.signal("TERM");
            assertThat(b.awaitExit(Duration.ofMinutes(1))).isZero();
            site.startAgent(wire.b());
            assertEncrypted(site, wire);
            assertThat(capture.stop().show(CLEAR)).as("clear packets").isEmpty();
        }
    }

    @Test
    @Timeout(600)
    void twoAgentsAgreeOnKeysByIkev1AndSayThatItIsDeprecated(Lab lab) throws IOException {
        Wire wire = lab.wire();
        try (Ikev1Site site = new Ikev1Site(wire)) {
            site.startAgent(wire.a());
            site.startAgent(wire.b());
            Capture capture = lab.capture(wire.b(), "ikev1");
            assertEncrypted(site, wire);
            for (Wire.End end : new Wire.End[] {wire.a(), wire.b()}) {
                assertThat(site.status(end).out()).contains("ENCRYPTED", "IKEv1 (deprecated), aes256-sha256-modp2048");
                assertThat(site.explain(end).out()).containsPattern("IKE version +IKEv1 .*RFC 9395 deprecates");
            }
            assertThat(capture.stop().show(CLEAR)).as("clear packets").isEmpty();
            assertThat(capture.count(IKEV2)).isZero();
            assertThat(capture.count(Capture.ESP)).isGreaterThan(1000);
        }
    }

    @Test
    @Timeout(600)
    void aCertificateOfOthersIsBlockedWithTheReason(Lab lab) throws IOException {
        Wire wire = lab.wire();
        try (CertificateSite site = new CertificateSite(wire)) {
            site.giveStrangeCertificate(wire.b());
            site.startAgent(wire.a());
            site.startAgent(wire.b());
            Capture capture = lab.capture(wire.b(), "wrong-ca");

            assertBlocked(site, wire.a(), "UNTRUSTED_ISSUER");
            assertNothingPasses(wire);
            assertThat(capture.stop().show(CLEAR)).as("clear packets").isEmpty();
        }
    }
}
