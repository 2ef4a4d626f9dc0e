package io.secureconnect.linux.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.IpAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the Linux backend's design takes for granted of the kernel; told in {@code docs/linux-kernel-facts.md}. */
@RealKernel
class KernelFactsIT {
    private static final IpAddress A = IpAddress.parse("10.9.0.1");
    private static final IpAddress B = IpAddress.parse("10.9.0.2");
    private static final String OUT = HandMade.selector(A, B, "out");
    private static final int INDEX = 0x5C000009;

    @Test
    void aPolicyIndexIsTakenAsGivenAndSurvivesAnUpdate(Lab lab) {
        NetworkNamespace a = lab.namespace("a");
        a.ip("xfrm policy add " + OUT + " index " + INDEX + " action block");
        a.ip("xfrm policy update " + OUT + " index " + (INDEX + 8) + " action allow " + HandMade.template(A, B));

        assertThat(XfrmDump.of(a).policies())
                .singleElement()
                .asString()
                .contains("action allow index " + INDEX + " ", "reqid " + HandMade.REQID + "(");
        assertThat(a.run("ip", "xfrm", "policy", "get", "dir", "out", "index", "" + INDEX)
                        .status())
                .isZero();
    }

    @Test
    void anIndexOfAnotherPolicyIsReplacedWithoutAWordAndOneOfAnotherDirectionRefused(Lab lab) {
        NetworkNamespace a = lab.namespace("a");
        a.ip("xfrm policy add " + OUT + " index " + INDEX);
        a.ip("xfrm policy add src 10.9.0.1 dst 10.9.0.3 dir out index " + INDEX);

        assertThat(XfrmDump.of(a).only("index " + INDEX + " ").policies()).hasSize(1);
        assertThat(XfrmDump.of(a).policies()).hasSize(2);
        assertThatThrownBy(() -> a.ip("xfrm policy add src 10.9.0.1 dst 10.9.0.4 dir out index " + (INDEX - 1)))
                .hasMessageContaining("Policy index doesn't match direction");
    }

    @Test
    void aSelectorHasOnePolicyADirectionWhateverThePriority(Lab lab) {
        NetworkNamespace a = lab.namespace("a");
        a.ip("xfrm policy add " + OUT + " priority 100");
        assertThatThrownBy(() -> a.ip("xfrm policy add " + OUT + " priority 90"))
                .hasMessageContaining("File exists");
    }

    @Test
    void aBlockKeepsItsTemplateAndBlocks(Lab lab) {
        Wire wire = lab.wire();
        NetworkNamespace a = wire.a().namespace();
        a.ip("xfrm policy add " + OUT + " action block " + HandMade.template(A, B));
        a.ip("xfrm policy add " + HandMade.selector(B, A, "in") + " action block " + HandMade.template(B, A));

        assertThat(XfrmDump.of(a)
                        .only("action block")
                        .only("reqid " + HandMade.REQID + "(")
                        .policies())
                .hasSize(2);
        assertThat(Traffic.ping(wire.a(), B, 2).sent()).isZero();
        assertThat(Traffic.ping(wire.b(), A, 2).received()).isZero();
        assertThat(XfrmDump.of(a).errors()).containsOnlyKeys("XfrmInPolBlock", "XfrmOutPolBlock");
    }

    @Test
    void aFlowTakesTheNewestOutboundSaAndFallsBackWhenItIsDeleted(Lab lab) {
        Wire wire = lab.wire();
        HandMade.protect(wire, AddressFamily.IPV4);
        NetworkNamespace a = wire.a().namespace();
        NetworkNamespace b = wire.b().namespace();
        String second = HandMade.state(A, B, 0x1003);
        String third = HandMade.state(A, B, 0x1000);
        Capture capture = lab.capture(wire.a(), "wire");

        b.ip(second, third);
        try (NumberedStream stream = Traffic.stream(wire.a(), wire.b(), AddressFamily.IPV4, Duration.ofMillis(10))) {
            stream.awaitSent(10);
            a.ip(second);
            stream.awaitSent(150); // one and a half seconds: SAs are as old as the second they were made in
            a.ip(third);
            stream.awaitSent(10);
            a.ip("xfrm state delete src 10.9.0.1 dst 10.9.0.2 proto esp spi 0x1000");
            stream.awaitSent(10);
            assertThat(stream.stop().lost()).isEmpty();
        }

        assertThat(spisInOrder(capture.stop().show("esp and src host 10.9.0.1")))
                .containsExactly("0x00001001", "0x00001003", "0x00001000", "0x00001003");
    }

    @Test
    void ofTwoSasOfTheSameSecondTheLaterIsTaken(Lab lab) {
        Wire wire = lab.wire();
        HandMade.protect(wire, AddressFamily.IPV4);
        String second = HandMade.state(A, B, 0x1003);
        String third = HandMade.state(A, B, 0x1000);
        Capture capture = lab.capture(wire.a(), "wire");

        for (Wire.End end : List.of(wire.b(), wire.a())) {
            end.namespace().ip(second, third);
        }
        assertThat(Traffic.ping(wire.a(), B, 2).lost()).isZero();

        assertThat(spisInOrder(capture.stop().show("esp and src host 10.9.0.1")))
                .containsExactly("0x00001000");
    }

