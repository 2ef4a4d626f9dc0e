package io.secureconnect.core.ike.v1.mainmode;

import static io.secureconnect.api.keying.NegotiationFailure.AUTHENTICATION_FAILED;
import static io.secureconnect.api.keying.NegotiationFailure.NO_IKE_PROPOSAL;
import static io.secureconnect.api.keying.NegotiationFailure.NO_KEY_EXCHANGE;
import static io.secureconnect.api.keying.NegotiationFailure.PROTOCOL_ERROR;
import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IkeIdentity;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.v1.exchange.Step;
import io.secureconnect.core.ike.v1.registry.ExchangeType;
import io.secureconnect.core.ike.v1.registry.NotifyType;
import io.secureconnect.core.ike.v1.wire.IsakmpCodec;
import io.secureconnect.core.ike.v1.wire.IsakmpHead;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Identification;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.KeyExchange;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Kind;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Nonce;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Notification;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.SecurityAssociation;
import io.secureconnect.core.pki.Authority;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes, from whom ever: an answer of one message at most, no exception, and an honest main mode still ends well. */
class HostilePeerTest {
    private static final int VERSION_AT = 17;
    private static final int EXCHANGE_TYPE_AT = 18;
    private static final int FLAGS_AT = 19;
    private static final int MESSAGE_ID_AT = 20;

    private final Duel duel = new Duel();

    /** A payload of each kind that has its place elsewhere. */
    private static final List<IsakmpPayload> MISPLACED = List.of(
            new Identification(IkeIdentity.fqdn("a"), 0, 0),
            new IsakmpPayload.Hash(Bytes.wrap(new byte[32])),
            new IsakmpPayload.Signature(Bytes.wrap(new byte[64])),
            new IsakmpPayload.Delete(1, 1, 16, List.of(Bytes.wrap(new byte[16]))),
            new IsakmpPayload.Fragment(1, 1, true, Bytes.wrap(new byte[8])));

    static Stream<Arguments> wrongForms() {
        List<Arguments> forms = new ArrayList<>();
        for (int number = 1; number <= 4; number++) {
            List<Kind> needed =
                    number <= 2 ? List.of(Kind.SECURITY_ASSOCIATION) : List.of(Kind.KEY_EXCHANGE, Kind.NONCE);
            for (Kind kind : needed) {
                forms.add(form(number, "without " + kind, payloads -> without(payloads, kind)));
                forms.add(form(number, "twice " + kind, payloads -> twice(payloads, kind)));
            }
            for (IsakmpPayload misplaced : MISPLACED) {
                forms.add(form(number, "with " + misplaced.kind(), payloads -> {
                    payloads.add(misplaced);
                    return payloads;
                }));
            }
        }
        for (int number = 1; number <= 2; number++) {
            forms.add(form(number, "SA last", payloads -> {
                Collections.rotate(payloads, -1);
                return payloads;
            }));
            forms.add(form(number, "DOI 0", payloads -> association(payloads, 0, 1)));
            forms.add(form(number, "situation 8", payloads -> association(payloads, 1, 8)));
            forms.add(form(number, "no proposal", payloads -> {
                payloads.set(0, new SecurityAssociation(1, 1, List.of()));
                return payloads;
            }));
        }
        for (int number = 3; number <= 4; number++) {
            for (int octets : new int[] {0, 7, 257}) {
                forms.add(form(number, "nonce of " + octets, payloads -> nonce(payloads, octets)));
            }
        }
        return forms.stream();
    }

    private static Arguments form(int number, String name, UnaryOperator<List<IsakmpPayload>> rewriting) {
        return Arguments.of(number, name, rewriting);
    }

    private static List<IsakmpPayload> without(List<IsakmpPayload> payloads, Kind kind) {
        payloads.removeIf(payload -> payload.kind() == kind);
        return payloads;
    }

    private static List<IsakmpPayload> twice(List<IsakmpPayload> payloads, Kind kind) {
        payloads.stream().filter(p -> p.kind() == kind).findFirst().ifPresent(payloads::add);
        return payloads;
    }

    private static List<IsakmpPayload> association(List<IsakmpPayload> payloads, int doi, int situation) {
        SecurityAssociation sa = (SecurityAssociation) payloads.get(0);
        payloads.set(0, new SecurityAssociation(doi, situation, sa.proposals()));
        return payloads;
    }

    private static List<IsakmpPayload> nonce(List<IsakmpPayload> payloads, int octets) {
        payloads.replaceAll(
                payload -> payload.kind() == Kind.NONCE ? new Nonce(Bytes.wrap(new byte[octets])) : payload);
        return payloads;
    }

