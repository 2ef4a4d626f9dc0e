package io.secureconnect.core.ike.v1.informational;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.v1.crypto.IsakmpCrypto;
import io.secureconnect.core.ike.v1.crypto.bc.StandardIsakmpCrypto;
import io.secureconnect.core.ike.v1.exchange.NatDetection;
import io.secureconnect.core.ike.v1.exchange.PeerAbilities;
import io.secureconnect.core.ike.v1.keys.Cookies;
import io.secureconnect.core.ike.v1.mainmode.PhaseOnes;
import io.secureconnect.core.ike.v1.registry.ExchangeType;
import io.secureconnect.core.ike.v1.registry.NotifyType;
import io.secureconnect.core.ike.v1.wire.IsakmpCodec;
import io.secureconnect.core.ike.v1.wire.IsakmpHead;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Delete;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Notification;
import io.secureconnect.core.ike.wire.DecodeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What two ends tell each other under an ISAKMP SA, and what somebody else may tell them. */
class InformationalTest {
    private static final IsakmpCrypto CRYPTO = new StandardIsakmpCrypto();
    private static final Spi SPI = new Spi(0xc0ffee01);

    private final PhaseOnes ones = between(1);
    private final Informational a = new Informational(ones.initiator(), new Random(2)::nextBytes);
    private final Informational b = new Informational(ones.responder(), new Random(3)::nextBytes);

    private static PhaseOnes between(long seed) {
        return PhaseOnes.of(
                CRYPTO,
                CRYPTO,
                new Random(seed)::nextBytes,
                IkeProposal.parse("aes256-sha256-modp2048"),
                PeerAbilities.none(),
                NatDetection.none());
    }

    static List<Notice> notices() {
        return List.of(
                new Notice.EspDeleted(List.of(SPI)),
                new Notice.EspDeleted(List.of(SPI, new Spi(256), new Spi(-1))),
                new Notice.IsakmpDeleted(List.of(new Cookies(7, 9))),
                new Notice.IsakmpDeleted(List.of(new Cookies(-7, 9), new Cookies(1, Long.MIN_VALUE))),
                new Notice.Liveness(false, 1),
                new Notice.Liveness(true, -1),
                new Notice.InitialContact(),
                new Notice.ResponderLifetime(
                        Optional.of(SPI), Optional.of(Duration.ofSeconds(100_000)), OptionalLong.of(5)),
                new Notice.ResponderLifetime(Optional.empty(), Optional.empty(), OptionalLong.of(0xffff_ffffL)),
                new Notice.ResponderLifetime(
                        Optional.empty(), Optional.of(Duration.ofSeconds(1)), OptionalLong.empty()),
                new Notice.Connected(Optional.of(SPI)),
                new Notice.Connected(Optional.empty()),
                new Notice.Refusal(14, Optional.of(SPI), Refusals.fault(14)),
                new Notice.Refusal(9999, Optional.empty(), Refusals.fault(9999)),
                new Notice.Other(24577),
                new Notice.Other(40000));
    }

    @ParameterizedTest
    @MethodSource("notices")
    void theOtherEndHearsWhatWasTold(Notice notice) {
        Informational.Opened opened = b.open(a.seal(notice).toArray());
        assertThat(opened.isAuthentic()).isTrue();
        assertThat(opened.notices()).containsExactly(notice);
        assertThat(a.open(b.seal(notice).toArray()).notices()).containsExactly(notice);
    }

    @Test
    void oneMessageTellsAll() {
        assertThat(b.open(a.seal(notices()).toArray()).notices()).containsExactlyInAnyOrderElementsOf(notices());
    }

    @Test
    void thatTheIsakmpSaItselfIsGoneIsHeardLast() {
        Notice gone = new Notice.IsakmpDeleted(List.of(new Cookies(7, 9)));
        Notice other = new Notice.IsakmpDeleted(List.of(new Cookies(1, 2)));
        Notice question = new Notice.Liveness(false, 1);
        assertThat(b.open(a.seal(List.of(gone, other, question)).toArray()).notices())
                .containsExactly(other, question, gone);
    }

    @Test
    void oneMessageAsksOnce() {
        Notice answer = new Notice.Liveness(true, 5);
        List<Notice> many = IntStream.range(0, 100)
                .mapToObj(i -> new Notice.Liveness(false, i))
                .collect(Collectors.toList());
        many.add(answer);
        assertThat(b.open(a.seal(many).toArray()).notices()).containsExactly(new Notice.Liveness(false, 0), answer);
    }

