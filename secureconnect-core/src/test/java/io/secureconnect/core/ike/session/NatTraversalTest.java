package io.secureconnect.core.ike.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.policy.UdpEncapsulation;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.api.sa.UdpEncapsulationTemplate;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.UdpEndpoint;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** RFC 7296 §2.23, RFC 3948: what a NAT between the two changes. */
class NatTraversalTest {
    private static final IpAddress NAT = IpAddress.parse("203.0.113.7");

    /** A, at 10.0.0.1, is behind a NAT that B knows as 203.0.113.7, with ports above 40000. */
    private static Pair behindNat(UdpEncapsulation encapsulation, int[] shift) {
        Pair pair = new Pair();
        pair.termsA.path = HostPair.of("10.0.0.1", "192.0.2.2");
        pair.termsB.path = HostPair.of("192.0.2.2", "203.0.113.7");
        pair.termsB.remotePort = 500 + shift[0];
        pair.termsA.encapsulation = encapsulation;
        pair.termsB.encapsulation = encapsulation;
        pair.between(
                d -> new Datagram(d.remote(), new UdpEndpoint(NAT, d.local().port() + shift[0]), d.payload()),
                d -> new Datagram(
                        new UdpEndpoint(IpAddress.parse("10.0.0.1"), d.remote().port() - shift[0]),
                        d.local(),
                        d.payload()));
        return pair.begin();
    }

    private static Optional<UdpEncapsulationTemplate> template(End end) {
        return end.sending().orElseThrow().sa().parameters().udpEncapsulation();
    }

    @Test
    void withoutNatEspIsPlainAndThePortStays() {
        Pair pair = Pair.established();
        assertThat(template(pair.a)).isEmpty();
        assertThat(pair.b.session().remote().port()).isEqualTo(500);
        assertThat(pair.a.session().natDetected()).isFalse();
    }

    @Test
    void behindANatBothMoveToThePortOfNatTraversalAndEncapsulate() {
        Pair pair = behindNat(UdpEncapsulation.AUTO, new int[] {40000});
        pair.settle();
        assertThat(pair.isPassingBothWays()).as(pair.toString()).isTrue();
        assertThat(pair.a.session().natDetected()).isTrue();
        assertThat(pair.b.session().natDetected()).isTrue();
        assertThat(template(pair.a)).contains(new UdpEncapsulationTemplate(4500, 4500));
        assertThat(template(pair.b)).contains(new UdpEncapsulationTemplate(4500, 44500));
        assertThat(pair.a.sent.get(1).local().port()).isEqualTo(4500);
        assertThat(pair.a.sent.get(1).payload().toHex()).startsWith("00000000");
        assertThat(pair.a.sending().orElseThrow().sa().id().path()).isEqualTo(HostPair.of("10.0.0.1", "192.0.2.2"));
        assertThat(pair.b.sending().orElseThrow().sa().id().path()).isEqualTo(HostPair.of("192.0.2.2", "203.0.113.7"));
    }

    @Test
    void bothEndsRekeyBehindANat() {
        Pair pair = behindNat(UdpEncapsulation.AUTO, new int[] {40000});
        pair.settle();
        for (End end : new End[] {pair.a, pair.b}) {
            pair.on(end, s -> s.rekeyChild(s.children().get(0).inbound(), pair.now));
            pair.settle();
            pair.pass(Duration.ofSeconds(6));
            pair.on(end, s -> s.rekeyIke(pair.now));
            pair.settle();
        }
        assertThat(pair.isPassingBothWays()).as(pair.toString()).isTrue();
        assertThat(template(pair.b)).contains(new UdpEncapsulationTemplate(4500, 44500));
    }

    @Test
    void onlyTheEndBehindTheNatKeepsItsMappingAlive() {
        Pair pair = behindNat(UdpEncapsulation.AUTO, new int[] {40000});
        pair.settle();
        int sentByB = pair.b.sent.size();
        int sentByA = pair.a.sent.size();
        pair.pass(Duration.ofSeconds(21));
        Datagram keepalive = pair.a.sent.get(sentByA);
        assertThat(keepalive.payload()).isEqualTo(Bytes.ofHex("ff"));
        assertThat(keepalive.local().port()).isEqualTo(4500);
        assertThat(pair.b.sent).hasSize(sentByB);
        assertThat(pair.b.session().isEstablished()).isTrue();
    }