    private static List<IsakmpPayload> exchange(List<IsakmpPayload> payloads, byte[] value) {
        payloads.replaceAll(
                payload -> payload.kind() == Kind.KEY_EXCHANGE ? new KeyExchange(Bytes.wrap(value)) : payload);
        return payloads;
    }

    @ParameterizedTest(name = "message {0} {1}")
    @MethodSource("wrongForms")
    void aMessageInClearOfAnotherFormChangesNothing(
            int number, String name, UnaryOperator<List<IsakmpPayload>> rewriting) {
        byte[] honest = duel.until(number).clone();
        byte[] wrong = duel.rewritten(number, rewriting);
        duel.messages.set(number - 1, honest);
        if (number == 1) {
            Step<PhaseOne> step = duel.toResponder(wrong);
            assertThat(step.kind()).isEqualTo(Step.Kind.FAILED);
            isRefused(step, honest);
            assertThat(duel.toResponder(honest).kind())
                    .as("nothing is kept of it")
                    .isEqualTo(Step.Kind.IGNORED);
        } else {
            Step<PhaseOne> step = duel.deliver(wrong);
            assertThat(step.kind()).isEqualTo(Step.Kind.IGNORED);
            assertThat(step.fault()).isPresent();
            if (number == 3) {
                isRefused(step, wrong);
            } else {
                assertThat(step.send()).as("an initiator waits for better").isEmpty();
            }
            assertThat(duel.done()).hasSize(2);
        }
    }

    /** One small notification in clear that says what the fault says. */
    private void isRefused(Step<PhaseOne> step, byte[] message) {
        Bytes answer = step.send().orElseThrow();
        assertThat(answer.length()).isLessThanOrEqualTo(IsakmpHead.OCTETS + 28);
        var decoded = Duel.decode(answer.toArray());
        assertThat(decoded.head().exchangeType()).isEqualTo(ExchangeType.INFORMATIONAL.number());
        assertThat(decoded.head().messageId()).isNotZero();
        assertThat(decoded.head().initiatorCookie())
                .isEqualTo(ByteBuffer.wrap(message).getLong());
        assertThat(((Notification) decoded.payloads().get(0)).type())
                .isEqualTo(step.fault().orElseThrow().notifyType().orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"DOI 0, DOI_NOT_SUPPORTED", "situation 8, SITUATION_NOT_SUPPORTED", "SA last, PAYLOAD_MALFORMED"})
    void thePeerIsToldWhatIsWrong(String name, NotifyType told) {
        UnaryOperator<List<IsakmpPayload>> rewriting = wrongForms()
                .filter(form -> form.get()[0].equals(1) && form.get()[1].equals(name))
                .map(HostilePeerTest::rewriting)
                .findFirst()
                .orElseThrow();
        IkeFault fault = duel.toResponder(duel.rewritten(1, rewriting)).fault().orElseThrow();
        assertThat(fault.notifyType()).hasValue(told.number());
        assertThat(fault.reason()).isEqualTo(PROTOCOL_ERROR);
    }

    @SuppressWarnings("unchecked")
    private static UnaryOperator<List<IsakmpPayload>> rewriting(Arguments form) {
        return (UnaryOperator<List<IsakmpPayload>>) form.get()[2];
    }

    @Test
    void noProposalInCommonIsToldAndIsAHintForTheInitiator() {
        duel.b.proposals = List.of(IkeProposal.parse("aes256-sha512-ecp521"));
        Step<PhaseOne> step = duel.toResponder(duel.until(1));
        assertThat(step.kind()).isEqualTo(Step.Kind.FAILED);
        assertThat(step.fault().orElseThrow().reason()).isEqualTo(NO_IKE_PROPOSAL);
        assertThat(step.fault().orElseThrow().detail()).contains("aes256-sha512-ecp521");
        Step<PhaseOne> heard = duel.toInitiator(step.send().orElseThrow().toArray());
        assertThat(heard.kind()).isEqualTo(Step.Kind.IGNORED);
        assertThat(duel.initiator().hint().orElseThrow().reason()).isEqualTo(NO_IKE_PROPOSAL);
    }

    @Test
    void anotherWayOfAuthenticationIsNoProposalInCommon() {
        Authority root = Authority.root("CN=Root", "P-256");
        duel.b.believes(root.issue("CN=db1", "P-256").credential(root).build(), "CN=Root", "web1");
        Step<PhaseOne> step = duel.toResponder(duel.until(1));
        assertThat(step.fault().orElseThrow().reason()).isEqualTo(NO_IKE_PROPOSAL);
    }