    @Test
    void eachMessageHasAnIdOfItsOwnAndIsEncrypted() throws DecodeException {
        IsakmpHead first = IsakmpCodec.peek(a.seal(new Notice.InitialContact()).toArray());
        IsakmpHead second = IsakmpCodec.peek(a.seal(new Notice.InitialContact()).toArray());
        assertThat(first.messageId()).isNotEqualTo(second.messageId()).isNotZero();
        assertThat(first.encrypted()).isTrue();
        assertThat(first.commit()).isFalse();
        assertThat(first.exchangeType()).isEqualTo(ExchangeType.INFORMATIONAL.number());
        assertThat(first.initiatorCookie()).isEqualTo(7);
        assertThat(first.responderCookie()).isEqualTo(9);
    }

    @Test
    void anIsakmpSaIsNamedByBothCookies() {
        Delete delete = (Delete) new Notice.IsakmpDeleted(List.of(new Cookies(7, 9))).payload(new Cookies(7, 9));
        assertThat(delete.protocol()).isEqualTo(1);
        assertThat(delete.spiSize()).isEqualTo(16);
        assertThat(delete.spis()).containsExactly(Bytes.ofHex("00000000000000070000000000000009"));
    }

    @Test
    void aQuestionForLifeNamesTheIsakmpSa() {
        Notification question = (Notification) new Notice.Liveness(false, 0x01020304).payload(new Cookies(7, 9));
        assertThat(question.type()).isEqualTo(36136);
        assertThat(question.protocol()).isEqualTo(1);
        assertThat(question.spi()).isEqualTo(Bytes.ofHex("00000000000000070000000000000009"));
        assertThat(question.data()).isEqualTo(Bytes.ofHex("01020304"));
    }

    @Test
    void aReplayTellsNothing() {
        byte[] message = a.seal(new Notice.InitialContact()).toArray();
        assertThat(b.open(message).isAuthentic()).isTrue();
        assertThat(b.open(message).isAuthentic()).isFalse();
        assertThat(b.open(message).notices()).isEmpty();
    }

    @Test
    void itsOwnMessageThrownBackTellsNothing() {
        assertThat(a.open(a.seal(new Notice.InitialContact()).toArray()).isAuthentic())
                .isFalse();
    }

    @Test
    void noBitCanBeFlipped() {
        byte[] message = a.seal(new Notice.EspDeleted(List.of(SPI))).toArray();
        for (int bit = 0; bit < 8 * message.length; bit++) {
            byte[] flipped = message.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            boolean unprotected = bit / 8 == 17 && bit % 8 < 4 || bit / 8 == 19 && bit % 8 > 0;
            if (!unprotected) { // the minor version and the other flags
                assertNothing(flipped);
            }
        }
        assertThat(b.open(message).notices()).hasSize(1);
    }

    @Test
    void noiseAndPiecesTellNothing() {
        Random random = new Random(1);
        byte[] message = a.seal(new Notice.EspDeleted(List.of(SPI))).toArray();
        for (int length = 0; length < message.length; length++) {
            assertNothing(Arrays.copyOf(message, length));
        }
        for (int i = 0; i < 500; i++) {
            byte[] noise = message.clone();
            for (int at = IsakmpHead.OCTETS; at < noise.length; at++) {
                noise[at] = (byte) random.nextInt();
            }
            assertNothing(noise);
        }
    }

    @Test
    void anotherIsakmpSaVouchesForNothing() {
        Informational stranger = new Informational(between(99).initiator(), new Random(5)::nextBytes);
        assertNothing(stranger.seal(new Notice.InitialContact()).toArray());
    }

    @Test
    void anExchangeOfAnotherTypeIsNoInformationalOne() {
        ProtectedExchange quick = new ProtectedExchange(ones.initiator(), ExchangeType.QUICK_MODE, 55);
        assertNothing(quick.seal(
                        quick.hashes()::informational, List.of(new Notice.InitialContact().payload(new Cookies(7, 9))))
                .toArray());
    }

    @Test
    void whatComesInClearIsAtMostAHint() {
        IsakmpHead head =
                new IsakmpHead(7, 9, IsakmpHead.IKEV1, ExchangeType.INFORMATIONAL.number(), false, false, false, 4711);
        byte[] message = IsakmpCodec.encode(
                head,
                List.of(
                        new Notice.EspDeleted(List.of(SPI)).payload(new Cookies(7, 9)),
                        new Notice.Refusal(14, Optional.empty(), Refusals.fault(14)).payload(new Cookies(7, 9))));
        assertNothing(message);
        assertThat(Informational.hint(message).orElseThrow().type()).isEqualTo(14);
        assertThat(Informational.hint(Arrays.copyOf(message, message.length - 1)))
                .isEmpty();
        assertThat(Informational.hint(new byte[0])).isEmpty();
        assertThat(Informational.hint(a.seal(new Notice.InitialContact()).toArray()))
                .isEmpty();
    }

