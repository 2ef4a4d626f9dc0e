package io.secureconnect.core.ike.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.spy;

import io.secureconnect.api.auth.PostquantumPreSharedKey;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.core.ike.auth.Authenticator;
import io.secureconnect.core.ike.registry.NotifyType;
import io.secureconnect.core.ike.task.Notices;
import io.secureconnect.core.ike.wire.DecodeException;
import io.secureconnect.core.ike.wire.v2.IkeMessage;
import io.secureconnect.core.ike.wire.v2.MessageCodec;
import io.secureconnect.core.ike.wire.v2.MessageHead;
import io.secureconnect.core.ike.wire.v2.Payload;
import io.secureconnect.spi.Datagram;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.InOrder;

/** IKE_SA_INIT, IKE_INTERMEDIATE and IKE_AUTH, by the sections of RFC 7296 and its companions. */
class InitialExchangesTest {
    /** Somebody's answer to the request under way, in clear. */
    private static Datagram forged(Datagram request, Payload... payloads) throws DecodeException {
        MessageHead head = MessageCodec.peek(request.payload().toArray());
        MessageHead answer = new MessageHead(
                head.initiatorSpi(), 0, MessageHead.IKEV2, head.exchangeType(), false, false, true, head.messageId());
        return new Datagram(
                request.remote(),
                request.local(),
                Bytes.wrap(MessageCodec.encode(new IkeMessage(answer, Arrays.asList(payloads)))));
    }

    private static IkeMessage message(Datagram datagram) throws DecodeException {
        return MessageCodec.decode(datagram.payload().toArray());
    }

    @Nested
    class Section_1_2_InitialExchanges {
        @Test
        void fourMessagesMakeTwoSasWithMirroredKeys() {
            Pair pair = new Pair().begin();
            pair.settle();

            assertThat(pair.transcript).as(pair.toString()).hasSize(4);
            assertThat(pair.a.established && pair.b.established)
                    .as(pair.toString())
                    .isTrue();
            assertThat(pair.a.session().proposal())
                    .isPresent()
                    .isEqualTo(pair.b.session().proposal());
            assertThat(pair.a.session().lastHeard()).contains(pair.now);
            assertThat(pair.a.log)
                    .containsExactly("SEND", "SEND", "INSTALL in 0a000001", "INSTALL out 0b000001", "ESTABLISHED");
            assertThat(pair.b.log)
                    .containsExactly("SEND", "INSTALL in 0b000001", "INSTALL out 0a000001", "SEND", "ESTABLISHED");
            assertThat(pair.a.sas(Direction.INBOUND)).hasSize(1);
            assertThat(pair.isPassingBothWays()).isTrue();
            assertThat(pair.a.sending().orElseThrow().key())
                    .isNotEqualTo(pair.b.sending().orElseThrow().key());
            assertThat(pair.a.session().state()).isEqualTo("Idle");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "aes128gcm16-prfsha256-ecp256",
                    "chacha20poly1305-prfsha512-x448",
                    "aes256-sha256-modp2048",
                    "aes128-sha512-ecp521",
                    "aes256gcm16-prfsha384-ecp384"
                })
        void everySuiteWorks(String suite) {
            Pair pair = new Pair();
            pair.termsA.ike = List.of(IkeProposal.parse(suite));
            pair.termsB.ike = pair.termsA.ike;
            pair.begin().settle();
            assertThat(pair.isPassingBothWays()).as(pair.toString()).isTrue();
        }

        @Test
        void lostMessagesAreRepeated() {
            Pair pair = new Pair().begin();
            pair.lose();
            pair.pass(Duration.ofSeconds(1));
            assertThat(pair.isPassingBothWays()).as(pair.toString()).isTrue();
        }

        @Test
        void aLostResponseIsSentAgainWithTheSameOctets() {
            Pair pair = new Pair().begin();
            pair.deliverToB();
            Datagram response = pair.toA.poll();
            pair.pass(Duration.ofMillis(500), true);
            assertThat(pair.b.sent.get(1).payload()).isEqualTo(response.payload());
            assertThat(pair.isPassingBothWays()).isTrue();
        }