    @Test
    void aForgedRefusalEndsNothing() {
        duel.until(1);
        for (int type : new int[] {14, 24, 16, 200}) {
            byte[] forged = IsakmpCodec.encode(
                    new IsakmpHead(
                            duel.initiator().initiatorCookie(),
                            77,
                            IsakmpHead.IKEV1,
                            ExchangeType.INFORMATIONAL.number(),
                            false,
                            false,
                            false,
                            5),
                    List.of(new Notification(1, 1, Bytes.empty(), type, Bytes.empty())));
            assertThat(duel.toInitiator(forged).kind()).isEqualTo(Step.Kind.IGNORED);
        }
        assertThat(duel.initiator().hint()).isPresent();
        duel.until(3);
        assertThat(duel.initiator().hint()).as("the peer has gone on").isEmpty();
        assertThat(duel.done()).hasSize(2);
    }

    @Test
    void statusNotificationsInClearAreNotEvenHints() {
        duel.until(1);
        byte[] forged = IsakmpCodec.encode(
                new IsakmpHead(duel.initiator().initiatorCookie(), 77, 0x10, 5, false, false, false, 5),
                List.of(new Notification(1, 1, Bytes.empty(), NotifyType.INITIAL_CONTACT.number(), Bytes.empty())));
        assertThat(duel.toInitiator(forged).kind()).isEqualTo(Step.Kind.IGNORED);
        assertThat(duel.initiator().hint()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4})
    void illegalPublicValuesAreRefusedAndChangeNothing(int number) {
        for (byte[] value : List.of(new byte[0], new byte[64], new byte[63], filled(64))) {
            byte[] honest = duel.until(number).clone();
            byte[] wrong = duel.rewritten(number, payloads -> exchange(payloads, value));
            duel.messages.set(number - 1, honest);
            Step<PhaseOne> step = duel.deliver(wrong);
            assertThat(step.kind()).isEqualTo(Step.Kind.IGNORED);
            assertThat(step.fault().orElseThrow().reason()).isEqualTo(NO_KEY_EXCHANGE);
            assertThat(step.fault().orElseThrow().notifyType()).hasValue(NotifyType.INVALID_KEY_INFORMATION.number());
        }
        assertThat(duel.done()).hasSize(2);
    }

    private static byte[] filled(int octets) {
        byte[] filled = new byte[octets];
        Arrays.fill(filled, (byte) 0xff);
        return filled;
    }

    @Test
    void aResponderThatChoosesWhatWasNotOfferedIsNotFollowed() {
        duel.b.proposals = List.of(IkeProposal.parse("aes128-sha256-ecp256"));
        duel.a.proposals =
                List.of(IkeProposal.parse("aes256-sha256-ecp256"), IkeProposal.parse("aes128-sha256-ecp256"));
        byte[] honest = duel.until(2).clone();
        byte[] all = duel.rewritten(2, payloads -> {
            payloads.set(0, Duel.decode(duel.messages.get(0)).payloads().get(0));
            return payloads;
        });
        assertThat(duel.toInitiator(all).fault().orElseThrow().detail()).contains("not offered");
        duel.messages.set(1, honest);
        assertThat(duel.done().get(0).proposal().keyword()).isEqualTo("aes128-sha256-ecp256");
    }

