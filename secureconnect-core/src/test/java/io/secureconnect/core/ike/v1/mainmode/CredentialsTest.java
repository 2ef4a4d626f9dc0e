package io.secureconnect.core.ike.v1.mainmode;

import static io.secureconnect.api.keying.NegotiationFailure.AUTHENTICATION_FAILED;
import static io.secureconnect.api.keying.NegotiationFailure.NO_CREDENTIAL;
import static io.secureconnect.api.keying.NegotiationFailure.NO_IKE_PROPOSAL;
import static io.secureconnect.api.keying.NegotiationFailure.UNTRUSTED_ISSUER;
import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.auth.PairKey;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.v1.exchange.Step;
import io.secureconnect.core.ike.v1.registry.ExchangeType;
import io.secureconnect.core.ike.v1.registry.NotifyType;
import io.secureconnect.core.ike.v1.wire.IsakmpCodec;
import io.secureconnect.core.ike.v1.wire.IsakmpHead;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Delete;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Notification;
import io.secureconnect.core.ike.wire.DecodeException;
import io.secureconnect.core.pki.Authority;
import io.secureconnect.core.pki.Authority.Issued;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that are another's, changing, gone; certificates that nobody believes; and what is left of it all. */
class CredentialsTest {
    private final Duel duel = new Duel();

    @Nested
    class OtherPreSharedKeys {
        @Test
        void theResponderSaysThatTheKeysProbablyDifferAndGoesOnWaiting() {
            duel.a.keys = List.of(Side.key("another key"));
            Step<PhaseOne> step = duel.toResponder(duel.until(5));
            assertThat(step.kind()).isEqualTo(Step.Kind.IGNORED);
            IkeFault fault = step.fault().orElseThrow();
            assertThat(fault.reason()).isEqualTo(AUTHENTICATION_FAILED);
            assertThat(fault.detail()).contains("probably differ");
            assertThat(duel.responder().hint()).contains(fault);
            assertThat(duel.responder().state()).isEqualTo("MainModeResponder awaits message 5");
        }

        @Test
        void theInitiatorHearsItInClearAndTakesItForAHint() {
            duel.a.keys = List.of(Side.key("another key"));
            Bytes refusal = duel.toResponder(duel.until(5)).send().orElseThrow();
            assertThat(((Notification) Duel.decode(refusal.toArray()).payloads().get(0)).type())
                    .isEqualTo(NotifyType.AUTHENTICATION_FAILED.number());
            assertThat(duel.toInitiator(refusal.toArray()).kind()).isEqualTo(Step.Kind.IGNORED);
            assertThat(duel.initiator().hint().orElseThrow().reason()).isEqualTo(AUTHENTICATION_FAILED);
        }

        /** As strongSwan does: it complains under its own keys, which nobody can read. */
        @Test
        void whatDoesNotDecryptInThePlaceOfMessage6IsAHintForTheSame() {
            byte[] unreadable = duel.until(5).clone();
            unreadable[18] = (byte) ExchangeType.INFORMATIONAL.number();
            unreadable[23] = 9;
            assertThat(duel.toInitiator(unreadable).kind()).isEqualTo(Step.Kind.IGNORED);
            assertThat(duel.initiator().hint().orElseThrow().reason()).isEqualTo(AUTHENTICATION_FAILED);
            assertThat(duel.initiator().hint().orElseThrow().detail()).contains("probably");
            assertThat(duel.done()).hasSize(2);
        }

        @Test
        void aComplaintOfMalformedPayloadsIsOneAboutTheKey() {
            duel.until(5);
            byte[] forged = IsakmpCodec.encode(
                    new IsakmpHead(
                            duel.initiator().initiatorCookie(),
                            duel.initiator().responderCookie(),
                            0x10,
                            5,
                            false,
                            false,
                            false,
                            5),
                    List.of(new Notification(1, 1, Bytes.empty(), 16, Bytes.empty())));
            duel.toInitiator(forged);
            assertThat(duel.initiator().hint().orElseThrow().reason()).isEqualTo(AUTHENTICATION_FAILED);
        }
    }

    @Nested
    class SeveralPreSharedKeys {
        private final PairKey old = Side.key("epoch 1");
        private final PairKey next = Side.key("epoch 2");

        @ParameterizedTest
        @ValueSource(ints = {0, 1, 2})
        void theResponderFindsTheOneThatTheInitiatorUsed(int position) {
            duel.a.keys = List.of(next);
            List<PairKey> held = new ArrayList<>(List.of(old, Side.key("epoch 3")));
            held.add(position, next);
            duel.b.keys = held;
            List<PhaseOne> both = duel.done();
            assertThat(both.get(0).keys().skeyidD())
                    .isEqualTo(both.get(1).keys().skeyidD());
            both.forEach(PhaseOne::close);
            assertThat(duel.b.alive()).as("the keys that were not meant").isEmpty();
        }

