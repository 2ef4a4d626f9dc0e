package io.secureconnect.linux.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.ApplyReport;
import io.secureconnect.api.CloseMode;
import io.secureconnect.api.PathStatus;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.linux.lab.Capture;
import io.secureconnect.linux.lab.Decoder;
import io.secureconnect.linux.lab.Lab;
import io.secureconnect.linux.lab.NumberedStream;
import io.secureconnect.linux.lab.Ping;
import io.secureconnect.linux.lab.RealKernel;
import io.secureconnect.linux.lab.TcpTransfer;
import io.secureconnect.linux.lab.Traffic;
import io.secureconnect.linux.lab.Wire;
import io.secureconnect.linux.lab.XfrmDump;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From a policy document to ESP between two hosts, with two engines on two real SPDs and SADs. */
@RealKernel
class PolicyToEspIT {
    private static final int TEN_MEBIBYTES = 10 << 20;
    private static final String NEIGHBOR_DISCOVERY = "icmp6 and ip6[40] >= 135 and ip6[40] <= 136";

    private final Orchestrator orchestrator = new Orchestrator();

    @ParameterizedTest(name = "1. no keys yet, {0}: ping and TCP blocked both ways, nothing in clear on the wire")
    @EnumSource(AddressFamily.class)
    void blockedUntilKeysCome(AddressFamily family, Lab lab) {
        Wire wire = lab.wire();
        PolicyDocument policy = TwoWorkloads.on(wire);
        try (EngineHost a = EngineHost.open(wire.a(), "a", orchestrator);
                EngineHost b = EngineHost.open(wire.b(), "b", orchestrator)) {
            assertThat(a.apply(policy).complete()).isTrue();
            assertThat(b.apply(policy).complete()).isTrue();
            Capture capture = lab.capture(wire.b(), "blocked-" + family);

            assertNothingPasses(wire, family);
            capture.stop();

            assertThat(capture.count(Capture.CLEAR))
                    .as(capture.show(Capture.CLEAR))
                    .isZero();
            assertThat(capture.count(Capture.ESP)).isZero();
            assertThat(a.status().paths())
                    .hasSize(2)
                    .allSatisfy(path -> assertThat(path.state()).isEqualTo(PathStatus.State.WAITING_FOR_KEYS));
        }
    }

    @Test
    @DisplayName("1. one end alone has the policy: neither end's clear packets get through")
    void oneEndSuffices(Lab lab) {
        Wire wire = lab.wire();
        try (EngineHost a = EngineHost.open(wire.a(), "a", orchestrator)) {
            a.apply(TwoWorkloads.on(wire));

            assertNothingPasses(wire, AddressFamily.IPV4);
            assertNothingPasses(wire, AddressFamily.IPV6);
            assertThat(XfrmDump.of(wire.a().namespace()).error("XfrmInTmplMismatch"))
                    .as("clear packets of b that a refused")
                    .isPositive();
        }
    }

    @ParameterizedTest(
            name = "2./7. keys issued, {0}: 10 MiB over TCP, only ESP on the wire, tshark finds the plaintext")
    @EnumSource(AddressFamily.class)
    void encryptedOnceKeysAreThere(AddressFamily family, Lab lab) {
        Wire wire = lab.wire();
        try (EngineHost a = EngineHost.open(wire.a(), "a", orchestrator);
                EngineHost b = EngineHost.open(wire.b(), "b", orchestrator)) {
            Capture capture = lab.capture(wire.b(), "encrypted-" + family);
            keyed(wire, a, b);

            Ping ping = Traffic.ping(wire.a(), wire.b().address(family), 5);
            TcpTransfer transfer = Traffic.tcp(wire.a(), wire.b(), family, TEN_MEBIBYTES);
            TcpTransfer back = Traffic.tcp(wire.b(), wire.a(), family, 100_000);
            capture.stop();

            assertThat(ping.lost()).as(ping.text()).isZero();
            assertThat(transfer.intact()).isTrue();
            assertThat(transfer.octets()).isEqualTo(TEN_MEBIBYTES);
            assertThat(back.intact()).isTrue();
            assertThat(capture.count(Capture.CLEAR))
                    .as(capture.show(Capture.CLEAR))
                    .isZero();
            assertThat(capture.count(Capture.ESP)).isGreaterThan(TEN_MEBIBYTES / 1500);
            Decoder.Decoded opened = Decoder.withKeysOf(wire.a().namespace()).decode(capture);
            assertThat(TcpTransfer.sha256(opened.tcpPayload())).isEqualTo(transfer.sentSha256());
            assertThat(a.status().paths())
                    .hasSize(2)
                    .allSatisfy(path -> assertThat(path.state()).isEqualTo(PathStatus.State.ENCRYPTED));
        }
    }

