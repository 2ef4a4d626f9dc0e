package io.secureconnect.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.linux.lab.Await;
import io.secureconnect.linux.lab.Capture;
import io.secureconnect.linux.lab.Command;
import io.secureconnect.linux.lab.Lab;
import io.secureconnect.linux.lab.NumberedStream;
import io.secureconnect.linux.lab.RealKernel;
import io.secureconnect.linux.lab.RunningProcess;
import io.secureconnect.linux.lab.TcpTransfer;
import io.secureconnect.linux.lab.Traffic;
import io.secureconnect.linux.lab.Wire;
import io.secureconnect.linux.lab.XfrmDump;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The command line as its user has it: two agents as processes in two namespaces, and a distributor between them. */
@RealKernel
class CommandLineIT {
    private static final int MEBIBYTE = 1 << 20;

    @Test
    @Timeout(600) // a dozen JVMs, one after the other
    void twoAgentsLiveAWholeLife(Lab lab) throws IOException {
        Wire wire = lab.wire();
        Capture capture = lab.capture(wire.b(), "wire");

        try (CommandLineSite site = new CommandLineSite(wire)) {
            site.issue();
            RunningProcess a = site.startAgent(wire.a());
            site.startAgent(wire.b());
            assertThat(site.keys("issue", "--policy", site.policy(), "--hosts", site.hosts(), "--wait", 120)
                            .status())
                    .as("all phases of the first keys are answered")
                    .isZero();
            assertThat(transfer(wire).intact()).isTrue();

            NumberedStream stream = Traffic.stream(wire.a(), wire.b(), AddressFamily.IPV4, Duration.ofMillis(10));
            Command.Result rotation = site.keys("rotate", "--wait", 120);
            assertThat(rotation.status()).as(rotation.output()).isZero();
            stream.awaitSent(20);
            assertThat(stream.stop().lost())
                    .as("datagrams lost in the rotation")
                    .isEmpty();

            Command.Result status = site.command(wire.a(), "status", "--state", site.state(wire.a()), "--json");
            assertThat(status.status()).as(status.output()).isZero();
            assertThat(status.output()).contains("\"agent\": true", "\"state\": \"ENCRYPTED\"");

            XfrmDump before = XfrmDump.of(wire.a().namespace());
            a.kill();
            assertThat(transfer(wire).intact()).as("a dead agent's SAs go on").isTrue();
            RunningProcess again = site.startAgent(wire.a());
            assertThat(XfrmDump.of(wire.a().namespace()).holdsSameAs(before))
                    .as("adopted as it was")
                    .isTrue();
            assertThat(transfer(wire).intact()).isTrue();

            again.signal("TERM");
            assertThat(again.awaitExit(Duration.ofMinutes(1))).isZero();
            assertThat(XfrmDump.of(wire.a().namespace()).holdsSameAs(before))
                    .as("left as it was")
                    .isTrue();
            Command.Result look = site.command(wire.a(), "status", "--state", site.state(wire.a()));
            assertThat(look.status()).as(look.output()).isZero();
            assertThat(look.output()).contains("no agent runs", "ENCRYPTED");
        }
        assertThat(capture.stop().show(Capture.CLEAR))
                .as("clear packets until now")
                .isEmpty();
        assertThat(capture.count(Capture.ESP)).isGreaterThan(100);
    }

    @Test
    void anAgentThatRemovesLeavesTheNamespaceAsItWas(Lab lab) throws IOException {
        Wire wire = lab.wire();
        XfrmDump empty = XfrmDump.of(wire.a().namespace());
        try (CommandLineSite site = new CommandLineSite(wire)) {
            site.issue();
            RunningProcess agent = site.startAgent(wire.a(), "--on-exit", "remove");
            assertThat(XfrmDump.of(wire.a().namespace()).policies()).isNotEmpty();
            agent.signal("TERM");
            assertThat(agent.awaitExit(Duration.ofMinutes(1))).isZero();
        }
        assertThat(XfrmDump.of(wire.a().namespace()).holdsSameAs(empty)).isTrue();
        Await.until(
                "clear packets pass again",
                () -> Traffic.ping(wire.a(), wire.b().ipv4(), 1).received() == 1);
    }

    @Test
    void withoutTheRightToChangeIpsecItSaysSoAndHowToGetIt(Lab lab) throws IOException {
        Wire wire = lab.wire();
        try (CommandLineSite site = new CommandLineSite(wire)) {
            site.issue();
            Command.Result run = site.commandWithout("net_admin", wire.a(), site.agentArguments(wire.a(), "--once"));
            assertThat(run.status()).as(run.output()).isEqualTo(4);
            assertThat(run.errors()).contains("CAP_NET_ADMIN").doesNotContain("\tat ");
        }
        assertThat(XfrmDump.of(wire.a().namespace()).policies()).isEmpty();
    }

    @Test
    void aLookAtTheHostNamesWhatOthersHaveInTheWayAndChangesNothing(Lab lab) throws IOException {
        Wire wire = lab.wire();
        try (CommandLineSite site = new CommandLineSite(wire)) {
            Object[] look = {
                "doctor", "--policy", site.policy(), "--workload", wire.a().namespace()
            };
            Command.Result free = site.command(wire.a(), look);
            assertThat(free.status()).as(free.output()).isZero();
            assertThat(free.output())
                    .contains("Linux XFRM", "aes256gcm16", "octets fit the link's")
                    .containsPattern("UDP 500 and 4500 +free")
                    .doesNotContain("FAILED");

            wire.a()
                    .namespace()
                    .run(
                            "ip",
                            "xfrm",
                            "policy",
                            "add",
                            "src",
                            wire.a().ipv4().toString(),
                            "dst",
                            wire.b().ipv4().toString(),
                            "dir",
                            "out",
                            "priority",
                            "1",
                            "action",
                            "allow");
            XfrmDump before = XfrmDump.of(wire.a().namespace());
            Command.Result conflict = site.command(wire.a(), look);
            assertThat(conflict.status()).as(conflict.output()).isEqualTo(1);
            assertThat(conflict.output()).contains("FAILED", "conflict", "have its owner take it out");
            assertThat(XfrmDump.of(wire.a().namespace()).holdsSameAs(before)).isTrue();
        }
    }

    private static TcpTransfer transfer(Wire wire) {
        return Traffic.tcp(wire.a(), wire.b(), AddressFamily.IPV4, MEBIBYTE);
    }
}
