package io.secureconnect.linux.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.CloseMode;
import io.secureconnect.api.PathStatus;
import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.keying.KeyReport;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.api.policy.UdpEncapsulation;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.linux.lab.Capture;
import io.secureconnect.linux.lab.Decoder;
import io.secureconnect.linux.lab.Lab;
import io.secureconnect.linux.lab.Ping;
import io.secureconnect.linux.lab.RealKernel;
import io.secureconnect.linux.lab.TcpTransfer;
import io.secureconnect.linux.lab.Traffic;
import io.secureconnect.linux.lab.Wire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A policy that forces ESP into UDP, with two engines on two real kernels. */
@RealKernel
class UdpEncapsulationIT {
    private static final int ONE_MEBIBYTE = 1 << 20;
    private static final String IN_UDP = "udp src port 4500 and udp dst port 4500";
    private static final String CLEAR = Capture.CLEAR + " and not (" + IN_UDP + ")";
    /** RFC 3948 §2.2: four zeros where ESP has its SPI say that it is not ESP. */
    private static final String NOT_ESP_IN_UDP =
            "udp port 4500 and ((ip and udp[8:4] < 256) or (ip6 and ip6[48:4] < 256))";

    private final Orchestrator orchestrator = new Orchestrator();

    private static PolicyDocument forced(Wire wire) {
        PolicyDocument policy = TwoWorkloads.on(wire);
        return PolicyDocument.builder()
                .from(policy)
                .saPolicy(SaPolicy.builder()
                        .from(policy.saPolicy())
                        .udpEncapsulation(UdpEncapsulation.FORCE)
                        .build())
                .build();
    }

    private void applyAndIssue(Wire wire, EngineHost a, EngineHost b) {
        PolicyDocument policy = forced(wire);
        assertThat(a.apply(policy).complete()).isTrue();
        assertThat(b.apply(policy).complete()).isTrue();
        orchestrator.exchange(); // what the hosts hold is known before keys are made, so that none are sent twice
        orchestrator.issue(policy);
    }

    @ParameterizedTest(name = "forced, {0}: ping and TCP both ways, only ESP in UDP 4500 on the wire")
    @EnumSource(AddressFamily.class)
    void everythingTravelsInUdp(AddressFamily family, Lab lab) {
        Wire wire = lab.wire();
        try (EngineHost a = EngineHost.open(wire.a(), "a", orchestrator);
                EngineHost b = EngineHost.open(wire.b(), "b", orchestrator)) {
            Capture capture = lab.capture(wire.b(), "in-udp-" + family);
            applyAndIssue(wire, a, b);
            orchestrator.settle();

            Ping ping = Traffic.ping(wire.a(), wire.b().address(family), 5);
            TcpTransfer there = Traffic.tcp(wire.a(), wire.b(), family, ONE_MEBIBYTE);
            TcpTransfer back = Traffic.tcp(wire.b(), wire.a(), family, 100_000);
            capture.stop();

            assertThat(ping.lost()).as(ping.text()).isZero();
            assertThat(there.intact()).isTrue();
            assertThat(back.intact()).isTrue();
            assertOnlyEspInUdp(capture);
            String fromA = " and src host " + wire.a().address(family);
            String fromB = " and src host " + wire.b().address(family);
            assertThat(capture.count(IN_UDP + fromA)).isGreaterThan(ONE_MEBIBYTE / 1500);
            assertThat(capture.count(IN_UDP + fromB)).isGreaterThan(100_000 / 1500);
            Decoder.Decoded opened = Decoder.withKeysOf(wire.a().namespace()).decode(capture);
            assertThat(TcpTransfer.sha256(opened.tcpPayload())).isEqualTo(there.sentSha256());
            assertThat(a.status().paths())
                    .hasSize(2)
                    .allSatisfy(path -> assertThat(path.state()).isEqualTo(PathStatus.State.ENCRYPTED));
        }
    }