        @Test
        void theInitiatorTakesTheNextOneWhenTheFirstCameToNothing() {
            duel.a.keys = List.of(old, next);
            duel.b.keys = List.of(next);
            duel.deliver(duel.until(5));
            Duel again = new Duel();
            again.a.authentication = duel.a.authentication;
            again.b.keys = List.of(next);
            assertThat(again.done()).hasSize(2);
        }

        @Test
        void aKeyThatIsWipedMeanwhileIsNotUsed() {
            PairKey gone = Side.key("epoch 0");
            duel.a.keys = List.of(next);
            duel.b.keys = List.of(gone, next);
            duel.until(3);
            gone.secret().close();
            assertThat(duel.done()).hasSize(2);
        }

        @Test
        void theInitiatorsLastKeyWipedMeanwhileEndsItsMainMode() {
            PairKey gone = Side.key("epoch 0");
            duel.a.keys = List.of(gone);
            duel.until(4);
            gone.secret().close();
            Step<PhaseOne> step = duel.deliver(duel.messages.get(3));
            assertThat(step.kind()).isEqualTo(Step.Kind.FAILED);
            assertThat(step.fault().orElseThrow().reason()).isEqualTo(NO_CREDENTIAL);
            assertThat(duel.a.alive()).isEmpty();
        }
    }

    @Nested
    class NothingToBeginWith {
        @Test
        void withoutAKeyTheInitiatorSendsNothing() {
            duel.a.keys = List.of();
            Step<PhaseOne> step = duel.initiator().start(Duel.NOW);
            assertThat(step.kind()).isEqualTo(Step.Kind.FAILED);
            assertThat(step.send()).isEmpty();
            assertThat(step.fault().orElseThrow().reason()).isEqualTo(NO_CREDENTIAL);
        }

        @Test
        void withoutAKeyTheResponderRefuses() {
            duel.b.keys = List.of();
            Step<PhaseOne> step = duel.toResponder(duel.until(1));
            assertThat(step.kind()).isEqualTo(Step.Kind.FAILED);
            assertThat(step.fault().orElseThrow().reason()).isEqualTo(NO_CREDENTIAL);
        }

        @Test
        void withoutAProposalOfIkev1TheInitiatorSendsNothing() {
            duel.a.proposals = List.of(IkeProposal.parse("aes256gcm16-prfsha256-x25519"));
            Step<PhaseOne> step = duel.initiator().start(Duel.NOW);
            assertThat(step.kind()).isEqualTo(Step.Kind.FAILED);
            assertThat(step.fault().orElseThrow().reason()).isEqualTo(NO_IKE_PROPOSAL);
            assertThat(step.fault().orElseThrow().detail()).contains("aes256gcm16-prfsha256-x25519");
        }
    }

    @Nested
    class CertificatesOfAnotherCa {
        private final Authority root = Authority.root("CN=Root CA", "P-256");
        private final Authority stranger = Authority.root("CN=Strange CA", "P-256");
        private final Issued web = root.issue("CN=web1", "P-256");
        private final Issued db = root.issue("CN=db1", "P-256");

        @Test
        void theInitiatorIsToldUnderProtectionAndEnds() {
            duel.a.believes(stranger.issue("CN=web1", "P-256").credential(root).build(), "CN=Root CA", "db1");
            duel.b.believes(db.credential(root).build(), "CN=Root CA", "web1");
            Step<PhaseOne> step = duel.toResponder(duel.until(5));
            assertThat(step.kind()).isEqualTo(Step.Kind.IGNORED);
            assertThat(step.fault().orElseThrow().reason()).isEqualTo(UNTRUSTED_ISSUER);
            byte[] refusal = step.send().orElseThrow().toArray();
            assertThat(refusal[19]).as("flags").isEqualTo((byte) 1);
            byte[] forged = refusal.clone();
            forged[forged.length - 1] ^= 1;
            assertThat(duel.toInitiator(forged).kind()).as("not authentic").isEqualTo(Step.Kind.IGNORED);
            Step<PhaseOne> told = duel.toInitiator(refusal);
            assertThat(told.kind()).isEqualTo(Step.Kind.FAILED);
            assertThat(told.fault().orElseThrow().reason()).isEqualTo(AUTHENTICATION_FAILED);
            assertThat(duel.a.alive()).isEmpty();
        }