    @Test
    void hundredsOfSpisAreHeardOnceEach() {
        List<Bytes> spis = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            spis.add(Bytes.ofHex(String.format("%08x", i % 1000)));
        }
        List<Notice> notices = hear(new Delete(1, 3, 4, spis));
        List<Spi> expected =
                IntStream.range(Spi.LOWEST, 1000).mapToObj(Spi::new).collect(Collectors.toList());
        assertThat(notices).containsExactly(new Notice.EspDeleted(expected));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 16, 255})
    void spisOfAnotherSizeTellNothing(int octets) {
        assertThat(hear(new Delete(1, 3, octets, List.of(Bytes.wrap(new byte[octets])))))
                .isEmpty();
        if (octets != 16) {
            assertThat(hear(new Delete(1, 1, octets, List.of(Bytes.wrap(new byte[octets])))))
                    .isEmpty();
        }
    }

    @Test
    void deletesOfOtherProtocolsOrOfNothingTellNothing() {
        Bytes spi = Bytes.ofHex("c0ffee01");
        assertThat(hear(new Delete(1, 2, 4, List.of(spi)))).isEmpty();
        assertThat(hear(new Delete(1, 4, 4, List.of(spi)))).isEmpty();
        assertThat(hear(new Delete(1, 3, 4, List.of()))).isEmpty();
        assertThat(hear(new Delete(2, 3, 4, List.of(spi)))).as("another DOI").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 5, 100})
    void aQuestionWithoutANumberIsNone(int octets) {
        Notification question =
                new Notification(1, 1, Bytes.empty(), NotifyType.R_U_THERE.number(), Bytes.wrap(new byte[octets]));
        assertThat(hear(question)).containsExactly(new Notice.Other(36136));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "80010001",
                "8002000a",
                "8001000180020000",
                "80010003800200ff",
                "800100018002",
                "00020004ffffffff",
                "0002ffff",
                "80010001800100018001000180010001800100018001000180010001800100018002000a"
            })
    void aLifetimeThatIsNoneTellsNothing(String data) {
        Notification notification = new Notification(
                1, 3, Bytes.ofHex("c0ffee01"), NotifyType.RESPONDER_LIFETIME.number(), Bytes.ofHex(data));
        assertThat(hear(notification)).containsExactly(new Notice.Other(24576));
    }

    @Test
    void lifetimesComeInManyForms() {
        assertThat(lifetime("8001000180020e10")).isEqualTo(Optional.of(Duration.ofHours(1)));
        assertThat(lifetime("80010001000200040000000a")).isEqualTo(Optional.of(Duration.ofSeconds(10)));
        assertThat(lifetime("0001000400000001000200020e10")).isEqualTo(Optional.of(Duration.ofHours(1)));
        assertThat(lifetime("800100010002000cffffffffffffffffffffffff"))
                .isEqualTo(Optional.of(Duration.ofSeconds(0xffff_ffffL)));
    }

    private Optional<Duration> lifetime(String data) {
        Notice heard = hear(new Notification(
                        1, 3, Bytes.ofHex("c0ffee01"), NotifyType.RESPONDER_LIFETIME.number(), Bytes.ofHex(data)))
                .get(0);
        return ((Notice.ResponderLifetime) heard).lifetime();
    }

    @Test
    void errorsHaveAReasonForPeople() {
        assertThat(Refusals.fault(14).reason()).isEqualTo(NegotiationFailure.NO_ESP_PROPOSAL);
        assertThat(Refusals.fault(18).reason()).isEqualTo(NegotiationFailure.INVALID_SELECTORS);
        assertThat(Refusals.fault(24).reason()).isEqualTo(NegotiationFailure.AUTHENTICATION_FAILED);
        assertThat(Refusals.fault(8191).reason()).isEqualTo(NegotiationFailure.PEER_REFUSED);
        assertThat(Refusals.fault(14).detail()).contains("NO-PROPOSAL-CHOSEN");
    }

    private List<Notice> hear(IsakmpPayload... payloads) {
        int id = a.messageIds().draw();
        ProtectedExchange exchange = new ProtectedExchange(ones.initiator(), ExchangeType.INFORMATIONAL, id);
        Informational.Opened opened = b.open(exchange.seal(exchange.hashes()::informational, List.of(payloads))
                .toArray());
        assertThat(opened.isAuthentic()).isTrue();
        return opened.notices();
    }

    private void assertNothing(byte[] message) {
        Informational.Opened opened = b.open(message);
        assertThat(opened.isAuthentic()).isFalse();
        assertThat(opened.notices()).isEmpty();
    }
}
