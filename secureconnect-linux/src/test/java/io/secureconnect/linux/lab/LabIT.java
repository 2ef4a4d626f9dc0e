package io.secureconnect.linux.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.AddressFamily;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The lab itself: what it tells of packets made and protected by hand is true, and what is false it denies. */
@RealKernel
class LabIT {
    private static final int TEN_MEBIBYTES = 10 << 20;

    @ParameterizedTest
    @EnumSource(AddressFamily.class)
    void protectedTrafficIsEspOnTheWireAndTsharkOpensItWithTheKeys(AddressFamily family, Lab lab) {
        Wire wire = lab.wire();
        HandMade.protect(wire, family);
        Capture capture = lab.capture(wire.b(), "wire-" + family);

        Ping ping = Traffic.ping(wire.a(), wire.b().address(family), 5);
        TcpTransfer transfer = Traffic.tcp(wire.a(), wire.b(), family, TEN_MEBIBYTES);
        capture.stop();

        assertThat(ping.lost()).as(ping.text()).isZero();
        assertThat(transfer.intact()).isTrue();
        assertThat(transfer.octets()).isEqualTo(TEN_MEBIBYTES);
        assertThat(capture.count(Capture.CLEAR)).as(capture.show(Capture.CLEAR)).isZero();
        assertThat(capture.count(Capture.ESP)).isGreaterThan(TEN_MEBIBYTES / 1500);

        Decoder.Decoded opened = Decoder.withKeysOf(wire.a().namespace()).decode(capture);
        assertThat(opened.countInsideEsp(family == AddressFamily.IPV4 ? "icmp" : "icmpv6"))
                .isGreaterThanOrEqualTo(10);
        assertThat(TcpTransfer.sha256(opened.tcpPayload())).isEqualTo(transfer.sentSha256());

        Decoder.Decoded closed = Decoder.withoutKeys().decode(capture);
        assertThat(closed.packets()).hasSameSizeAs(opened.packets());
        assertThat(closed.packets())
                .allSatisfy(packet -> assertThat(packet.insideEsp()).isEmpty());
        assertThat(closed.tcpPayload()).isEmpty();
    }

    @Test
    void unprotectedTrafficIsSeenInClear(Lab lab) {
        Wire wire = lab.wire();
        Capture capture = lab.capture(wire.a(), "clear");

        assertThat(Traffic.ping(wire.a(), wire.b().ipv4(), 2).received()).isEqualTo(2);
        assertThat(Traffic.ping(wire.b(), wire.a().ipv6(), 2).received()).isEqualTo(2);
        assertThat(Traffic.connects(wire.a(), wire.b(), AddressFamily.IPV4)).isTrue();
        capture.stop();

        assertThat(capture.count(Capture.CLEAR + " and icmp")).isEqualTo(4);
        assertThat(capture.count(Capture.CLEAR + " and icmp6")).isEqualTo(4);
        assertThat(capture.count(Capture.CLEAR + " and tcp")).isGreaterThanOrEqualTo(6);
        assertThat(capture.count(Capture.ESP)).isZero();
    }

    @ParameterizedTest
    @EnumSource(AddressFamily.class)
    void aTemplateWithoutAnSaLetsNothingThrough(AddressFamily family, Lab lab) {
        Wire wire = lab.wire();
        HandMade.demandEsp(wire.a(), wire.b(), family);
        Capture capture = lab.capture(wire.b(), "blocked");

        assertThat(Traffic.ping(wire.a(), wire.b().address(family), 2).received())
                .isZero();
        assertThat(Traffic.connects(wire.a(), wire.b(), family)).isFalse();
        assertThat(Traffic.ping(wire.b(), wire.a().address(family), 2).received())
                .isZero();
        capture.stop();

        assertThat(capture.count(Capture.CLEAR + " and src host " + wire.a().address(family)))
                .isZero();
        XfrmDump after = XfrmDump.of(wire.a().namespace());
        assertThat(after.error("XfrmOutNoStates")).isPositive();
        assertThat(after.error("XfrmInTmplMismatch")).isEqualTo(2);
    }

    @Test
    void aStreamNamesWhatItLoses(Lab lab) {
        Wire wire = lab.wire();
        NumberedStream stream = Traffic.stream(wire.a(), wire.b(), AddressFamily.IPV4, Duration.ofMillis(5));
        stream.awaitSent(20);
        int before = stream.sent();
        wire.b()
                .namespace()
                .ip("xfrm policy add src " + wire.a().ipv4() + " dst "
                        + wire.b().ipv4() + " dir in action block");
        stream.awaitSent(20);
        wire.b().namespace().ip("xfrm policy flush");
        stream.awaitSent(20);
        NumberedStream.Outcome outcome = stream.stop();

        assertThat(outcome.lost()).hasSizeBetween(15, outcome.sent() - 35);
        assertThat(outcome.lost().get(0)).isGreaterThanOrEqualTo(before - 1);
        assertThat(outcome.lost()).doesNotContain(outcome.sent() - 1);
    }

    @Test
    void aDumpIsTheSameAfterTrafficAndNotAfterAChange(Lab lab) {
        Wire wire = lab.wire();
        HandMade.protect(wire, AddressFamily.IPV4);
        NetworkNamespace a = wire.a().namespace();
        XfrmDump before = XfrmDump.of(a);

        Traffic.ping(wire.a(), wire.b().ipv4(), 3);
        assertThat(XfrmDump.of(a)).isEqualTo(before);
        assertThat(before.states()).hasSize(2);
        assertThat(before.policies()).hasSize(2);

        a.ip("xfrm state delete src 10.9.0.1 dst 10.9.0.2 proto esp spi 0x1001");
        assertThat(XfrmDump.of(a).holdsSameAs(before)).isFalse();
    }
}
