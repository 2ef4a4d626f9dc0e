package io.secureconnect.core.ike.host;

import static io.secureconnect.core.ike.host.HostFixture.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.registry.ExchangeType;
import io.secureconnect.core.ike.registry.NotifyType;
import io.secureconnect.core.ike.session.IkeEffect;
import io.secureconnect.core.ike.wire.DecodeException;
import io.secureconnect.core.ike.wire.v2.IkeMessage;
import io.secureconnect.core.ike.wire.v2.MessageCodec;
import io.secureconnect.core.ike.wire.v2.MessageHead;
import io.secureconnect.core.ike.wire.v2.Payload;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.UdpEndpoint;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What strangers get: a session, a cookie, one answer, or nothing. */
class WhoIsLetInTest {
    private final HostFixture host = new HostFixture(64, 1, 3);

    @Test
    void aPeerOfThePolicyIsAnswered() {
        host.want(2, "a1").synchronize();

        host.init(2, 7);

        assertThat(host.last().initiator).isFalse();
        assertThat(host.last().asked).containsExactly("receive");
    }

    @Test
    void whoeverPolicyDoesNotNameIsNot() {
        host.want(2, "a1").synchronize();

        assertThat(host.init(9, 7)).isEmpty();

        assertThat(host.sessions).isEmpty();
        assertThat(host.host.counters()).containsEntry("ikeUnknownPeer", 1L);
    }

    @Test
    void aRepeatedFirstMessageGoesToTheSessionItBegan() {
        host.want(2, "a1").synchronize();
        host.init(2, 7);
        host.init(2, 7);

        assertThat(host.sessions).hasSize(1);
        assertThat(host.last().asked).containsExactly("receive", "receive");
        host.receive(host.last(), host.last().establish(0x1000, false));
        host.init(2, 7);
        assertThat(host.sessions).as("also when it stands").hasSize(1);
    }

    @Test
    void fromSoManyHalfOpenOnesOnACookieIsAskedForAndNothingKept() throws DecodeException {
        host.want(2, "a1").want(3, "a2").synchronize();
        host.init(2, 7);

        List<IkeEffect> answers = host.init(3, 8);

        assertThat(host.sessions).hasSize(1);
        IkeMessage answer = answer(answers);
        assertThat(answer.head().response()).isTrue();
        assertThat(answer.head().initiator()).isFalse();
        assertThat(answer.head().responderSpi()).isZero();
        assertThat(answer.head().initiatorSpi()).isEqualTo(8);
        assertThat(((Payload.Notify) answer.payloads().get(0)).type()).isEqualTo(NotifyType.COOKIE.number());

        host.init(3, 8, answer.payloads().get(0));
        assertThat(host.sessions).hasSize(2);
        assertThat(host.host.counters()).containsEntry("ikeCookiesAsked", 1L);
    }

    @Test
    void aCookieIsGoodForItsSenderAloneAndForAWhile() throws DecodeException {
        host.want(2, "a1").want(3, "a2").want(4, "a3").synchronize();
        host.init(2, 7);
        Payload cookie = answer(host.init(3, 8)).payloads().get(0);
        Payload.Notify notify = (Payload.Notify) cookie;
        byte[] bent = notify.data().toArray();
        bent[bent.length - 1] ^= 1;

        host.init(4, 8, cookie);
        host.init(3, 9, cookie);
        host.init(3, 8, new Payload.Notify(0, Bytes.empty(), notify.type(), Bytes.wrap(bent)));
        host.init(3, 8, new Payload.Notify(0, Bytes.empty(), notify.type(), Bytes.empty()));
        assertThat(host.sessions)
                .as("another address, another SPI, another cookie")
                .hasSize(1);

        host.now = host.now.plus(Duration.ofSeconds(90));
        host.init(3, 8, cookie);
        assertThat(host.sessions).as("under the secret before").hasSize(2);
        FakeSession last = host.last();
        host.receive(last, last.fail(NegotiationFailure.PEER_TIMEOUT));
        host.now = host.now.plus(Duration.ofSeconds(61));
        host.init(3, 8, cookie);
        assertThat(host.sessions).as("under one long gone").hasSize(2);
    }

    @Test
    void aboveTheLimitNobodyIsLetInAndWhatStandsIsLeftAlone() throws DecodeException {
        host.want(2, "a1").want(3, "a2").synchronize();
        host.init(2, 1);
        FakeSession standing = host.last();
        host.receive(standing, standing.establish(0x1000, false));
        host.effects.clear();
        for (long spi = 10; spi < 20; spi++) {
            List<IkeEffect> answers = host.init(3, spi);
            if (!answers.isEmpty()) {
                host.init(3, spi, answer(answers).payloads().get(0));
            }
        }

        assertThat(host.sessions).as("one standing, three half open").hasSize(4);
        assertThat(host.host.counters()).containsEntry("ikeHalfOpenRefused", 7L);
        assertThat(standing.asked).containsExactly("receive", "receive");
    }

    @Test
    void halfOpenOnesThatEndMakeRoom() {
        HostFixture narrow = new HostFixture(64, 8, 1);
        narrow.want(2, "a1").synchronize();
        narrow.init(2, 1);
        narrow.init(2, 2);
        assertThat(narrow.sessions).hasSize(1);

        narrow.receive(narrow.last(), narrow.last().fail(NegotiationFailure.AUTHENTICATION_FAILED));
        narrow.init(2, 3);

        assertThat(narrow.sessions).hasSize(2);
    }