        @Test
        void theResponderIsToldThatTheIsakmpSaIsNone() throws DecodeException {
            duel.a.believes(web.credential(root).build(), "CN=Root CA", "db1");
            duel.b.believes(stranger.issue("CN=db1", "P-256").credential(root).build(), "CN=Root CA", "web1");
            byte[] sixth = duel.until(6);
            assertThat(duel.initiator().farewell()).isEmpty();
            Step<PhaseOne> step = duel.deliver(sixth);
            assertThat(step.kind()).isEqualTo(Step.Kind.IGNORED);
            assertThat(step.fault().orElseThrow().reason()).isEqualTo(UNTRUSTED_ISSUER);
            byte[] farewell = duel.initiator().farewell().orElseThrow().toArray();
            PhaseOne ofResponder = duel.ofResponder();
            int messageId = IsakmpCodec.peek(farewell).messageId();
            List<IsakmpPayload> said =
                    ofResponder.chain(messageId).open(farewell).payloads();
            assertThat(said).hasSize(2);
            assertThat(((Delete) said.get(1)).spis())
                    .containsExactly(Bytes.wrap(ofResponder.cookies().octets()));
        }

        @Test
        void whoIsBelievedAfterAllIsNotTakenLeaveOf() {
            duel.a.believes(web.credential(root).build(), "CN=Root CA", "db1");
            duel.b.believes(db.credential(root).build(), "CN=Root CA", "web1");
            byte[] sixth = duel.until(6);
            byte[] forged = sixth.clone();
            // the last octets of the signature: the message makes sense, the proof does not hold
            int last = lastOfSignature(forged);
            forged[last] ^= 1;
            assertThat(duel.deliver(forged).fault()).isPresent();
            assertThat(duel.initiator().farewell()).isPresent();
            assertThat(duel.done()).hasSize(2);
            assertThat(duel.initiator().farewell()).isEmpty();
        }

        /** In the last block but one: garbling it leaves all headers alone, which are before it. */
        private int lastOfSignature(byte[] message) {
            return message.length - 1 - 32;
        }
    }

    @Nested
    class SecretsOnEveryWayOut {
        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3, 4, 5})
        void closingAfterAnyMessageWipesAll(int number) {
            duel.a.keys = List.of(Side.key("one"), Side.key("two"));
            duel.b.keys = duel.a.keys;
            duel.until(number);
            duel.initiator().close();
            duel.responder().close();
            assertThat(duel.a.alive()).isEmpty();
            assertThat(duel.b.alive()).isEmpty();
            assertThat(duel.toInitiator(duel.messages.get(number - 1)).kind()).isEqualTo(Step.Kind.IGNORED);
        }

        @Test
        void whatWasRefusedLeavesNothingBehind() {
            duel.a.keys = List.of(Side.key("another key"));
            duel.deliver(duel.until(5));
            duel.initiator().close();
            duel.responder().close();
            assertThat(duel.a.alive()).isEmpty();
            assertThat(duel.b.alive()).isEmpty();
        }

        @Test
        void aResponderThatCannotProveItselfEndsAndSaysSo() {
            Authority root = Authority.root("CN=Root CA", "P-256");
            Issued web = root.issue("CN=web1", "P-256");
            Issued db = root.issue("CN=db1", "P-256");
            duel.a.believes(web.credential(root).build(), "CN=Root CA", "db1");
            duel.b.crypto.signs = false;
            duel.b.believes(db.credential(root).build(), "CN=Root CA", "web1");
            Step<PhaseOne> step = duel.deliver(duel.until(5));
            assertThat(step.kind()).isEqualTo(Step.Kind.FAILED);
            assertThat(step.fault().orElseThrow().reason()).isEqualTo(NO_CREDENTIAL);
            assertThat(duel.b.alive()).isEmpty();
            Step<PhaseOne> told = duel.toInitiator(step.send().orElseThrow().toArray());
            assertThat(told.kind()).isEqualTo(Step.Kind.FAILED);
            assertThat(told.fault().orElseThrow().reason()).isEqualTo(AUTHENTICATION_FAILED);
            assertThat(duel.a.alive()).isEmpty();
        }

        @Test
        void anInitiatorThatCannotProveItselfEndsWithoutAWord() {
            Authority root = Authority.root("CN=Root CA", "P-256");
            Issued web = root.issue("CN=web1", "P-256");
            Issued db = root.issue("CN=db1", "P-256");
            duel.a.crypto.signs = false;
            duel.a.believes(web.credential(root).build(), "CN=Root CA", "db1");
            duel.b.believes(db.credential(root).build(), "CN=Root CA", "web1");
            duel.until(4);
            Step<PhaseOne> step = duel.deliver(duel.messages.get(3));
            assertThat(step.kind()).isEqualTo(Step.Kind.FAILED);
            assertThat(step.send()).isEmpty();
            assertThat(duel.a.alive()).isEmpty();
        }
    }
}
