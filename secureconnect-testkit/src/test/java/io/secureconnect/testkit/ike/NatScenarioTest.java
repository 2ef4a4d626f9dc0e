package io.secureconnect.testkit.ike;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.policy.UdpEncapsulation;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.api.sa.IpProtocol;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.testkit.junit.Seeded;
import io.secureconnect.testkit.net.Nat;
import io.secureconnect.testkit.net.WireEntry;
import io.secureconnect.testkit.time.SeededRandom;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A NAT between the two: found, crossed inside UDP, kept open, and followed when it changes its mind. */
@Seeded
class NatScenarioTest {
    private static final IpAddress OUTSIDE = IpAddress.parse("203.0.113.7");

    private static IkePairBuilder behindNat(SeededRandom random) {
        return IkePair.builder(random).between("10.0.0.1", "198.51.100.2").behind(new Nat(OUTSIDE));
    }

    private static Stream<WireEntry> esp(IkePair pair) {
        return pair.network().log().entries().stream()
                .filter(entry -> entry.packet().isEsp());
    }

    @Test
    void packetsCrossInsideUdpAndExchangesGoOnAtItsPort(SeededRandom random) {
        IkePair pair = behindNat(random).build().establish();
        Flow flow = pair.flow();
        flow.send();
        flow.assertNoneLost();
        pair.assertAgree();
        assertThat(esp(pair)).isNotEmpty().allMatch(entry -> entry.packet().protocol() == IpProtocol.UDP);
        assertThat(pair.a().child().parameters().udpEncapsulation()).isPresent();
        pair.b().rekeyChild();
        pair.deliverAll();
        pair.advance(Duration.ofSeconds(20));
        pair.deliverAll();
        pair.a().rekeyIke();
        pair.deliverAll();
        flow.send();
        flow.assertNoneLost();
    }

    @Test
    void withoutANatEspIsNaked(SeededRandom random) {
        IkePair pair = IkePair.builder(random).build().establish();
        Flow flow = pair.flow();
        flow.send();
        flow.assertNoneLost();
        assertThat(esp(pair)).isNotEmpty().allMatch(entry -> entry.packet().protocol() == IpProtocol.ESP);
    }

    @Test
    void forcedEncapsulationNeedsNoNat(SeededRandom random) {
        IkePair pair = IkePair.builder(random)
                .terms(terms -> terms.udpEncapsulation(UdpEncapsulation.FORCE))
                .build()
                .establish();
        Flow flow = pair.flow();
        flow.send();
        flow.assertNoneLost();
        assertThat(esp(pair)).isNotEmpty().allMatch(entry -> entry.packet().protocol() == IpProtocol.UDP);
    }

    @Test
    void aPolicyThatForbidsEncapsulationFailsBehindANat(SeededRandom random) {
        for (boolean first : new boolean[] {true, false}) {
            Consumer<Terms> never = terms -> terms.udpEncapsulation(UdpEncapsulation.NEVER);
            IkePairBuilder builder = behindNat(random.split());
            IkePair pair = (first ? builder.termsOfA(never) : builder.termsOfB(never)).build();
            pair.letFly();
            pair.a().initiate();
            pair.advance(Duration.ofMinutes(2));
            pair.assertNoSas();
            assertThat((first ? pair.a() : pair.b()).faults())
                    .as("%s", pair.transcript())
                    .extracting(IkeFault::reason)
                    .containsExactly(NegotiationFailure.ENCAPSULATION_FORBIDDEN);
        }
    }

    @Test
    void keepalivesHoldTheMappingThroughSilence(SeededRandom random) {
        IkePairBuilder builder = IkePair.builder(random).between("10.0.0.1", "198.51.100.2");
        IkePair pair = builder.behind(Nat.forgetting(OUTSIDE, builder.clock(), Duration.ofSeconds(30)))
                .terms(terms -> terms.livenessInterval(Duration.ofHours(1)))
                .build();
        pair.letFly();
        pair.a().initiate();
        pair.advance(Duration.ofMinutes(10));
        Flow flow = pair.flow();
        flow.send();
        flow.assertNoneLost();
        assertThat(pair.transcript().lines()).anyMatch(line -> line.contains("NAT keepalive"));
    }

    @Test
    void aMappingThatChangesIsFollowed(SeededRandom random) {
        Nat nat = new Nat(OUTSIDE);
        IkePair pair = IkePair.builder(random)
                .between("10.0.0.1", "198.51.100.2")
                .behind(nat)
                .build();
        pair.letFly();
        pair.a().initiate();
        pair.advance(Duration.ofSeconds(5));
        Flow before = pair.flow();
        before.send();
        before.assertNoneLost();
        before.stop();
        pair.expectGap();
        nat.rebind();
        pair.advance(Duration.ofMinutes(2));
        Flow after = pair.flow();
        after.send();
        after.assertNoneLost();
        pair.assertAgree();
    }
}