    @Test
    @DisplayName("no agent: traffic stops, nothing in clear; the next one receives again with the same keys")
    void theNextAgentReceivesAgain(Lab lab) {
        Wire wire = lab.wire();
        EngineHost first = EngineHost.open(wire.a(), "a", orchestrator);
        try (EngineHost b = EngineHost.open(wire.b(), "b", orchestrator)) {
            applyAndIssue(wire, first, b);
            orchestrator.settle();
            Capture capture = lab.capture(wire.b(), "restart");
            assertFlows(wire);

            first.close(CloseMode.LEAVE);
            for (AddressFamily family : AddressFamily.values()) {
                assertThat(Traffic.ping(wire.a(), wire.b().address(family), 2).received())
                        .isZero();
                assertThat(Traffic.ping(wire.b(), wire.a().address(family), 2).received())
                        .isZero();
                assertThat(Traffic.connects(wire.b(), wire.a(), family)).isFalse();
            }

            try (EngineHost second = EngineHost.open(wire.a(), "a", orchestrator)) {
                assertFlows(wire);
                assertThat(second.apply(forced(wire)).written()).isZero();
                orchestrator.settle();
                assertFlows(wire);
                assertThat(orchestrator.generations())
                        .as("adopted, not keyed anew")
                        .containsOnly(1L);
            }
            assertOnlyEspInUdp(capture.stop());
        }
    }

    @Test
    @DisplayName("port taken: the keys are refused by name, the path stays blocked, and opens when the port is free")
    void aTakenPortIsReportedAndThePathStaysBlocked(Lab lab) throws IOException {
        Wire wire = lab.wire();
        try (EngineHost a = EngineHost.open(wire.a(), "a", orchestrator);
                EngineHost b = EngineHost.open(wire.b(), "b", orchestrator)) {
            Capture capture = lab.capture(wire.b(), "taken");
            try (DatagramChannel taken =
                    wire.b().namespace().call(() -> DatagramChannel.open(StandardProtocolFamily.INET))) {
                taken.bind(new InetSocketAddress("0.0.0.0", 4500));
                applyAndIssue(wire, a, b);
                orchestrator.settleUntil(
                        "b to refuse the first keys and those made at once in their place", () -> refusals() >= 2);

                assertThat(orchestrator.heard())
                        .filteredOn(report -> report.kind() == KeyReport.Kind.FAILED)
                        .map(report -> (KeyReport.Failed) report)
                        .allSatisfy(failed -> {
                            assertThat(failed.workload()).isEqualTo("b");
                            assertThat(failed.path().family()).isEqualTo(AddressFamily.IPV4);
                            assertThat(failed.code()).isEqualTo(ErrorCode.KERNEL_REFUSED);
                            assertThat(failed.message())
                                    .contains("UDP port 4500 over IPv4", "EADDRINUSE", "IKE daemon");
                        });
                assertThat(b.status().paths())
                        .filteredOn(path -> path.path().family() == AddressFamily.IPV4)
                        .singleElement()
                        .satisfies(path -> {
                            assertThat(path.state()).isEqualTo(PathStatus.State.WAITING_FOR_KEYS);
                            assertThat(path.lastFailure().orElse("")).contains("UDP port 4500");
                        });
                assertThat(Traffic.ping(wire.a(), wire.b().ipv4(), 2).received())
                        .isZero();
                assertThat(Traffic.ping(wire.b(), wire.a().ipv4(), 2).received())
                        .isZero();
                assertThat(Traffic.connects(wire.a(), wire.b(), AddressFamily.IPV4))
                        .isFalse();
            }
            orchestrator.rotate();
            orchestrator.settle();
            assertFlows(wire);
            assertOnlyEspInUdp(capture.stop());
        }
    }

    private long refusals() {
        return orchestrator.heard().stream()
                .filter(report -> report.kind() == KeyReport.Kind.FAILED)
                .count();
    }

    private static void assertFlows(Wire wire) {
        for (AddressFamily family : AddressFamily.values()) {
            Ping ping = Traffic.ping(wire.a(), wire.b().address(family), 2);
            assertThat(ping.received()).as(ping.text()).isEqualTo(2);
            assertThat(Traffic.connects(wire.b(), wire.a(), family)).isTrue();
        }
    }

    private static void assertOnlyEspInUdp(Capture capture) {
        for (String filter : new String[] {CLEAR, Capture.ESP, NOT_ESP_IN_UDP}) {
            assertThat(capture.count(filter)).as(capture.show(filter)).isZero();
        }
        assertThat(capture.count(IN_UDP)).isPositive();
    }
}