    @ParameterizedTest(name = "3. rotation under a running flow, {0}: no packet lost, none in clear")
    @EnumSource(AddressFamily.class)
    void rotationLosesNothing(AddressFamily family, Lab lab) {
        Wire wire = lab.wire();
        try (EngineHost a = EngineHost.open(wire.a(), "a", orchestrator);
                EngineHost b = EngineHost.open(wire.b(), "b", orchestrator)) {
            keyed(wire, a, b);
            Capture capture = lab.capture(wire.b(), "rotation-" + family);
            NumberedStream there = Traffic.stream(wire.a(), wire.b(), family, Duration.ofMillis(10));
            NumberedStream back = Traffic.stream(wire.b(), wire.a(), family, Duration.ofMillis(10));
            for (int rotation = 0; rotation < 3; rotation++) {
                there.awaitSent(30);
                orchestrator.rotate();
                orchestrator.settle();
            }
            there.awaitSent(30);
            NumberedStream.Outcome outcomeThere = there.stop();
            NumberedStream.Outcome outcomeBack = back.stop();
            capture.stop();

            assertThat(orchestrator.generations()).containsOnly(4L);
            assertThat(outcomeThere.lost()).isEmpty();
            assertThat(outcomeBack.lost()).isEmpty();
            assertThat(capture.count(Capture.CLEAR))
                    .as(capture.show(Capture.CLEAR))
                    .isZero();
            assertThat(a.status().paths())
                    .allSatisfy(path -> assertThat(path.sas()).hasSize(2));
            assertThat(XfrmDump.of(wire.a().namespace()).states()).hasSize(4);
        }
    }

    @Test
    @DisplayName("5. foreign policies and states are identical before and after apply, keys, rotation and removal")
    void foreignObjectsAreLeftAlone(Lab lab) {
        Wire wire = lab.wire();
        wire.a()
                .namespace()
                .ip(
                        "xfrm policy add src 10.9.0.1 dst 192.0.2.7 dir out priority 50 tmpl src 10.9.0.1 dst 192.0.2.7 proto esp"
                                + " reqid 77 mode transport",
                        "xfrm policy add src 192.0.2.0/24 dst 10.9.0.1 proto tcp dir in action block priority 3000",
                        "xfrm policy add src fd09::1 dst 2001:db8::7 dir out priority 1",
                        "xfrm state add src 10.9.0.1 dst 192.0.2.7 proto esp spi 0x77 reqid 77 mode transport"
                                + " replay-window 32 aead rfc4106(gcm(aes)) 0x" + "5e".repeat(36) + " 128",
                        "xfrm state add src 10.9.0.2 dst 10.9.0.1 proto esp spi 0x78 reqid 78 mode transport"
                                + " replay-window 32 aead rfc4106(gcm(aes)) 0x" + "7d".repeat(36) + " 128");
        XfrmDump foreign = XfrmDump.of(wire.a().namespace());
        assertThat(foreign.policies()).hasSize(3);
        assertThat(foreign.states()).hasSize(2);

        EngineHost a = EngineHost.open(wire.a(), "a", orchestrator);
        try (EngineHost b = EngineHost.open(wire.b(), "b", orchestrator)) {
            keyed(wire, a, b);
            assertHolds(wire, foreign);
            orchestrator.rotate();
            orchestrator.settle();
            assertHolds(wire, foreign);
        }
        a.close(CloseMode.REMOVE);

        assertThat(XfrmDump.of(wire.a().namespace()).holdsSameAs(foreign))
                .as(() -> XfrmDump.of(wire.a().namespace()) + "\nbefore\n" + foreign)
                .isTrue();
    }