    @Test
    void neighbourDiscoveryBetweenTheHostsNeedsAnExemptionInBothDirections(Lab lab) {
        for (List<String> directions : List.of(List.of("in"), List.of("out"), List.of("in", "out"))) {
            Wire wire = lab.wire(
                    lab.namespace("a" + String.join("", directions)),
                    lab.namespace("b" + String.join("", directions)),
                    9);
            for (Wire.End end : List.of(wire.a(), wire.b())) {
                IpAddress here = end.ipv6();
                IpAddress there = wire.peerOf(end).ipv6();
                end.namespace().ip(HandMade.policy(here, there, "out"), HandMade.policy(there, here, "in"));
                end.namespace()
                        .ip(HandMade.neighbourDiscovery(directions.toArray(String[]::new))
                                .toArray(String[]::new));
                end.namespace()
                        .ip(
                                "xfrm policy add src ::/0 dst ::/0 proto udp dir in",
                                "xfrm policy add src ::/0 dst ::/0 proto udp dir out");
            }
            NumberedStream stream = Traffic.stream(wire.a(), wire.b(), AddressFamily.IPV6, Duration.ofMillis(20));
            stream.awaitSent(10);
            assertThat(stream.stop().lost().isEmpty())
                    .as("exempt in %s, all other UDP exempt", directions)
                    .isEqualTo(directions.size() == 2);
        }
    }

    @Test
    void anAcquireLeavesALarvalStateThatTheOutboundSaReplaces(Lab lab) {
        Wire wire = lab.wire();
        NetworkNamespace a = wire.a().namespace();
        HandMade.demandEsp(wire.a(), wire.b(), AddressFamily.IPV4);
        RunningProcess monitor = monitor(a, "acquire");

        Traffic.ping(wire.a(), B, 3);
        monitor.awaitOutput("acquire proto esp");
        assertThat(XfrmDump.of(a).only("spi 0x00000000").states()).hasSize(1);
        a.ip(HandMade.state(B, A, 0x1002));
        assertThat(XfrmDump.of(a).only("spi 0x00000000").states()).hasSize(1);
        a.ip(HandMade.state(A, B, 0x1001));
        assertThat(XfrmDump.of(a).only("spi 0x00000000").states()).isEmpty();
        assertThat(monitor.output().split("acquire proto esp", -1)).hasSize(2);
    }

    @Test
    void aStateTellsItsSoftAndItsHardEnd(Lab lab) {
        Wire wire = lab.wire();
        HandMade.protect(wire, AddressFamily.IPV4);
        NetworkNamespace a = wire.a().namespace();
        String limited = HandMade.state(A, B, 0x1003) + " limit packet-soft 3 limit packet-hard 6";
        wire.b().namespace().ip(limited);
        a.ip("xfrm state delete src 10.9.0.1 dst 10.9.0.2 proto esp spi 0x1001");
        RunningProcess monitor = monitor(a, "expire");
        a.ip(
                limited,
                HandMade.state(A, B, 0x1005) + " limit time-soft 1 limit time-hard 2 sel src 10.9.0.99 dst 10.9.0.98");

        assertThat(Traffic.ping(wire.a(), B, 10).received()).isEqualTo(6);
        Await.until("four expiries", () -> expiries(monitor).size() == 4);
        assertThat(expiries(monitor))
                .containsExactlyInAnyOrder(
                        "0x00001003 hard 0", "0x00001003 hard 1", "0x00001005 hard 0", "0x00001005 hard 1");
        assertThat(XfrmDump.of(a).only("spi 0x00001003").states()).isEmpty();
        assertThat(XfrmDump.of(a).only("spi 0x00001005").states()).isEmpty();
    }

    /** {@code ip xfrm monitor}, listening. */
    static RunningProcess monitor(NetworkNamespace namespace, String group) {
        RunningProcess monitor = namespace.start("ip", "xfrm", "monitor", group);
        Await.until(
                "the monitor listening",
                () -> namespace
                        .read("/proc/net/netlink")
                        .lines()
                        .map(line -> line.trim().split("\\s+"))
                        .anyMatch(column -> column[2].equals("" + monitor.pid()) && !column[3].equals("00000000")));
        return monitor;
    }

    private static List<String> expiries(RunningProcess monitor) {
        Matcher event =
                Pattern.compile("Expired[^~]*?spi (0x\\w+)[^~]*?(hard \\d)").matcher(monitor.output());
        List<String> expiries = new ArrayList<>();
        while (event.find()) {
            expiries.add(event.group(1) + " " + event.group(2));
        }
        return expiries;
    }

    /** SPIs of tcpdump's lines, runs of the same one told once. */
    private static List<String> spisInOrder(String lines) {
        List<String> spis = new ArrayList<>();
        Matcher spi = Pattern.compile("spi=(0x[0-9a-f]+)").matcher(lines);
        while (spi.find()) {
            if (spis.isEmpty() || !spis.get(spis.size() - 1).equals(spi.group(1))) {
                spis.add(spi.group(1));
            }
        }
        return spis.stream().collect(Collectors.toUnmodifiableList());
    }
}