    @Nested
    class Headers {
        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3, 4, 5, 6})
        void aHeaderOfAnotherExchangeChangesNothing(int number) {
            byte[] honest = duel.until(number).clone();
            for (int at : new int[] {0, 7, VERSION_AT, EXCHANGE_TYPE_AT, FLAGS_AT, MESSAGE_ID_AT, 27, 24}) {
                if (number == 1 && at < 8) {
                    continue; // any cookie may begin
                }
                byte[] wrong = honest.clone();
                wrong[at] ^= (byte) (at == VERSION_AT ? 0x20 : at == FLAGS_AT ? 1 : 4);
                if (number == 1) {
                    assertThat(new MainModeResponder(duel.b.context())
                                    .receive(wrong, duel.b.local, duel.b.remote, Duel.NOW)
                                    .result())
                            .isEmpty();
                } else {
                    assertThat(duel.deliver(wrong).kind()).as("octet " + at).isEqualTo(Step.Kind.IGNORED);
                }
            }
            assertThat(duel.done()).hasSize(2);
        }

        @ParameterizedTest
        @ValueSource(ints = {3, 4, 5, 6})
        void anotherResponderCookieChangesNothing(int number) {
            byte[] wrong = duel.until(number).clone();
            wrong[15] ^= 1;
            assertThat(duel.deliver(wrong).kind()).isEqualTo(Step.Kind.IGNORED);
            Arrays.fill(wrong, 8, 16, (byte) 0);
            assertThat(duel.deliver(wrong).kind()).isEqualTo(Step.Kind.IGNORED);
            assertThat(duel.done()).hasSize(2);
        }

        @Test
        void zeroCookiesBeginNothingAndAreNotAnswered() {
            byte[] first = duel.until(1).clone();
            Arrays.fill(first, 0, 8, (byte) 0);
            Step<PhaseOne> step = duel.toResponder(first);
            assertThat(step.kind()).isEqualTo(Step.Kind.FAILED);
            assertThat(step.send()).isEmpty();
            byte[] second = duel.until(1).clone();
            second[15] = 1;
            assertThat(new MainModeResponder(duel.b.context())
                            .receive(second, duel.b.local, duel.b.remote, Duel.NOW)
                            .kind())
                    .isEqualTo(Step.Kind.FAILED);
        }

        @Test
        void anAnswerWithoutResponderCookieIsNone() {
            byte[] second = duel.until(2).clone();
            Arrays.fill(second, 8, 16, (byte) 0);
            assertThat(duel.toInitiator(second).kind()).isEqualTo(Step.Kind.IGNORED);
            assertThat(duel.done()).hasSize(2);
        }

        @Test
        void theInitiatorsOwnMessagesComeBackInVain() {
            for (int number : new int[] {1, 3, 5}) {
                byte[] own = duel.until(number);
                assertThat(duel.toInitiator(own).kind()).isEqualTo(Step.Kind.IGNORED);
            }
            assertThat(duel.done()).hasSize(2);
        }

        @Test
        void aggressiveModeIsRefusedWithoutState() {
            byte[] first = duel.until(1).clone();
            first[EXCHANGE_TYPE_AT] = (byte) ExchangeType.AGGRESSIVE.number();
            Step<PhaseOne> step = duel.toResponder(first);
            assertThat(step.kind()).isEqualTo(Step.Kind.FAILED);
            assertThat(step.fault().orElseThrow().notifyType()).hasValue(NotifyType.UNSUPPORTED_EXCHANGE_TYPE.number());
            isRefused(step, first);
            assertThat(duel.responder().state()).isEqualTo("MainModeResponder is over");
            assertThat(duel.b.crypto.seen()).isZero();
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 1, 3, 5, 6, 32, 33, 255})
        void noOtherExchangeIsAnsweredBeforeMainMode(int type) {
            byte[] first = duel.until(1).clone();
            first[EXCHANGE_TYPE_AT] = (byte) type;
            Step<PhaseOne> step = duel.toResponder(first);
            assertThat(step.kind()).isEqualTo(Step.Kind.FAILED);
            assertThat(step.send()).isEmpty();
        }
    }

    @Nested
    class Octets {
        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3, 4, 5, 6})
        void everyTruncationChangesNothing(int number) {
            byte[] honest = duel.until(number).clone();
            for (int length = 0; length < honest.length; length++) {
                byte[] cut = Arrays.copyOf(honest, length);
                Step<PhaseOne> step = number == 1
                        ? new MainModeResponder(duel.b.context()).receive(cut, duel.b.local, duel.b.remote, Duel.NOW)
                        : duel.deliver(cut);
                assertThat(step.result()).isEmpty();
                if (number > 1) {
                    assertThat(step.kind()).isEqualTo(Step.Kind.IGNORED);
                }
            }
            assertThat(duel.done()).hasSize(2);
        }

        @ParameterizedTest
        @ValueSource(ints = {5, 6})
        void everyFlippedOctetOfWhatIsEncryptedChangesNothing(int number) {
            byte[] honest = duel.until(number).clone();
            for (int at = IsakmpHead.OCTETS; at < honest.length; at++) {
                for (int mask : new int[] {1, 0x80, 0xff}) {
                    byte[] flipped = honest.clone();
                    flipped[at] ^= (byte) mask;
                    Step<PhaseOne> step = duel.deliver(flipped);
                    if (step.kind() == Step.Kind.IGNORED) {
                        assertThat(step.fault()).isPresent();
                    } else {
                        throw new AssertionError("octet " + at + " of message " + number + " may be anything");
                    }
                }
            }
            assertThat(duel.done()).hasSize(2);
        }

        @Test
        void refusalsAreFewHoweverManyBadMessagesCome() {
            byte[] honest = duel.until(5).clone();
            int answers = 0;
            for (int at = IsakmpHead.OCTETS; at < honest.length; at++) {
                byte[] flipped = honest.clone();
                flipped[at] ^= 1;
                Step<PhaseOne> step = duel.toResponder(flipped);
                answers += step.send().isPresent() ? 1 : 0;
                step.send().ifPresent(answer -> assertThat(answer.length()).isLessThanOrEqualTo(flipped.length));
            }
            assertThat(answers).isBetween(1, 4);
        }

        @Test
        void aBadMessageDoesNotDriveOutTheAnswerToAGoodOne() {
            byte[] third = duel.until(3);
            byte[] fourth = duel.until(4);
            byte[] bad = duel.until(5).clone();
            bad[bad.length - 1] ^= 1;
            duel.toResponder(bad);
            assertThat(duel.toResponder(third).send()).contains(Bytes.copyOf(fourth));
            Optional<Bytes> refusal = duel.toResponder(bad).send();
            assertThat(refusal)
                    .as("a repeated bad message gets its refusal again")
                    .isPresent();
        }
    }

    @Nested
    class InsideOfWhatIsEncrypted {
        @ParameterizedTest
        @ValueSource(ints = {5, 6})
        void aProofWithoutItsParts(int number) {
            assertThat(faultOf(number, payloads -> without(payloads, Kind.HASH)).detail())
                    .contains("HASH");
            assertThat(faultOf(number, payloads -> twice(payloads, Kind.HASH)).detail())
                    .contains("HASH");
            assertThat(faultOf(number, payloads -> twice(payloads, Kind.IDENTIFICATION))
                            .detail())
                    .contains("IDENTIFICATION");
            assertThat(faultOf(number, payloads -> {
                                payloads.add(new KeyExchange(Bytes.wrap(new byte[64])));
                                return payloads;
                            })
                            .detail())
                    .contains("KEY_EXCHANGE");
            assertThat(faultOf(number, payloads -> {
                                payloads.add(new IsakmpPayload.Signature(Bytes.wrap(new byte[64])));
                                return payloads;
                            })
                            .detail())
                    .contains("SIGNATURE");
        }

        @ParameterizedTest
        @ValueSource(ints = {5, 6})
        void anIdentityForOtherTrafficThanIke(int number) {
            for (int[] bad : new int[][] {{6, 0}, {17, 501}, {0, 22}}) {
                IkeFault fault = faultOf(number, payloads -> {
                    Identification id = (Identification) payloads.get(0);
                    payloads.set(0, new Identification(id.identity(), bad[0], bad[1]));
                    return payloads;
                });
                assertThat(fault.notifyType()).hasValue(NotifyType.INVALID_ID_INFORMATION.number());
            }
        }

        @ParameterizedTest
        @ValueSource(ints = {5, 6})
        void theHashOfTheOtherSideProvesNothing(int number) {
            IkeFault fault = faultOf(number, payloads -> {
                payloads.replaceAll(payload ->
                        payload.kind() == Kind.HASH ? new IsakmpPayload.Hash(Bytes.wrap(new byte[32])) : payload);
                return payloads;
            });
            assertThat(fault.reason()).isEqualTo(AUTHENTICATION_FAILED);
        }

        @ParameterizedTest
        @ValueSource(ints = {5, 6})
        void anIdentityThatIsNotTheAddress(int number) {
            IkeFault fault = faultOf(number, payloads -> {
                payloads.set(0, new Identification(IkeIdentity.fqdn("someone"), 0, 0));
                return payloads;
            });
            assertThat(fault.detail()).contains("someone");
        }

        /** What is wrong with a message whose sender has the keys, and says other things in it. */
        private IkeFault faultOf(int number, UnaryOperator<List<IsakmpPayload>> rewriting) {
            Duel fresh = new Duel();
            (number == 5 ? fresh.a : fresh.b).crypto.plaintexts = Duel.saying(rewriting);
            Step<PhaseOne> step;
            byte[] message = fresh.until(number);
            step = fresh.deliver(message);
            assertThat(step.kind()).isEqualTo(Step.Kind.IGNORED);
            MainMode mode = number == 5 ? fresh.responder() : fresh.initiator();
            assertThat(mode.hint()).isEqualTo(step.fault());
            return step.fault().orElseThrow();
        }
    }
}