    @Test
    void aStrangersFailuresAreToldNowAndThenOnly() {
        HostFixture open = new HostFixture();
        open.want(2, "a1").synchronize();
        for (long spi = 1; spi <= 5; spi++) {
            open.init(2, spi);
            open.receive(open.last(), open.last().fail(NegotiationFailure.AUTHENTICATION_FAILED));
        }

        assertThat(open.taken()).containsExactly("failed AUTHENTICATION_FAILED");
    }

    @Test
    void anUnknownIkeSaIsAnsweredToPeersAtALimitedRate() throws DecodeException {
        host.want(2, "a1").synchronize();
        List<IkeEffect> first = host.keep(host.host.receive(unknown(2, false), host.now));

        IkeMessage answer = answer(first);
        assertThat(((Payload.Notify) answer.payloads().get(0)).type()).isEqualTo(NotifyType.INVALID_IKE_SPI.number());
        assertThat(answer.head())
                .isEqualTo(new MessageHead(
                        0xaaa, 0xbbb, MessageHead.IKEV2, ExchangeType.INFORMATIONAL.number(), false, false, true, 5));
        assertThat(host.host.receive(unknown(2, true), host.now))
                .as("a response")
                .isEmpty();
        assertThat(host.host.receive(unknown(9, false), host.now))
                .as("a stranger's")
                .isEmpty();

        int answered = 0;
        for (int i = 0; i < 1_000; i++) {
            answered += host.host.receive(unknown(2, false), host.now).size();
        }
        assertThat(answered).isLessThan(20);
        assertThat(host.host.counters().get("ikeAnswersWithheld")).isEqualTo(1_000L - answered);
    }

    @Test
    void aHigherMajorVersionIsToldTheHighestThatIsSpoken() throws DecodeException {
        host.want(2, "a1").synchronize();
        IkeMessage answer = answer(host.host.receive(version(0x30), host.now));

        Payload.Notify notify = (Payload.Notify) answer.payloads().get(0);
        assertThat(notify.type()).isEqualTo(NotifyType.INVALID_MAJOR_VERSION.number());
        assertThat(notify.data()).isEqualTo(Bytes.ofHex("02"));
        assertThat(host.host.receive(version(0x10), host.now)).as("IKEv1").isEmpty();
        assertThat(host.host.counters()).containsEntry("ikeUnknownVersion", 2L);
        assertThat(host.sessions).isEmpty();
    }

    @Test
    void keepalivesAndStrayEspLeadToNothing() {
        host.want(2, "a1").synchronize();

        assertThat(host.host.receive(natTraversal("ff"), host.now)).isEmpty();
        assertThat(host.host.receive(natTraversal("00000123aabbccdd"), host.now))
                .isEmpty();
        assertThat(host.host.receive(natTraversal("00"), host.now)).isEmpty();

        assertThat(host.host.counters()).containsEntry("ikeStrayEsp", 1L).containsEntry("ikeMalformed", 1L);
    }

    @Test
    void noOctetsThrowAndNoneGetMoreThanOneAnswer() {
        host.want(2, "a1").synchronize();
        Random random = new Random(4);
        byte[] real = HostFixture.initDatagram(2, 7).payload().toArray();
        for (int i = 0; i < 20_000; i++) {
            byte[] octets = real.clone();
            if (i % 3 == 0) {
                octets = new byte[random.nextInt(120)];
                random.nextBytes(octets);
            } else {
                for (int bend = 0; bend < 1 + i % 4; bend++) {
                    octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
                }
            }
            int port = random.nextBoolean() ? 500 : 4500;
            Datagram datagram = new Datagram(
                    new UdpEndpoint(path(2).local(), port),
                    new UdpEndpoint(path(2).remote(), random.nextInt(65_536)),
                    Bytes.wrap(octets));
            assertThat(host.host.receive(datagram, host.now)).hasSizeLessThan(2);
        }
        assertThat(host.sessions).hasSizeLessThanOrEqualTo(3);
    }

    private static Datagram unknown(int address, boolean response) {
        MessageHead head = new MessageHead(
                0xaaa, 0xbbb, MessageHead.IKEV2, ExchangeType.INFORMATIONAL.number(), true, false, response, 5);
        return new Datagram(
                new UdpEndpoint(path(address).local(), 500),
                new UdpEndpoint(path(address).remote(), 500),
                HostFixture.encode(new IkeMessage(head, List.of())));
    }

    private static Datagram version(int version) {
        byte[] octets = HostFixture.initDatagram(2, 7).payload().toArray();
        octets[17] = (byte) version;
        return new Datagram(
                new UdpEndpoint(path(2).local(), 500), new UdpEndpoint(path(2).remote(), 500), Bytes.wrap(octets));
    }

    private static Datagram natTraversal(String hex) {
        return new Datagram(
                new UdpEndpoint(path(2).local(), 4500), new UdpEndpoint(path(2).remote(), 4500), Bytes.ofHex(hex));
    }

    private static IkeMessage answer(List<IkeEffect> effects) throws DecodeException {
        assertThat(effects).singleElement().isInstanceOf(IkeEffect.Send.class);
        return MessageCodec.decode(
                ((IkeEffect.Send) effects.get(0)).datagram().payload().toArray());
    }
}
