package io.secureconnect.linux.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.linux.jna.LinuxUdpStack;
import io.secureconnect.linux.udp.UdpPort;
import io.secureconnect.linux.udp.UdpRole;
import io.secureconnect.linux.udp.UdpSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ESP in UDP in transport mode through a NAT that masquerades; told in {@code docs/linux-kernel-facts.md}. */
@RealKernel
class NatKernelFactsIT {
    private static final int ONE_MEBIBYTE = 1 << 20;
    private static final String IN_UDP = "udp src port 30000 and udp dst port 4500";

    /** a behind a NAT that gives it port 30000, and b, both with policies and sockets; SAs go by {@code originalAddress}. */
    private static final class Hosts implements AutoCloseable {
        final NatPath path;
        final UdpSocket ofA;
        final UdpSocket ofB;
        final String outOfA;
        final String outOfB;

        Hosts(Lab lab, String originalAddress) {
            path = lab.behindNat();
            map(30_000);
            ofA = open(path.a());
            ofB = open(path.b());
            IpAddress a = path.a().ipv4();
            IpAddress b = path.b().ipv4();
            outOfA = HandMade.state(a, b, 0x1001) + " encap espinudp 4500 4500 0.0.0.0";
            outOfB = HandMade.state(b, path.mapped(), 0x1002) + " encap espinudp 4500 30000 0.0.0.0";
            path.a()
                    .namespace()
                    .ip(
                            outOfA,
                            outOfB.replace("dst " + path.mapped(), "dst " + a).replace("4500 30000", "4500 4500"),
                            HandMade.policy(a, b, "out"),
                            HandMade.policy(b, a, "in"));
            path.b()
                    .namespace()
                    .ip(
                            outOfB,
                            outOfA.replace("src " + a, "src " + path.mapped())
                                    .replace("4500 4500 0.0.0.0", "30000 4500 " + originalAddress),
                            HandMade.policy(b, path.mapped(), "out"),
                            HandMade.policy(path.mapped(), b, "in"));
        }

        private static UdpSocket open(Wire.End end) {
            return end.namespace()
                    .call(() -> new LinuxUdpStack().open(new UdpPort(AddressFamily.IPV4, 4500), UdpRole.NAT_TRAVERSAL));
        }

        /** From now on new conversations in UDP leave the NAT from {@code port}. */
        void map(int port) {
            NetworkNamespace nat = path.outside().a().namespace();
            nat.run(
                            "iptables-legacy",
                            "-t",
                            "nat",
                            "-I",
                            "POSTROUTING",
                            "-p",
                            "udp",
                            "-o",
                            path.outside().a().device(),
                            "-j",
                            "MASQUERADE",
                            "--to-ports",
                            port + "-" + port)
                    .orThrow();
        }

        /** A NAT that masquerades forgets all conversations when its outer device goes down. */
        void forget() {
            Wire.End outer = path.outside().a();
            outer.namespace().ip("link set " + outer.device() + " down", "link set " + outer.device() + " up");
            Await.until(
                    "the NAT's outer device up",
                    () -> outer.namespace()
                            .run("ip", "link", "show", outer.device())
                            .output()
                            .contains("LOWER_UP"));
        }

        @Override
        public void close() {
            ofA.close();
            ofB.close();
        }
    }

    @ParameterizedTest(name = "original address {0}")
    @ValueSource(strings = {"0.0.0.0", "10.11.0.1"})
    void tcpPassesInTransportModeWhoseChecksumIsThatOfAnotherAddress(String originalAddress, Lab lab) {
        try (Hosts hosts = new Hosts(lab, originalAddress)) {
            NatPath path = hosts.path;
            Capture capture = lab.capture(path.b(), "nat");
            Ping there = Traffic.ping(path.a(), path.b().ipv4(), 3);
            Ping back = Traffic.ping(path.b(), path.mapped(), 3);
            TcpTransfer tcp = Traffic.tcp(path.a(), path.b(), AddressFamily.IPV4, ONE_MEBIBYTE);
            capture.stop();

            assertThat(there.received()).as(there.text()).isEqualTo(3);
            assertThat(back.received()).as(back.text()).isEqualTo(3);
            assertThat(tcp.intact()).isTrue();
            assertThat(capture.count(IN_UDP)).isGreaterThan(ONE_MEBIBYTE / 1500);
            String clear = Capture.CLEAR + " and not udp port 4500";
            assertThat(capture.count(clear)).as(capture.show(clear)).isZero();
        }
    }

    @Test
    void aNewPortOfTheNatIsToldAndAnUpdateOfTheOutboundSaFollowsIt(Lab lab) {
        try (Hosts hosts = new Hosts(lab, "0.0.0.0")) {
            NatPath path = hosts.path;
            NetworkNamespace b = path.b().namespace();
            assertThat(Traffic.ping(path.a(), path.b().ipv4(), 1).received()).isEqualTo(1);
            RunningProcess monitor = KernelFactsIT.monitor(b, "all");

            hosts.map(31_000);
            hosts.forget();
            Ping lost = Traffic.ping(path.a(), path.b().ipv4(), 2);
            assertThat(lost.received()).as("b answers to the old port").isZero();
            Await.until("the new mapping", () -> monitor.output().contains("31000"));

            b.ip(hosts.outOfB.replace("state add", "state update").replace("4500 30000", "4500 31000"));
            Ping back = Traffic.ping(path.a(), path.b().ipv4(), 2);
            assertThat(back.received()).as(back.text()).isEqualTo(2);
        }
    }
}
