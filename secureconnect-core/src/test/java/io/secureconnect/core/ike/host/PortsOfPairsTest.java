package io.secureconnect.core.ike.host;

import static io.secureconnect.core.ike.host.HostFixture.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.spi.UdpEndpoint;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each pair has its UDP ports; a host that is in pairs of several kinds has several sets. */
class PortsOfPairsTest {
    private static final IkePorts STANDARD = IkePorts.standard();
    private static final IkePorts OTHERS = new IkePorts(1500, 1501);

    private final HostFixture host = new HostFixture();

    @ParameterizedTest
    @EnumSource(IkeVersion.class)
    void thisHostBeginsFromAndToThePortOfThePair(IkeVersion version) {
        host.want(2, "z1", version, STANDARD).want(3, "z2", version, OTHERS).synchronize();

        host.advance(Duration.ofSeconds(2));

        assertThat(host.sessions)
                .extracting(session -> session.path + " " + session.local.port() + " " + session.remote.port())
                .containsExactlyInAnyOrder(path(2) + " 500 500", path(3) + " 1500 1500");
        assertThat(host.host.ports()).containsExactlyInAnyOrder(STANDARD, OTHERS);
    }

    @ParameterizedTest
    @EnumSource(IkeVersion.class)
    void aPeerIsAnsweredOnThePortsOfThePairOnly(IkeVersion version) {
        host.want(2, "a1", version, STANDARD).want(3, "a2", version, OTHERS).synchronize();

        host.keep(host.host.receive(first(version, 3, 500, false), host.now));
        host.keep(host.host.receive(first(version, 2, 1500, false), host.now));
        host.keep(host.host.receive(first(version, 2, 1501, true), host.now));
        assertThat(host.sessions).isEmpty();
        assertThat(host.host.counters()).containsEntry("ikeUnknownPeer", 3L);

        host.keep(host.host.receive(first(version, 3, 1500, false), host.now));
        assertThat(host.last().local.port()).isEqualTo(1500);
        host.keep(host.host.receive(first(version, 2, 4500, true), host.now));
        assertThat(host.last().local.port()).isEqualTo(4500);
    }

    @ParameterizedTest
    @EnumSource(IkeVersion.class)
    void theMarkerStandsOnThePortOfNatTraversalOfThatPairAlone(IkeVersion version) {
        IkePorts swapped = new IkePorts(4500, 500);
        host.want(3, "a2", version, swapped).synchronize();

        host.keep(host.host.receive(first(version, 3, 4500, false), host.now));
        assertThat(host.sessions).hasSize(1);
        host.keep(host.host.receive(first(version, 3, 500, true), host.now));
        assertThat(host.host.counters()).doesNotContainKey("ikeMalformed");
    }

    @Test
    void aMessageOfASessionOnOtherPortsIsNotItsOwn() {
        FakeSession session = standing(IkeVersion.IKEV2, STANDARD);
        int heard = session.asked.size();
        host.want(3, "z2", IkeVersion.IKEV2, OTHERS).synchronize(sas(session));

        Datagram own = new Datagram(
                new UdpEndpoint(path(2).local(), 1500),
                session.remote,
                HostFixture.initDatagram(2, session.spi).payload());
        host.keep(host.host.receive(own, host.now));

        assertThat(session.asked).hasSize(heard);
    }

    @ParameterizedTest
    @EnumSource(IkeVersion.class)
    void otherPortsAreForAnotherSessionAndTheOldOneGoesOnUntilThatStands(IkeVersion version) {
        FakeSession old = standing(version, STANDARD);
        host.want(2, "z1", version, OTHERS).synchronize(sas(old));

        host.advance(Duration.ofSeconds(2));

        FakeSession next = host.last();
        assertThat(next).isNotSameAs(old);
        assertThat(next.local.port()).isEqualTo(1500);
        assertThat(old.asked).doesNotContain("close", "renew", "abandon");
        assertThat(host.host.ports()).as("the old one is still spoken").containsExactlyInAnyOrder(OTHERS, STANDARD);

        host.receive(next, next.establish(0x2000, false));
        assertThat(old.asked).contains("close");
        old.answer = old.end();
        old.wakeAt = Optional.of(host.now);
        host.receive(old, old.answer);
        assertThat(host.host.ports()).containsExactly(OTHERS);
    }

    @ParameterizedTest
    @EnumSource(IkeVersion.class)
    void aPeerThatStillHasTheOldPolicyIsServedByTheOldSession(IkeVersion version) {
        FakeSession old = standing(version, STANDARD);
        host.want(2, "z1", version, OTHERS).synchronize(sas(old));
        int heard = old.asked.size();

        host.receive(old, List.of());

        assertThat(old.asked).hasSize(heard + 1);
        assertThat(host.last()).isSameAs(old);
    }

    @Test
    void ofTwoThatStandTheOneOnTheWantedPortsStays() {
        FakeSession old = standing(IkeVersion.IKEV2, STANDARD);
        host.want(2, "z1", IkeVersion.IKEV2, OTHERS).synchronize(sas(old));
        host.keep(host.host.receive(first(IkeVersion.IKEV2, 2, 1500, false), host.now));
        FakeSession theirs = host.last();
        host.receive(theirs, theirs.establish(0x2000, false));
        theirs.lastHeard = Optional.of(host.now.plusSeconds(1));

        host.advance(Duration.ofSeconds(15));

        assertThat(old.asked).contains("close");
        assertThat(theirs.asked).doesNotContain("close");
    }

    private FakeSession standing(IkeVersion version, IkePorts ports) {
        host.want(2, "z1", version, ports).synchronize();
        host.advance(Duration.ofSeconds(1));
        FakeSession session = host.last();
        host.receive(session, session.establish(0x1000, false));
        sas(session).forEach(id -> host.host.installed(id, Optional.empty(), host.now));
        host.synchronize(sas(session));
        return session;
    }

    /** The first message of the peer at {@code address} to a port of this host. */
    private static Datagram first(IkeVersion version, int address, int port, boolean marked) {
        long spi = 0x7000L + 16L * address + port;
        Datagram plain = version == IkeVersion.IKEV2
                ? HostFixture.initDatagram(address, spi)
                : HostFixture.isakmp(path(address).remote(), HostFixture.MAIN_MODE, spi, 0);
        byte[] message = plain.payload().toArray();
        return new Datagram(
                new UdpEndpoint(path(address).local(), port),
                new UdpEndpoint(path(address).remote(), port),
                marked
                        ? Bytes.wrap(ByteBuffer.allocate(4 + message.length)
                                .position(4)
                                .put(message)
                                .array())
                        : plain.payload());
    }

    private static List<SaId> sas(FakeSession session) {
        return session.children.stream()
                .flatMap(child -> Stream.of(
                        new SaId(path(2), Direction.INBOUND, child.inbound()),
                        new SaId(path(2), Direction.OUTBOUND, child.outbound())))
                .toList();
    }
}
