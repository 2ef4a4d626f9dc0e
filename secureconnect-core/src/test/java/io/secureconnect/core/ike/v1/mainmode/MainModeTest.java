package io.secureconnect.core.ike.v1.mainmode;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.policy.UdpEncapsulation;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IkeIdentity;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.core.ike.v1.exchange.NatDetection;
import io.secureconnect.core.ike.v1.exchange.NatTraversal;
import io.secureconnect.core.ike.v1.exchange.PeerAbilities;
import io.secureconnect.core.ike.v1.exchange.Step;
import io.secureconnect.core.ike.v1.registry.ExchangeType;
import io.secureconnect.core.ike.v1.registry.VendorId;
import io.secureconnect.core.ike.v1.wire.IsakmpHead;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Kind;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.NatDiscovery;
import io.secureconnect.core.ike.wire.DecodeException;
import io.secureconnect.core.pki.Authority;
import io.secureconnect.core.pki.Authority.Issued;
import io.secureconnect.spi.UdpEndpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Six messages between two honest ends (RFC 2409 §5). */
class MainModeTest {
    private final Duel duel = new Duel();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aes128-sha256-modp2048",
                "aes256-sha256-modp3072",
                "aes256-sha384-ecp384",
                "aes256-sha512-ecp521",
                "aes128-sha384-ecp256"
            })
    void bothEndsComeToTheSameKeysWithEachProposal(String keyword) {
        duel.a.proposals = List.of(IkeProposal.parse(keyword));
        duel.b.proposals = duel.a.proposals;
        List<PhaseOne> both = duel.done();
        agree(both);
        assertThat(both).allSatisfy(one -> assertThat(one.proposal().keyword()).isEqualTo(keyword));
        assertThat(both.get(0).initiator()).isTrue();
        assertThat(both.get(1).initiator()).isFalse();
        assertThat(both.get(0).peerIdentity()).isEqualTo(IkeIdentity.address(Duel.PATH.remote()));
        assertThat(both.get(1).peerIdentity()).isEqualTo(IkeIdentity.address(Duel.PATH.local()));
    }

    @ParameterizedTest
    @CsvSource({
        "RSA, aes256-sha256-modp2048",
        "P-256, aes256-sha256-ecp256",
        "P-256, aes256-sha384-ecp384",
        "P-384, aes256-sha384-ecp384",
        "P-521, aes256-sha512-ecp521"
    })
    void bothEndsBelieveEachOthersCertificates(String kind, String keyword) {
        certificates(kind);
        duel.a.proposals = List.of(IkeProposal.parse(keyword));
        duel.b.proposals = duel.a.proposals;
        List<PhaseOne> both = duel.done();
        agree(both);
        assertThat(both.get(0).peerIdentity()).isEqualTo(IkeIdentity.distinguishedName(new X500Principal("CN=db1")));
        assertThat(both.get(1).peerIdentity()).isEqualTo(IkeIdentity.distinguishedName(new X500Principal("CN=web1")));
    }

    private void certificates(String kind) {
        Authority root = Authority.root("CN=Root CA", kind);
        Issued web = root.below("CN=Issuing CA", kind).issue("CN=web1", kind);
        Issued db = root.issue("CN=db1", kind);
        duel.a.believes(web.credential(root).build(), "CN=Root CA", "db1");
        duel.b.believes(db.credential(root).build(), "CN=Root CA", "web1");
    }

    @Test
    void certificatesAreAskedForWithThePublicValues() {
        certificates("P-256");
        duel.until(4);
        for (int number : List.of(3, 4)) {
            assertThat(kinds(number))
                    .containsExactly(
                            Kind.KEY_EXCHANGE,
                            Kind.NONCE,
                            Kind.CERTIFICATE_REQUEST,
                            Kind.NAT_DISCOVERY,
                            Kind.NAT_DISCOVERY);
        }
    }

    private List<Kind> kinds(int number) {
        return Duel.decode(duel.messages.get(number - 1)).payloads().stream()
                .map(IsakmpPayload::kind)
                .toList();
    }

    /** What both have agrees, and what one seals the other opens, in both directions and from message to message. */
    private static void agree(List<PhaseOne> both) {
        PhaseOne one = both.get(0);
        PhaseOne other = both.get(1);
        assertThat(one.cookies()).isEqualTo(other.cookies());
        assertThat(one.keys().skeyidD()).isEqualTo(other.keys().skeyidD());
        assertThat(one.keys().skeyidA()).isEqualTo(other.keys().skeyidA());
        assertThat(one.proposal()).isEqualTo(other.proposal());
        var mine = one.chain(0x11223344);
        var theirs = other.chain(0x11223344);
        IsakmpHead head = new IsakmpHead(
                one.cookies().initiator(),
                one.cookies().responder(),
                IsakmpHead.IKEV1,
                ExchangeType.QUICK_MODE.number(),
                true,
                false,
                false,
                0x11223344);
        List<IsakmpPayload> said = List.of(new IsakmpPayload.Nonce(Bytes.ofHex("0102030405060708090a")));
        try {
            assertThat(theirs.open(mine.seal(head, said).toArray()).payloads()).isEqualTo(said);
            theirs.accept();
            assertThat(mine.open(theirs.seal(head, said).toArray()).payloads()).isEqualTo(said);
            mine.accept();
            assertThat(theirs.open(mine.seal(head, said).toArray()).payloads()).isEqualTo(said);
        } catch (DecodeException e) {
            throw new AssertionError("the chains of both ends differ", e);
        }
    }

    @Test
    void theRespondersFirstProposalWinsThatTheInitiatorHas() {
        duel.a.proposals =
                List.of(IkeProposal.parse("aes128-sha256-ecp256"), IkeProposal.parse("aes256-sha384-ecp384"));
        duel.b.proposals = List.of(
                IkeProposal.parse("aes256-sha512-ecp521"),
                IkeProposal.parse("aes256-sha384-ecp384"),
                IkeProposal.parse("aes128-sha256-ecp256"));
        assertThat(duel.done().get(0).proposal().keyword()).isEqualTo("aes256-sha384-ecp384");
    }

    @ParameterizedTest
    @CsvSource({"3600, 7200, 3600, 3600", "7200, 3600, 7200, 3600"})
    void theShorterLifetimeCountsAsFarAsAnEndKnowsIt(long a, long b, long ofInitiator, long ofResponder) {
        duel.a.lifetime = Duration.ofSeconds(a);
        duel.b.lifetime = Duration.ofSeconds(b);
        List<PhaseOne> both = duel.done();
        assertThat(both.get(0).lifetime()).isEqualTo(Duration.ofSeconds(ofInitiator));
        assertThat(both.get(1).lifetime()).isEqualTo(Duration.ofSeconds(ofResponder));
    }

    @Test
    void initialContactIsSaidByWhoIsToldTo() {
        duel.a.initialContact = true;
        List<PhaseOne> both = duel.done();
        assertThat(both.get(0).initialContact()).isFalse();
        assertThat(both.get(1).initialContact()).isTrue();
    }

    @Test
    void theResponderMaySayInitialContactToo() {
        duel.b.initialContact = true;
        assertThat(duel.done().get(0).initialContact()).isTrue();
    }

    @Test
    void bothSayWhatTheyCan() {
        List<PhaseOne> both = duel.done();
        PeerAbilities all = new PeerAbilities(true, true, NatTraversal.RFC_3947);
        assertThat(both).allSatisfy(one -> assertThat(one.peer()).isEqualTo(all));
    }

    @Test
    void nothingIsAnsweredThatThePeerHasNotSaid() {
        duel.rewritten(1, Duel::withoutVendorIds);
        duel.until(2);
        assertThat(kinds(2)).containsExactly(Kind.SECURITY_ASSOCIATION);
        List<PhaseOne> both = duel.done();
        assertThat(kinds(3)).containsExactly(Kind.KEY_EXCHANGE, Kind.NONCE);
        assertThat(both).allSatisfy(one -> assertThat(one.peer()).isEqualTo(PeerAbilities.none()));
        agree(both);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NAT_TRAVERSAL_DRAFT_02", "NAT_TRAVERSAL_DRAFT_02_LF", "NAT_TRAVERSAL_DRAFT_03"})
    void aPeerThatKnowsOnlyADraftIsAnsweredInItsNumbers(String draft) {
        duel.rewritten(1, payloads -> {
            List<IsakmpPayload> rest = Duel.withoutVendorIds(payloads);
            rest.add(new IsakmpPayload.VendorId(VendorId.valueOf(draft).octets()));
            return rest;
        });
        List<PhaseOne> both = duel.done();
        assertThat(both).allSatisfy(one -> {
            assertThat(one.peer().natTraversal()).isEqualTo(NatTraversal.DRAFT);
            assertThat(one.nat()).isEqualTo(NatDetection.none());
        });
        for (int number : List.of(3, 4)) {
            assertThat(Duel.decode(duel.messages.get(number - 1)).payloads().stream()
                            .filter(NatDiscovery.class::isInstance)
                            .map(payload -> ((NatDiscovery) payload).type()))
                    .containsExactly(130, 130);
        }
        agree(both);
    }

    @Test
    void aNatBeforeTheInitiatorIsSeenByBoth() {
        duel.b.remote = new UdpEndpoint(duel.a.path.remote(), 61000);
        List<PhaseOne> both = duel.done();
        assertThat(both.get(0).nat()).isEqualTo(new NatDetection(true, false));
        assertThat(both.get(1).nat()).isEqualTo(new NatDetection(false, true));
    }

    @Test
    void aNatBeforeTheResponderIsSeenByBoth() {
        duel.b.local = new UdpEndpoint(IpAddress.parse("10.0.0.7"), 500);
        List<PhaseOne> both = duel.done();
        assertThat(both.get(0).nat()).isEqualTo(new NatDetection(false, true));
        assertThat(both.get(1).nat()).isEqualTo(new NatDetection(true, false));
    }

    @Test
    void anEndThatForcesEncapsulationLooksAsIfBehindANatAndBelievesItToo() {
        duel.a.encapsulation = UdpEncapsulation.FORCE;
        List<PhaseOne> both = duel.done();
        assertThat(both.get(0).nat()).isEqualTo(new NatDetection(true, false));
        assertThat(both.get(1).nat()).isEqualTo(new NatDetection(false, true));
    }

    @Test
    void eachEndKnowsOfANatAsSoonAsItsPeerHasSpoken() {
        duel.b.remote = new UdpEndpoint(duel.a.path.remote(), 61000);
        duel.until(4);
        assertThat(duel.responder().nat().remoteNat()).isTrue();
        assertThat(duel.initiator().nat()).isEqualTo(NatDetection.none());
        duel.until(5);
        assertThat(duel.initiator().nat().localNat()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPeerMayNameSeveralAddressesOfItsOwn(boolean fitsFirst) {
        duel.rewritten(3, payloads -> {
            NatDiscovery other = new NatDiscovery(20, Bytes.wrap(new byte[32]));
            payloads.add(fitsFirst ? payloads.size() : payloads.size() - 1, other);
            return payloads;
        });
        assertThat(duel.done().get(1).nat()).isEqualTo(NatDetection.none());
    }

    @Test
    void unknownPayloadsAndVendorIdsArePassedOver() {
        UnaryOperator<List<IsakmpPayload>> stranger = payloads -> {
            payloads.add(new IsakmpPayload.VendorId(Bytes.ofHex("00112233")));
            payloads.add(new IsakmpPayload.VendorId(Bytes.empty()));
            payloads.add(new IsakmpPayload.Unknown(200, Bytes.ofHex("aa")));
            payloads.add(new IsakmpPayload.CertificateRequest(4, Bytes.empty()));
            return payloads;
        };
        for (int number = 1; number <= 4; number++) {
            duel.rewritten(number, stranger);
        }
        agree(duel.done());
    }

    @Test
    void portsOfIkeInAnIdentityAreNoFault() {
        duel.a.crypto.plaintexts = plaintext -> {
            plaintext[5] = 17;
            plaintext[6] = (byte) (500 >> 8);
            plaintext[7] = (byte) 500;
            return plaintext;
        };
        duel.until(5);
        // the hash is over what was meant, so this proof fails; but not for its ports
        Step<PhaseOne> step = duel.deliver(duel.messages.get(4));
        assertThat(step.fault().orElseThrow().detail()).contains("proof");
    }

    @Test
    void anAnswerThatWasLostIsGivenAgainAFewTimes() {
        for (int number : List.of(1, 3, 5)) {
            byte[] message = duel.until(number);
            byte[] answer = duel.until(number + 1);
            for (int i = 0; i < 12; i++) {
                Step<PhaseOne> step = duel.toResponder(message);
                assertThat(step.kind()).isEqualTo(Step.Kind.IGNORED);
                assertThat(step.send()).contains(Bytes.copyOf(answer));
                assertThat(step.fault()).isEmpty();
            }
            assertThat(duel.toResponder(message).send()).isEmpty();
        }
    }

    @Test
    void theInitiatorDoesNotAnswerRepeatedMessages() {
        duel.until(5);
        for (int number : List.of(2, 4)) {
            Step<PhaseOne> step = duel.toInitiator(duel.messages.get(number - 1));
            assertThat(step.kind()).isEqualTo(Step.Kind.IGNORED);
            assertThat(step.send()).isEmpty();
        }
        agree(duel.done());
    }

    @Test
    void statesAreNamedByTheMessageThatIsDue() {
        List<String> states = new ArrayList<>();
        states.add(duel.responder().state());
        duel.until(1);
        states.add(duel.initiator().state());
        duel.done();
        states.add(duel.initiator().state());
        assertThat(states)
                .containsExactly(
                        "MainModeResponder awaits message 1",
                        "MainModeInitiator awaits message 2",
                        "MainModeInitiator is over");
    }

    @Test
    void whatComesOfItLivesOnWhenMainModeIsClosed() {
        List<PhaseOne> both = duel.done();
        duel.initiator().close();
        duel.responder().close();
        agree(both);
        both.forEach(PhaseOne::close);
        assertThat(both).allSatisfy(one -> {
            assertThat(one.keys().skeyidD().isWiped()).isTrue();
            assertThat(one.keys().skeyidA().isWiped()).isTrue();
        });
        assertThat(duel.a.alive()).isEmpty();
        assertThat(duel.b.alive()).isEmpty();
        assertThat(duel.a.crypto.seen())
                .as("private value, shared secret, SKEYID, key of the cipher, cipher")
                .isEqualTo(5);
    }
}