        @Test
        void withoutACommonIkeProposalBothKnowWhy() {
            Pair pair = new Pair();
            pair.termsB.ike = List.of(IkeProposal.parse("aes256-sha256-ecp256"));
            pair.begin().settle();
            assertThat(pair.b.reasons()).containsExactly(NegotiationFailure.NO_IKE_PROPOSAL);
            assertThat(pair.b.ended).isTrue();
            pair.pass(Duration.ofSeconds(2));
            assertThat(pair.a.reasons()).containsExactly(NegotiationFailure.NO_IKE_PROPOSAL);
            assertThat(pair.a.ended).isTrue();
            assertThat(pair.a.reserved).isEmpty();
        }

        @Test
        void withAnotherSharedKeyBothKnowWhyAndNothingIsInstalled() {
            Pair pair = new Pair();
            pair.termsB.key = "another key than that of the peer";
            pair.begin().settle();
            assertThat(pair.a.reasons()).containsExactly(NegotiationFailure.AUTHENTICATION_FAILED);
            assertThat(pair.b.reasons()).containsExactly(NegotiationFailure.AUTHENTICATION_FAILED);
            assertThat(pair.a.kernel).isEmpty();
            assertThat(pair.b.kernel).isEmpty();
            assertThat(pair.a.ended && pair.b.ended).isTrue();
            assertThat(pair.a.reserved).isEmpty();
        }

        @Test
        void eachEndKnowsWhichCertificatesTheOtherAsksForBeforeItProvesItself() {
            Payload.CertificateRequest ocsp = new Payload.CertificateRequest(14, Bytes.empty());
            List<Authenticator> ends = new ArrayList<>();
            UnaryOperator<Authenticator> watched = end -> {
                Authenticator spy = spy(end);
                doReturn(List.of(ocsp)).when(spy).certificateRequests();
                ends.add(spy);
                return spy;
            };
            Pair pair = new Pair();
            pair.termsA.watched = watched;
            pair.termsB.watched = watched;
            pair.begin().settle();

            assertThat(ends).hasSize(2);
            ends.forEach(end -> {
                InOrder order = inOrder(end);
                order.verify(end).peerAccepts(List.of(), List.of(ocsp));
                order.verify(end).prove(any(), any(), any());
            });
        }

        @Test
        void aPeerOfAnotherNameIsToldAndDropped() {
            Pair pair = new Pair();
            pair.termsA.remoteId = "somebody else";
            pair.begin().settle();
            assertThat(pair.a.reasons()).containsExactly(NegotiationFailure.WRONG_IDENTITY);
            assertThat(pair.b.reasons()).containsExactly(NegotiationFailure.AUTHENTICATION_FAILED);
            assertThat(pair.b.kernel).as(pair.toString()).isEmpty();
            assertThat(pair.b.ended).isTrue();
        }

        @Test
        void withoutACommonEspProposalTheIkeSaStaysAndTheChildFails() {
            Pair pair = new Pair();
            pair.termsB.esp = List.of(EspProposal.parse("aes256-sha256"));
            pair.begin().settle();
            assertThat(pair.a.reasons()).containsExactly(NegotiationFailure.NO_ESP_PROPOSAL);
            assertThat(pair.b.reasons()).containsExactly(NegotiationFailure.NO_ESP_PROPOSAL);
            assertThat(pair.a.established && pair.b.established).isTrue();
            assertThat(pair.a.kernel).isEmpty();
            assertThat(pair.a.reserved).isEmpty();
        }

        @Test
        void otherAddressesThanThoseOfThePathAreUnacceptable() {
            Pair pair = new Pair();
            pair.termsB.path = HostPair.of("192.0.2.2", "192.0.2.9");
            pair.termsB.seen = Optional.of(Pair.PATH.mirror());
            pair.begin().settle();
            assertThat(pair.b.reasons()).containsExactly(NegotiationFailure.INVALID_SELECTORS);
            assertThat(pair.a.reasons()).containsExactly(NegotiationFailure.INVALID_SELECTORS);
            assertThat(pair.a.kernel).isEmpty();
        }

