package io.secureconnect.core.ike.v1.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.core.ike.v1.exchange.Fragments;
import io.secureconnect.core.pki.Authority;
import io.secureconnect.spi.Datagram;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Proofs by certificate; their messages are larger than a packet and go in pieces to a peer that takes them. */
class CertificatesTest {
    private static final Authority ROOT = Authority.root("CN=Root CA", "RSA");
    private static final Authority.Issued WEB =
            ROOT.below("CN=Issuing CA", "RSA").issue("CN=web1", "RSA");
    private static final Authority.Issued DB =
            ROOT.below("CN=Issuing CA 2", "RSA").issue("CN=db1", "RSA");

    private static IsakmpPair pair() {
        IsakmpPair pair = new IsakmpPair();
        pair.termsA.believes(WEB.credential(ROOT).build(), "CN=Root CA", "db1");
        pair.termsB.believes(DB.credential(ROOT).build(), "CN=Root CA", "web1");
        return pair;
    }

    private static void untilPieces(IsakmpPair pair) {
        while (pair.toB.stream().noneMatch(CertificatesTest::isPiece)) {
            assertThat(pair.deliverToB() | pair.deliverToA())
                    .as(pair.toString())
                    .isTrue();
        }
    }

    private static boolean isPiece(Datagram datagram) {
        return Fragments.isFragment(datagram.payload().toArray());
    }

    @Test
    void noPacketIsLargerThan1280OctetsAndPiecesMayComeInAnyOrderAndTwice() {
        IsakmpPair pair = pair().begin();
        untilPieces(pair);
        assertThat(pair.toB).hasSizeGreaterThan(1).allMatch(CertificatesTest::isPiece);
        List<Datagram> pieces = new ArrayList<>(pair.toB);
        Collections.reverse(pieces);
        pair.toB.clear();
        pair.toB.add(pieces.get(0));
        pair.toB.addAll(pieces);
        pair.settle();
        assertThat(pair.isPassingBothWays()).as(pair.toString()).isTrue();
        assertThat(pair.a.sent).allMatch(d -> d.payload().length() <= 1280 - 20 - 8);
        assertThat(pair.b.sent).allMatch(d -> d.payload().length() <= 1280 - 20 - 8);
    }

    @Test
    void aLostPieceIsSentAgainWithTheOthers() {
        IsakmpPair pair = pair().begin();
        untilPieces(pair);
        pair.toB.removeFirst();
        pair.settle();
        assertThat(pair.isPassingBothWays()).isFalse();
        pair.pass(Duration.ofSeconds(1));
        assertThat(pair.isPassingBothWays()).as(pair.toString()).isTrue();
    }

    @Test
    void aPeerOfAnotherCaIsTheReasonAtBothEnds() {
        IsakmpPair pair = pair();
        Authority other = Authority.root("CN=Other CA", "RSA");
        pair.termsB.believes(other.issue("CN=db1", "RSA").credential(other).build(), "CN=Other CA", "web1");
        pair.begin().settle();
        pair.pass(Duration.ofMinutes(2));
        assertThat(pair.b.reasons()).as(pair.toString()).contains(NegotiationFailure.UNTRUSTED_ISSUER);
        assertThat(pair.a.reasons()).as(pair.toString()).containsExactly(NegotiationFailure.AUTHENTICATION_FAILED);
        assertThat(pair.a.ended && pair.b.ended).isTrue();
        assertThat(pair.a.kernel).isEmpty();
        assertThat(pair.b.kernel).isEmpty();
    }
}