    @Test
    @DisplayName("6. removal leaves the namespace as it was found")
    void removalLeavesNothing(Lab lab) {
        Wire wire = lab.wire();
        XfrmDump before = XfrmDump.of(wire.a().namespace());
        EngineHost a = EngineHost.open(wire.a(), "a", orchestrator);
        EngineHost b = EngineHost.open(wire.b(), "b", orchestrator);
        keyed(wire, a, b);
        assertThat(Traffic.ping(wire.a(), wire.b().ipv4(), 2).received()).isEqualTo(2);

        a.close(CloseMode.REMOVE);
        b.close(CloseMode.REMOVE);

        for (Wire.End end : List.of(wire.a(), wire.b())) {
            assertThat(XfrmDump.of(end.namespace()).holdsSameAs(before))
                    .as(() -> XfrmDump.of(end.namespace()).toString())
                    .isTrue();
        }
        Capture capture = lab.capture(wire.b(), "removed");
        assertThat(Traffic.ping(wire.a(), wire.b().ipv4(), 2).received()).isEqualTo(2);
        assertThat(capture.stop().count(Capture.ESP)).isZero();
    }

    @Test
    @DisplayName("7. IPv6: neighbour discovery lives while the pair is protected")
    void neighborDiscoveryLives(Lab lab) {
        Wire wire = lab.wire();
        try (EngineHost a = EngineHost.open(wire.a(), "a", orchestrator);
                EngineHost b = EngineHost.open(wire.b(), "b", orchestrator)) {
            keyed(wire, a, b);
            Capture capture = lab.capture(wire.b(), "neighbors");
            for (Wire.End end : List.of(wire.a(), wire.b())) {
                end.namespace().ip("neigh flush dev " + end.device());
            }

            Ping ping = Traffic.ping(wire.a(), wire.b().ipv6(), 3);
            capture.stop();

            assertThat(ping.lost()).as(ping.text()).isZero();
            assertThat(capture.count(NEIGHBOR_DISCOVERY)).isGreaterThanOrEqualTo(2);
            assertThat(capture.count(Capture.CLEAR))
                    .as(capture.show(Capture.CLEAR))
                    .isZero();
        }
    }

    @Test
    @DisplayName("8. steady state: a second apply sends not one change, also after a restart of the engine")
    void steadyStateWritesNothing(Lab lab) {
        Wire wire = lab.wire();
        PolicyDocument policy = TwoWorkloads.on(wire);
        EngineHost first = EngineHost.open(wire.a(), "a", orchestrator);
        try (EngineHost b = EngineHost.open(wire.b(), "b", orchestrator)) {
            keyed(wire, first, b);
            XfrmDump before = XfrmDump.of(wire.a().namespace());
            assertThat(first.writesSinceLastAsked()).isPositive();

            ApplyReport again = first.apply(policy);

            assertThat(again.written()).isZero();
            assertThat(first.writesSinceLastAsked()).isZero();
            first.close(CloseMode.LEAVE);
            assertThat(XfrmDump.of(wire.a().namespace()).holdsSameAs(before)).isTrue();
            try (EngineHost second = EngineHost.open(wire.a(), "a", orchestrator)) {
                assertThat(second.apply(policy).written()).isZero();
                orchestrator.settle();
                assertThat(second.writesSinceLastAsked()).isZero();
                assertThat(orchestrator.generations())
                        .as("adopted, not keyed anew")
                        .containsOnly(1L);
                assertThat(XfrmDump.of(wire.a().namespace()).holdsSameAs(before))
                        .isTrue();
                assertThat(Traffic.ping(wire.a(), wire.b().ipv4(), 2).received())
                        .isEqualTo(2);
            }
        }
    }

    /** Applies the policy on both hosts and issues keys until both paths are complete. */
    private void keyed(Wire wire, EngineHost a, EngineHost b) {
        PolicyDocument policy = TwoWorkloads.on(wire);
        assertThat(a.apply(policy).complete()).isTrue();
        assertThat(b.apply(policy).complete()).isTrue();
        orchestrator.issue(policy);
        orchestrator.settle();
        assertThat(orchestrator.status()).hasSize(2);
    }

    private static void assertNothingPasses(Wire wire, AddressFamily family) {
        assertThat(Traffic.ping(wire.a(), wire.b().address(family), 2).received())
                .isZero();
        assertThat(Traffic.ping(wire.b(), wire.a().address(family), 2).received())
                .isZero();
        assertThat(Traffic.connects(wire.a(), wire.b(), family)).isFalse();
        assertThat(Traffic.connects(wire.b(), wire.a(), family)).isFalse();
    }

    private static void assertHolds(Wire wire, XfrmDump foreign) {
        XfrmDump now = XfrmDump.of(wire.a().namespace());
        List<String> missing = new ArrayList<>(foreign.policies());
        missing.addAll(foreign.states());
        missing.removeAll(now.policies());
        missing.removeAll(now.states());
        assertThat(missing).as("foreign objects that changed").isEmpty();
    }
}