        @Test
        void theFirstContactIsAnnounced() {
            Pair pair = new Pair();
            pair.termsA.initialContact = true;
            pair.begin().settle();
            assertThat(pair.b.initialContact).isTrue();
            assertThat(pair.a.initialContact).isFalse();
        }
    }

    @Nested
    class Section_1_3_InvalidKeyExchange {
        @Test
        void anotherKeyExchangeThatWasOfferedIsTaken() {
            Pair pair = new Pair();
            pair.termsA.ike = List.of(
                    IkeProposal.parse("aes256gcm16-prfsha256-x25519"),
                    IkeProposal.parse("aes256gcm16-prfsha256-ecp256"));
            pair.termsB.ike = List.of(IkeProposal.parse("aes256gcm16-prfsha256-ecp256"));
            pair.begin();
            pair.deliverToB();
            assertThat(pair.b.failures).isEmpty();
            assertThat(pair.b.ended).isTrue();
            pair.b.ended = false;
            pair.respondAnew();
            pair.settle();
            assertThat(pair.isPassingBothWays()).as(pair.toString()).isTrue();
        }

        @Test
        void oneThatWasNotOfferedIsAHintAtMost() throws DecodeException {
            Pair pair = new Pair().begin();
            Datagram request = pair.toB.peek();
            pair.on(
                    pair.a,
                    s -> s.receive(
                            uncheckedForged(
                                    request, Notices.of(NotifyType.INVALID_KE_PAYLOAD, Notices.numbers(List.of(14)))),
                            pair.now));
            assertThat(pair.a.sent).hasSize(1);
            pair.settle();
            assertThat(pair.isPassingBothWays()).isTrue();
        }

        @Test
        void anEndlessRequestForOthersEndsAfterAFew() {
            Pair pair = new Pair();
            pair.termsA.ike = List.of(
                    IkeProposal.parse("aes256gcm16-prfsha256-x25519"),
                    IkeProposal.parse("aes256gcm16-prfsha256-ecp256"));
            pair.begin();
            for (int i = 0; i < 20; i++) {
                Datagram request = pair.a.sent.get(pair.a.sent.size() - 1);
                int other = i % 2 == 0 ? 19 : 31;
                pair.on(
                        pair.a,
                        s -> s.receive(
                                uncheckedForged(
                                        request,
                                        Notices.of(NotifyType.INVALID_KE_PAYLOAD, Notices.numbers(List.of(other)))),
                                pair.now));
            }
            assertThat(pair.a.sent).hasSize(5);
            pair.lose();
            pair.pass(Duration.ofMinutes(1), false);
            assertThat(pair.a.reasons()).containsExactly(NegotiationFailure.NO_KEY_EXCHANGE);
        }
    }

    private static Datagram uncheckedForged(Datagram request, Payload... payloads) {
        try {
            return forged(request, payloads);
        } catch (DecodeException e) {
            throw new IllegalStateException(e);
        }
    }

    @Nested
    class Section_2_6_Cookies {
        @Test
        void theRequestIsSentAnewWithTheCookieFirstAndTheRestUnchanged() throws DecodeException {
            Pair pair = new Pair().begin();
            Datagram request = pair.toB.poll();
            Bytes cookie = Bytes.ofHex("c001c001");
            pair.on(pair.a, s -> s.receive(uncheckedForged(request, Notices.of(NotifyType.COOKIE, cookie)), pair.now));

            IkeMessage before = message(request);
            IkeMessage after = message(pair.toB.peek());
            assertThat(after.payloads().get(0)).isEqualTo(Notices.of(NotifyType.COOKIE, cookie));
            assertThat(after.payloads().subList(1, after.payloads().size())).isEqualTo(before.payloads());
            assertThat(after.head()).isEqualTo(before.head());
            pair.settle();
            assertThat(pair.isPassingBothWays()).as(pair.toString()).isTrue();
        }
    }

    @Nested
    class Section_2_21_UnprotectedErrors {
        @Test
        void aForgedRefusalDoesNotKeepARealAnswerOut() {
            Pair pair = new Pair().begin();
            Datagram request = pair.toB.peek();
            pair.on(
                    pair.a,
                    s -> s.receive(uncheckedForged(request, Notices.of(NotifyType.NO_PROPOSAL_CHOSEN)), pair.now));
            assertThat(pair.a.failures).isEmpty();
            pair.settle();
            assertThat(pair.isPassingBothWays()).isTrue();
        }

        @Test
        void nothingInClearTouchesAnEstablishedSession() throws DecodeException {
            Pair pair = Pair.established();
            long spiA = pair.a.session().initiatorSpi();
            MessageHead ours = message(pair.a.sent.get(1)).head();
            for (NotifyType type : NotifyType.values()) {
                for (int exchange : new int[] {34, 35, 36, 37}) {
                    for (boolean response : new boolean[] {true, false}) {
                        MessageHead head = new MessageHead(
                                spiA, ours.responderSpi(), MessageHead.IKEV2, exchange, false, false, response, 2);
                        Datagram datagram = new Datagram(
                                pair.a.sent.get(0).local(),
                                pair.a.sent.get(0).remote(),
                                Bytes.wrap(MessageCodec.encode(new IkeMessage(head, List.of(Notices.of(type))))));
                        pair.on(pair.a, s -> s.receive(datagram, pair.now));
                    }
                }
            }
            assertThat(pair.a.session().isEstablished()).isTrue();
            assertThat(pair.a.failures).isEmpty();
            assertThat(pair.toB).isEmpty();
        }

        @Test
        void changedOctetsAreIgnoredWhereverTheyAre() {
            Pair pair = new Pair().begin();
            pair.deliverToB();
            pair.deliverToA();
            Datagram auth = pair.toB.poll();
            for (int at = 0; at < auth.payload().length(); at++) {
                byte[] octets = auth.payload().toArray();
                octets[at] ^= 0x40;
                Datagram changed = new Datagram(auth.local(), auth.remote(), Bytes.wrap(octets));
                pair.on(pair.b, s -> s.receive(changed, pair.now));
            }
            assertThat(pair.b.established).isFalse();
            assertThat(pair.b.ended).isFalse();
            pair.toA.clear();
            pair.toB.add(auth);
            pair.settle();
            assertThat(pair.isPassingBothWays()).as(pair.toString()).isTrue();
        }
    }

    @Nested
    class Rfc6023_Childless {
        @Test
        void theChildFollowsWithAKeyExchangeOfItsOwn() {
            Pair pair = new Pair();
            pair.termsA.childWithAuthentication = false;
            pair.begin().settle();
            assertThat(pair.transcript).as(pair.toString()).hasSize(6);
            assertThat(pair.a.log).startsWith("SEND", "SEND", "ESTABLISHED", "SEND");
            assertThat(pair.isPassingBothWays()).isTrue();
        }
    }

    @Nested
    class Rfc8784_PostquantumPreSharedKeys {
        private PostquantumPreSharedKey key(String id, int fill, boolean required) {
            byte[] secret = new byte[32];
            Arrays.fill(secret, (byte) fill);
            return new PostquantumPreSharedKey(id, SecretBytes.wrap(secret), required);
        }

        private Pair with(Optional<PostquantumPreSharedKey> a, Optional<PostquantumPreSharedKey> b) {
            Pair pair = new Pair();
            pair.termsA.postquantum = a;
            pair.termsB.postquantum = b;
            pair.begin().settle();
            return pair;
        }

        @Test
        void bothHaveIt() {
            Pair pair = with(Optional.of(key("p", 1, true)), Optional.of(key("p", 1, true)));
            assertThat(pair.isPassingBothWays()).as(pair.toString()).isTrue();
            pair.on(pair.b, s -> s.rekeyIke(pair.now));
            pair.settle();
            pair.on(pair.a, s -> s.rekeyChild(s.children().get(0).inbound(), pair.now));
            pair.settle();
            assertThat(pair.isPassingBothWays()).isTrue();
        }

        @Test
        void optionalOnesOfOtherNamesAreLeftOut() {
            Pair pair = with(Optional.of(key("p", 1, false)), Optional.of(key("q", 1, false)));
            assertThat(pair.isPassingBothWays()).as(pair.toString()).isTrue();
        }

        @Test
        void anOptionalOneIsLeftOutIfThePeerHasNone() {
            assertThat(with(Optional.of(key("p", 1, false)), Optional.empty()).isPassingBothWays())
                    .isTrue();
            assertThat(with(Optional.empty(), Optional.of(key("p", 1, false))).isPassingBothWays())
                    .isTrue();
        }

        @Test
        void aRequiredOneThatThePeerLacksEndsIt() {
            Pair pair = with(Optional.of(key("p", 1, true)), Optional.empty());
            assertThat(pair.a.reasons()).containsExactly(NegotiationFailure.NO_POSTQUANTUM_KEY);
            Pair other = with(Optional.empty(), Optional.of(key("p", 1, true)));
            assertThat(other.b.reasons()).containsExactly(NegotiationFailure.NO_POSTQUANTUM_KEY);
            assertThat(other.a.kernel).isEmpty();
            Pair named = with(Optional.of(key("p", 1, false)), Optional.of(key("q", 1, true)));
            assertThat(named.b.reasons()).containsExactly(NegotiationFailure.NO_POSTQUANTUM_KEY);
            assertThat(named.a.kernel).isEmpty();
        }

        @Test
        void anotherSecretOfTheSameNameFailsAuthentication() {
            Pair pair = with(Optional.of(key("p", 1, false)), Optional.of(key("p", 2, false)));
            assertThat(pair.b.reasons()).containsExactly(NegotiationFailure.AUTHENTICATION_FAILED);
            assertThat(pair.a.kernel).isEmpty();
        }
    }

    @Nested
    class Rfc9370_AdditionalKeyExchanges {
        @ParameterizedTest
        @ValueSource(strings = {"x25519-ke1_mlkem768", "ecp384-ke1_mlkem1024", "x25519-ke1_mlkem768-ke2_ecp256"})
        void intermediateExchangesAddThem(String methods) {
            Pair pair = new Pair();
            pair.termsA.ike = List.of(IkeProposal.parse("aes256gcm16-prfsha384-" + methods));
            pair.termsB.ike = pair.termsA.ike;
            pair.begin();
            pair.deliverToB();
            pair.deliverToA();
            assertThat(pair.a.session().state()).isEqualTo("InitLocalIntermediate");
            pair.settle();
            assertThat(pair.isPassingBothWays()).as(pair.toString()).isTrue();
        }

        @Test
        void aPeerWithoutThemTakesAProposalWithout() {
            Pair pair = new Pair();
            pair.termsA.ike = List.of(
                    IkeProposal.parse("aes256gcm16-prfsha256-x25519-ke1_mlkem768"),
                    IkeProposal.parse("aes256gcm16-prfsha256-x25519"));
            pair.begin().settle();
            assertThat(pair.transcript).hasSize(4);
            assertThat(pair.isPassingBothWays()).isTrue();
        }

        @Test
        void aLostIntermediateResponseIsSentAgainUnderTheOldKeys() {
            Pair pair = new Pair();
            pair.termsA.ike = List.of(IkeProposal.parse("aes256gcm16-prfsha256-x25519-ke1_mlkem768"));
            pair.termsB.ike = pair.termsA.ike;
            pair.begin();
            pair.deliverToB();
            pair.deliverToA();
            while (pair.deliverToB()) {
                // all fragments
            }
            pair.toA.clear();
            pair.pass(Duration.ofSeconds(1));
            assertThat(pair.isPassingBothWays()).as(pair.toString()).isTrue();
        }
    }
}
