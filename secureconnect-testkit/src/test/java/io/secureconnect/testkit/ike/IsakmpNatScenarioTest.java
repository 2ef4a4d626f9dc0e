package io.secureconnect.testkit.ike;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.plan.IkeVersion;
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

/** A NAT between the two (RFC 3947): found, crossed inside UDP, kept open, and followed when it changes its mind. */
@Seeded
class IsakmpNatScenarioTest {
    private static final IpAddress OUTSIDE = IpAddress.parse("203.0.113.7");

    private static IkePairBuilder pair(SeededRandom random) {
        return IkePair.builder(random).version(IkeVersion.IKEV1);
    }

    private static IkePairBuilder behindNat(SeededRandom random) {
        return pair(random).between("10.0.0.1", "198.51.100.2").behind(new Nat(OUTSIDE));
    }

    private static Stream<WireEntry> esp(IkePair pair) {
        return pair.network().log().entries().stream()
                .filter(entry -> entry.packet().isEsp());
    }

    private static void assertEspIsOf(IkePair pair, int protocol) {
        Flow flow = pair.flow();
        flow.send();
        flow.assertNoneLost();
        flow.stop();
        assertThat(esp(pair)).isNotEmpty().allMatch(entry -> entry.packet().protocol() == protocol);
    }

    @Test
    void packetsCrossInsideUdpAndExchangesGoOnAtItsPort(SeededRandom random) {
        IkePair pair = behindNat(random).build().establish();
        Flow flow = pair.flow();
        flow.send();
        pair.assertAgree();
        assertThat(pair.a().child().parameters().udpEncapsulation()).isPresent();
        assertThat(pair.a().session().natDetected() && pair.b().session().natDetected())
                .isTrue();
        pair.b().rekeyChild();
        pair.settle(Duration.ofMinutes(1));
        pair.a().rekeyIke();
        pair.settle(Duration.ofMinutes(1));
        pair.a().rekeyChild();
        pair.settle(Duration.ofMinutes(1));
        flow.send();
        flow.assertNoneLost();
        pair.assertAgree();
        assertThat(esp(pair)).isNotEmpty().allMatch(entry -> entry.packet().protocol() == IpProtocol.UDP);
    }

    @Test
    void behindTheNatThePreSharedKeyIsFoundAllTheSame(SeededRandom random) {
        IkePair pair = behindNat(random)
                .termsOfA(terms -> terms.preSharedKeys("the first"))
                .termsOfB(terms -> terms.preSharedKeys("the next", "the first"))
                .build()
                .establish();
        assertEspIsOf(pair, IpProtocol.UDP);
    }

    @Test
    void withoutANatEspIsNaked(SeededRandom random) {
        assertEspIsOf(pair(random).build().establish(), IpProtocol.ESP);
    }

    @Test
    void forcedEncapsulationNeedsNoNat(SeededRandom random) {
        for (boolean first : new boolean[] {true, false}) {
            Consumer<Terms> force = terms -> terms.udpEncapsulation(UdpEncapsulation.FORCE);
            IkePairBuilder builder = pair(random.split());
            IkePair pair = (first ? builder.termsOfA(force) : builder.termsOfB(force)).build();
            assertEspIsOf(pair.establish(), IpProtocol.UDP);
        }
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
                    .contains(NegotiationFailure.ENCAPSULATION_FORBIDDEN);
        }
    }

    @Test
    void keepalivesHoldTheMappingThroughSilence(SeededRandom random) {
        IkePairBuilder builder = pair(random).between("10.0.0.1", "198.51.100.2");
        IkePair pair = builder.behind(Nat.forgetting(OUTSIDE, builder.clock(), Duration.ofSeconds(30)))
                .terms(terms -> terms.livenessInterval(Duration.ofHours(1)))
                .build();
        pair.letFly();
        pair.a().initiate();
        pair.advance(Duration.ofMinutes(10));
        assertEspIsOf(pair, IpProtocol.UDP);
        assertThat(pair.transcript().lines()).anyMatch(line -> line.contains("NAT keepalive"));
    }

    @Test
    void aMappingThatChangesIsFollowed(SeededRandom random) {
        Nat nat = new Nat(OUTSIDE);
        IkePair pair =
                pair(random).between("10.0.0.1", "198.51.100.2").behind(nat).build();
        pair.letFly();
        pair.a().initiate();
        pair.advance(Duration.ofSeconds(5));
        assertEspIsOf(pair, IpProtocol.UDP);
        pair.expectGap();
        nat.rebind();
        pair.advance(Duration.ofMinutes(2));
        assertEspIsOf(pair, IpProtocol.UDP);
        pair.assertAgree();
    }
}