    @Test
    void anAuthenticMessageFromAnotherPortMovesTheSessionAndItsChild() {
        int[] shift = {40000};
        Pair pair = behindNat(UdpEncapsulation.AUTO, shift);
        pair.settle();
        shift[0] = 41000; // the NAT has forgotten, and maps anew
        pair.on(pair.a, s -> s.checkLiveness(pair.now));
        pair.settle();
        assertThat(pair.b.session().remote()).isEqualTo(new UdpEndpoint(NAT, 45500));
        assertThat(template(pair.b)).as(pair.toString()).contains(new UdpEncapsulationTemplate(4500, 45500));
        assertThat(pair.isPassingBothWays()).isTrue();
    }

    @Test
    void aMappingThatTheKernelSawChangedMovesThemToo() {
        int[] shift = {40000};
        Pair pair = behindNat(UdpEncapsulation.AUTO, shift);
        pair.settle();
        shift[0] = 41000;
        pair.on(pair.b, s -> s.mappingChanged(new UdpEndpoint(NAT, 45500), pair.now));
        pair.settle();
        assertThat(template(pair.b)).as(pair.toString()).contains(new UdpEncapsulationTemplate(4500, 45500));
    }

    @Test
    void aForgedMessageFromAnotherPortMovesNothing() {
        Pair pair = behindNat(UdpEncapsulation.AUTO, new int[] {40000});
        pair.settle();
        byte[] octets = pair.a.sent.get(1).payload().toArray();
        octets[octets.length - 1] ^= 1;
        octets[4 + 23] = 2;
        pair.on(
                pair.b,
                s -> s.receive(
                        new Datagram(
                                new UdpEndpoint(IpAddress.parse("192.0.2.2"), 4500),
                                new UdpEndpoint(NAT, 666),
                                Bytes.wrap(octets)),
                        pair.now));
        assertThat(pair.b.session().remote()).isEqualTo(new UdpEndpoint(NAT, 44500));
    }

    @Test
    void withoutNatAMessageFromElsewhereMovesNothing() {
        Pair pair = Pair.established();
        pair.on(pair.a, s -> s.checkLiveness(pair.now));
        Datagram request = pair.toB.poll();
        Datagram moved = new Datagram(request.local(), new UdpEndpoint(NAT, 500), request.payload());
        pair.on(pair.b, s -> s.receive(moved, pair.now));
        assertThat(pair.b.session().remote()).isEqualTo(new UdpEndpoint(IpAddress.parse("192.0.2.1"), 500));
    }

    @Test
    void eitherEndMayForceEncapsulation() {
        for (boolean byA : new boolean[] {true, false}) {
            Pair pair = new Pair();
            (byA ? pair.termsA : pair.termsB).encapsulation = UdpEncapsulation.FORCE;
            pair.begin().settle();
            assertThat(template(pair.a)).as(pair.toString()).contains(UdpEncapsulationTemplate.standard());
            assertThat(template(pair.b)).contains(UdpEncapsulationTemplate.standard());
            assertThat(pair.isPassingBothWays()).isTrue();
        }
    }

    @Test
    void whereEncapsulationIsForbiddenANatEndsItOnBothEnds() {
        Pair pair = behindNat(UdpEncapsulation.NEVER, new int[] {40000});
        pair.settle();
        assertThat(pair.b.reasons()).containsExactly(NegotiationFailure.ENCAPSULATION_FORBIDDEN);
        assertThat(pair.b.ended).isTrue();
        assertThat(pair.b.kernel).isEmpty();

        Pair other = behindNat(UdpEncapsulation.AUTO, new int[] {40000});
        other.settle();
        assertThat(other.b.established).isTrue();
    }

    @Test
    void anInitiatorThatForbidsEncapsulationEndsItItself() {
        Pair pair = new Pair();
        pair.termsA.encapsulation = UdpEncapsulation.NEVER;
        pair.termsB.encapsulation = UdpEncapsulation.FORCE;
        pair.begin().settle();
        assertThat(pair.a.reasons()).containsExactly(NegotiationFailure.ENCAPSULATION_FORBIDDEN);
        assertThat(pair.a.kernel).isEmpty();
    }
}
