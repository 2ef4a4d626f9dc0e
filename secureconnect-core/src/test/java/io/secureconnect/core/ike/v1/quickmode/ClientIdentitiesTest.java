package io.secureconnect.core.ike.v1.quickmode;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IkeIdentity;
import io.secureconnect.core.ike.v1.exchange.NatDetection;
import io.secureconnect.core.ike.v1.exchange.NatTraversal;
import io.secureconnect.core.ike.v1.exchange.Step;
import io.secureconnect.core.ike.v1.registry.NotifyType;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Identification;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Selectors of quick mode: 192.0.2.1 (c0000201) is the initiator, 192.0.2.2 the responder, which judges (RFC 2407 §4.6.2). */
class ClientIdentitiesTest {
    private static final HostPair SIX = HostPair.of("2001:db8::2", "2001:db8::1");
    private static final Identification OWN = new Identification(new IkeIdentity(1, Bytes.ofHex("c0000202")), 0, 0);

    @ParameterizedTest
    @CsvSource({
        "1, c0000201,         0,  0,   true,  true", // the address
        "4, c0000201ffffffff, 0,  0,   true,  true", // a subnet of one
        "7, c0000201c0000201, 0,  0,   true,  true", // a range of one
        "1, c0000203,         0,  0,   false, true", // another address
        "4, c0000203ffffffff, 0,  0,   false, true",
        "4, c0000200fffffffe, 0,  0,   false, false", // two addresses
        "4, c0000201ffffff00, 0,  0,   false, false",
        "4, c000020100000000, 0,  0,   false, false",
        "7, c0000201c0000202, 0,  0,   false, false",
        "7, c0000202c0000201, 0,  0,   false, false",
        "1, c0000201,         17, 0,   false, false", // one protocol
        "1, c0000201,         6,  443, false, false",
        "1, c0000201,         0,  500, false, false", // one port
        "1, c00002,           0,  0,   false, false", // other lengths
        "1, c000020100,       0,  0,   false, false",
        "4, c0000201,         0,  0,   false, false",
        "7, c0000201c00002,   0,  0,   false, false",
        "1, '',               0,  0,   false, false",
        "2, 7061706572,       0,  0,   false, false", // a name
        "5, 20010db8000000000000000000000001, 0, 0, false, false", // another family
        "255, c0000201,       0,  0,   false, false"
    })
    void oneWholeAddressIsMeantAndBehindANatAnyOne(
            int type, String data, int protocol, int port, boolean plain, boolean natted) {
        Identification theirs = new Identification(new IkeIdentity(type, Bytes.ofHex(data)), protocol, port);
        HostPair path = QuickPair.PATH.mirror();
        assertThat(ClientIdentities.mean(List.of(theirs, OWN), path, NatDetection.none(), false))
                .isEqualTo(plain);
        assertThat(ClientIdentities.mean(List.of(theirs, OWN), path, new NatDetection(false, true), false))
                .isEqualTo(natted);
        assertThat(ClientIdentities.mean(List.of(theirs, OWN), path, new NatDetection(true, false), false))
                .as("a NAT before this host says nothing of the peer's address")
                .isEqualTo(plain);
    }

    @ParameterizedTest
    @CsvSource({
        "5, 20010db8000000000000000000000001, true",
        "6, 20010db8000000000000000000000001ffffffffffffffffffffffffffffffff, true",
        "8, 20010db800000000000000000000000120010db8000000000000000000000001, true",
        "6, 20010db8000000000000000000000001fffffffffffffffffffffffffffffffe, false",
        "8, 20010db800000000000000000000000120010db8000000000000000000000002, false",
        "1, c0000201, false"
    })
    void ofTheSixthVersionToo(int type, String data, boolean meant) {
        Identification theirs = new Identification(new IkeIdentity(type, Bytes.ofHex(data)), 0, 0);
        List<Identification> both = List.of(theirs, ClientIdentities.whole(SIX.local()));
        assertThat(ClientIdentities.mean(both, SIX, NatDetection.none(), false)).isEqualTo(meant);
    }

    @Test
    void bothEndsCount() {
        HostPair path = QuickPair.PATH;
        List<Identification> own = ClientIdentities.of(path);
        assertThat(ClientIdentities.mean(own, path, NatDetection.none(), true)).isTrue();
        assertThat(ClientIdentities.mean(own, path.mirror(), NatDetection.none(), false))
                .isTrue();
        assertThat(ClientIdentities.mean(own, path, NatDetection.none(), false)).isFalse();
        assertThat(ClientIdentities.mean(List.of(), path, NatDetection.none(), true))
                .isTrue();
    }

    @Test
    void aResponderRefusesOtherSelectors() {
        QuickPair pair = new QuickPair();
        pair.a.path = HostPair.of("192.0.2.1", "192.0.2.77");
        Step<AgreedSas> step = pair.offer();
        assertThat(step.kind()).isEqualTo(Step.Kind.FAILED);
        assertThat(step.fault().orElseThrow().reason()).isEqualTo(NegotiationFailure.INVALID_SELECTORS);
        assertThat(step.fault().orElseThrow().notifyType()).hasValue(NotifyType.INVALID_ID_INFORMATION.number());
    }

    @Test
    void anInitiatorRefusesNarrowedSelectorsAndTakesNone() {
        for (boolean narrowed : new boolean[] {true, false}) {
            QuickPair pair = new QuickPair();
            QuickModeInitiator begun = pair.a.initiator();
            HandResponder responder =
                    new HandResponder(pair.b, begun.messageId(), QuickPair.sent(begun.start(QuickEnd.NOW)));
            List<IsakmpPayload> payloads = responder.honest();
            payloads.removeIf(p -> p.kind() == IsakmpPayload.Kind.IDENTIFICATION);
            if (narrowed) {
                payloads.add(ClientIdentities.whole(QuickPair.PATH.local()));
                payloads.add(new Identification(IkeIdentity.address(QuickPair.PATH.remote()), 6, 80));
            }
            Step<AgreedSas> step = begun.receive(responder.second(payloads).toArray(), QuickEnd.NOW);
            assertThat(step.kind()).isEqualTo(narrowed ? Step.Kind.FAILED : Step.Kind.DONE);
            assertThat(step.fault().map(f -> f.reason()).orElse(NegotiationFailure.INVALID_SELECTORS))
                    .isEqualTo(NegotiationFailure.INVALID_SELECTORS);
        }
    }

    @Test
    void behindANatAnEndMayKnowItselfByAnotherAddress() {
        QuickPair pair = new QuickPair(new NatDetection(true, false), NatTraversal.RFC_3947);
        pair.a.path = HostPair.of("10.0.0.5", "192.0.2.2");
        pair.agree(pair.a);
        pair.agree(pair.b);
    }
}
