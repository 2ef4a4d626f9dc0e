package io.secureconnect.testkit.ike;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.core.ike.session.ChildView;
import io.secureconnect.core.ike.v1.registry.ExchangeType;
import io.secureconnect.core.ike.v1.registry.NotifyType;
import io.secureconnect.core.ike.v1.wire.IsakmpCodec;
import io.secureconnect.core.ike.v1.wire.IsakmpHead;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload;
import io.secureconnect.spi.Datagram;
import io.secureconnect.testkit.junit.Seeded;
import io.secureconnect.testkit.kernel.IpPacket;
import io.secureconnect.testkit.net.WireEntry;
import io.secureconnect.testkit.time.SeededRandom;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Somebody writes the peer's address on its own datagrams: nothing that stands is touched, and little is answered. */
@Seeded
class IsakmpStrangerScenarioTest {
    private static final int IKE = 500;
    private static final int MOST_HALF_OPEN = 4;
    private static final int IPSEC_DOI = 1;
    private static final int ISAKMP = 1;
    private static final int ESP = 3;

    private static IkePair established(SeededRandom random) {
        IkePair pair = IkePair.builder(random).version(IkeVersion.IKEV1).build();
        pair.letFly();
        pair.a().initiate();
        pair.assertAgree();
        return pair;
    }

    /** The first message of a main mode, as a real initiator sends it. */
    private static byte[] firstMessage(SeededRandom random) {
        IkePair other = IkePair.builder(random).version(IkeVersion.IKEV1).build();
        other.b().initiate();
        Datagram first = other.next().datagram();
        return first.payload().toArray();
    }

    private static void spoof(IkePair pair, byte[] message) {
        HostPair path = pair.a().path();
        pair.network().inject(IpPacket.udp(path.remote(), IKE, path.local(), IKE, message));
    }

    private static void putCookie(byte[] message, int at, byte[] cookie) {
        System.arraycopy(cookie, 0, message, at, cookie.length);
    }

    private static void assertStandsAsBefore(IkePair pair, Set<Long> ike, ChildView child, Flow flow) {
        flow.stop();
        pair.advance(Duration.ofMinutes(1));
        pair.assertAgree();
        assertThat(pair.a().session().localSpis()).as("%s", pair.transcript()).isEqualTo(ike);
        assertThat(pair.a().child()).isEqualTo(child);
        flow.assertNoneLost();
    }

    @Test
    void aFloodOfFirstMessagesTouchesNothingThatStands(SeededRandom random) {
        IkePair pair = established(random.split());
        Set<Long> ike = pair.a().session().localSpis();
        ChildView child = pair.a().child();
        Flow flow = pair.flow();
        byte[] first = firstMessage(random.split());
        for (int i = 0; i < 500; i++) {
            putCookie(first, 0, random.octets(8));
            spoof(pair, first);
            assertThat(pair.a().session().localSpis())
                    .as("half open at most %s", MOST_HALF_OPEN)
                    .hasSizeLessThanOrEqualTo(1 + MOST_HALF_OPEN);
        }
        assertStandsAsBefore(pair, ike, child, flow);
    }

    @Test
    void thePeerComesThroughAfterAFlood(SeededRandom random) {
        IkePair pair = established(random.split());
        byte[] first = firstMessage(random.split());
        for (int i = 0; i < 100; i++) {
            putCookie(first, 0, random.octets(8));
            spoof(pair, first);
        }
        Set<Long> before = new HashSet<>(pair.b().session().localSpis());
        Flow flow = pair.flow();
        pair.b().renew();
        pair.advance(Duration.ofMinutes(3));
        flow.stop();
        pair.advance(Duration.ofSeconds(1));
        flow.assertNoneLost();
        pair.assertAgree();
        assertThat(pair.b().session().localSpis()).doesNotContainAnyElementsOf(before);
    }

    @Test
    void informationalMessagesThatNobodyVouchesForChangeNothing(SeededRandom random) {
        IkePair pair = established(random.split());
        Set<Long> ike = pair.a().session().localSpis();
        ChildView child = pair.a().child();
        Flow flow = pair.flow();
        for (byte[] message : forgeries(pair, random)) {
            spoof(pair, message);
        }
        assertStandsAsBefore(pair, ike, child, flow);
    }

    /** Deletes and notifications in clear and as noise, under the cookies that stand. */
    private static List<byte[]> forgeries(IkePair pair, SeededRandom random) {
        ByteBuffer last = pair.network().log().entries().stream()
                .map(WireEntry::packet)
                .filter(packet -> packet.destinationPort().orElse(0) == IKE)
                .reduce((before, after) -> after)
                .map(packet -> ByteBuffer.wrap(packet.data()))
                .orElseThrow();
        long initiator = last.getLong(0);
        long responder = last.getLong(8);
        byte[] both = Arrays.copyOf(last.array(), 16);
        Bytes esp = Bytes.wrap(ByteBuffer.allocate(4)
                .putInt((int) pair.a().child().outbound().value())
                .array());
        List<byte[]> forgeries = new ArrayList<>();
        for (IsakmpPayload payload : List.of(
                new IsakmpPayload.Delete(IPSEC_DOI, ISAKMP, both.length, List.of(Bytes.wrap(both))),
                new IsakmpPayload.Delete(IPSEC_DOI, ESP, 4, List.of(esp)),
                notification(both, NotifyType.INITIAL_CONTACT),
                notification(both, NotifyType.NO_PROPOSAL_CHOSEN),
                notification(both, NotifyType.INVALID_COOKIE))) {
            for (ExchangeType type :
                    List.of(ExchangeType.INFORMATIONAL, ExchangeType.MAIN_MODE, ExchangeType.QUICK_MODE)) {
                forgeries.add(IsakmpCodec.encode(head(initiator, responder, type, false), List.of(payload)));
            }
        }
        for (ExchangeType type : ExchangeType.values()) {
            byte[] noise = random.octets(64);
            byte[] header =
                    IsakmpCodec.header(head(initiator, responder, type, true), 8, IsakmpHead.OCTETS + noise.length);
            byte[] message = Arrays.copyOf(header, header.length + noise.length);
            System.arraycopy(noise, 0, message, header.length, noise.length);
            forgeries.add(message);
        }
        return forgeries;
    }

    private static IsakmpPayload notification(byte[] cookies, NotifyType type) {
        return new IsakmpPayload.Notification(IPSEC_DOI, ISAKMP, Bytes.wrap(cookies), type.number(), Bytes.empty());
    }

    private static IsakmpHead head(long initiator, long responder, ExchangeType type, boolean encrypted) {
        return new IsakmpHead(
                initiator, responder, IsakmpHead.IKEV1, type.number(), encrypted, false, false, 0x0badcafe);
    }
}
