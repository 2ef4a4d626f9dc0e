package io.secureconnect.core.ike.v1.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.policy.UdpEncapsulation;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.api.sa.UdpEncapsulationTemplate;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.UdpEndpoint;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** RFC 3947 and RFC 3948 between two sessions. */
class NatTraversalTest {
    private static final IpAddress NAT = IpAddress.parse("203.0.113.7");
    private static final IpAddress INSIDE = IpAddress.parse("10.1.1.1");
    private static final IpAddress B = IpAddress.parse("192.0.2.2");

    private int shift = 10_000;

    /** A sits behind a NAT that gives each of its ports another one; what comes to one that it no longer has is discarded. */
    private IsakmpPair behindNat() {
        IsakmpPair pair = new IsakmpPair();
        pair.termsA.path = new HostPair(INSIDE, B);
        pair.termsB.path = new HostPair(B, NAT);
        pair.termsB.remotePort = 500 + shift;
        pair.between(
                d -> new Datagram(d.remote(), new UdpEndpoint(NAT, d.local().port() + shift), d.payload()),
                d -> new Datagram(
                        new UdpEndpoint(INSIDE, Math.max(9, d.remote().port() - shift)), d.local(), d.payload()));
        return pair;
    }

    private static Optional<UdpEncapsulationTemplate> template(IsakmpEnd end) {
        return end.session().children().get(0).parameters().udpEncapsulation();
    }

    @Test
    void behindANatAllMovesToThePortOfNatTraversal() {
        IsakmpPair pair = behindNat();
        pair.begin().settle();
        assertThat(pair.isPassingBothWays()).as(pair.toString()).isTrue();
        assertThat(pair.a.session().natDetected()).isTrue();
        assertThat(pair.b.session().natDetected()).isTrue();
        assertThat(template(pair.a)).contains(new UdpEncapsulationTemplate(4500, 4500));
        assertThat(template(pair.b)).contains(new UdpEncapsulationTemplate(4500, 4500 + shift));
        assertThat(pair.a.sent.get(pair.a.sent.size() - 1).local().port()).isEqualTo(4500);
    }

    @Test
    void whoIsBehindTheNatKeepsItsMappingAlive() {
        IsakmpPair pair = behindNat();
        pair.begin().settle();
        pair.a.sent.clear();
        pair.b.sent.clear();
        pair.pass(Duration.ofSeconds(25));
        assertThat(pair.a.sent).anyMatch(d -> d.payload().length() == 1);
        assertThat(pair.b.sent).noneMatch(d -> d.payload().length() == 1);
    }

    @Test
    void childrenAreReplacedWhenTheNatMapsAnew() {
        IsakmpPair pair = behindNat();
        pair.begin().settle();
        shift = 20_000;
        pair.pass(Duration.ofMinutes(1)); // the next question whether the peer lives comes from the new port
        assertThat(pair.isPassingBothWays()).as(pair.toString()).isTrue();
        assertThat(pair.b.session().children().stream()
                        .filter(c -> !c.replaced())
                        .findFirst()
                        .flatMap(c -> c.parameters().udpEncapsulation()))
                .contains(new UdpEncapsulationTemplate(4500, 4500 + shift));
    }

    @Test
    void theKernelMayTellOfTheNewMappingToo() {
        IsakmpPair pair = behindNat();
        pair.begin().settle();
        shift = 20_000;
        pair.on(pair.b, s -> s.mappingChanged(new UdpEndpoint(NAT, 4500 + shift), pair.now));
        pair.settle();
        pair.pass(Duration.ofSeconds(2));
        assertThat(pair.isPassingBothWays()).as(pair.toString()).isTrue();
        assertThat(pair.b.session().children().stream()
                        .filter(c -> !c.replaced())
                        .findFirst()
                        .flatMap(c -> c.parameters().udpEncapsulation()))
                .contains(new UdpEncapsulationTemplate(4500, 4500 + shift));
    }

    @Test
    void phaseOneIsReplacedThroughTheNatFromEitherEnd() {
        for (boolean byInside : new boolean[] {true, false}) {
            IsakmpPair pair = behindNat();
            pair.begin().settle();
            pair.on(byInside ? pair.a : pair.b, s -> s.rekeyPhaseOne(pair.now));
            pair.settle();
            assertThat(pair.a.session().localSpis()).as(pair.toString()).hasSize(2);
            pair.pass(Duration.ofMinutes(2));
            assertThat(pair.a.session().localSpis()).hasSize(1);
            pair.on(pair.b, s -> s.rekeyChild(pair.b.serving(), pair.now));
            pair.settle();
            assertThat(pair.isPassingBothWays()).as(pair.toString()).isTrue();
            assertThat(template(pair.b)).contains(new UdpEncapsulationTemplate(4500, 4500 + shift));
        }
    }

    @Test
    void forcedEncapsulationWorksWithoutANat() {
        IsakmpPair pair = new IsakmpPair();
        pair.termsA.encapsulation = UdpEncapsulation.FORCE;
        pair.begin().settle();
        assertThat(pair.isPassingBothWays()).as(pair.toString()).isTrue();
        assertThat(template(pair.a)).contains(new UdpEncapsulationTemplate(4500, 4500));
        assertThat(template(pair.b)).contains(new UdpEncapsulationTemplate(4500, 4500));
    }

    @Test
    void theResponderMayForceItToo() {
        IsakmpPair pair = new IsakmpPair();
        pair.termsB.encapsulation = UdpEncapsulation.FORCE;
        pair.begin().settle();
        assertThat(pair.isPassingBothWays()).as(pair.toString()).isTrue();
        assertThat(template(pair.b)).contains(new UdpEncapsulationTemplate(4500, 4500));
    }

    @Test
    void withoutANatNothingMoves() {
        IsakmpPair pair = IsakmpPair.established();
        assertThat(template(pair.a)).isEmpty();
        assertThat(pair.a.sent).allMatch(d -> d.local().port() == 500);
    }

    @Test
    void aNatThatPolicyForbidsIsTheReason() {
        for (boolean atInside : new boolean[] {true, false}) {
            IsakmpPair pair = behindNat();
            (atInside ? pair.termsA : pair.termsB).encapsulation = UdpEncapsulation.NEVER;
            pair.begin().settle();
            pair.pass(Duration.ofMinutes(2));
            IsakmpEnd end = atInside ? pair.a : pair.b;
            assertThat(end.reasons()).as(pair.toString()).contains(NegotiationFailure.ENCAPSULATION_FORBIDDEN);
            assertThat(end.ended).isTrue();
            assertThat(end.kernel).isEmpty();
        }
    }

    @Test
    void childrenBehindANatKeepWhatElsePolicySays() {
        IsakmpPair pair = behindNat();
        EspParameters wanted = pair.termsA.child;
        pair.begin().settle();
        assertThat(pair.a.session().children().get(0).parameters().replayWindow())
                .isEqualTo(wanted.replayWindow());
        assertThat(pair.a.session().children().get(0).parameters().extendedSequenceNumbers())
                .isFalse();
    }
}
