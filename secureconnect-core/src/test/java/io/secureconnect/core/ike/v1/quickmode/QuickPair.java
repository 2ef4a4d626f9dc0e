package io.secureconnect.core.ike.v1.quickmode;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.v1.exchange.NatDetection;
import io.secureconnect.core.ike.v1.exchange.NatTraversal;
import io.secureconnect.core.ike.v1.exchange.PeerAbilities;
import io.secureconnect.core.ike.v1.exchange.Step;
import io.secureconnect.core.ike.v1.mainmode.PhaseOnes;
import io.secureconnect.spi.RandomSource;
import java.util.List;
import java.util.Random;

/** Two ends with an ISAKMP SA between them; a began it. */
final class QuickPair {
    static final IkeProposal IKE = IkeProposal.parse("aes256-sha256-ecp256");
    static final HostPair PATH = HostPair.of("192.0.2.1", "192.0.2.2");
    static final Spi SPI_A = new Spi(0xa0000001);
    static final Spi SPI_B = new Spi(0x0b000002);

    final QuickEnd a;
    final QuickEnd b;

    QuickPair() {
        this(IKE, NatDetection.none(), NatTraversal.RFC_3947);
    }

    /** @param nat as a sees it */
    QuickPair(NatDetection nat, NatTraversal traversal) {
        this(IKE, nat, traversal);
    }

    QuickPair(IkeProposal ike, NatDetection nat, NatTraversal traversal) {
        Random seeded = new Random(ike.hashCode());
        RandomSource random = seeded::nextBytes;
        WatchedCrypto cryptoA = new WatchedCrypto();
        WatchedCrypto cryptoB = new WatchedCrypto();
        PhaseOnes ones = PhaseOnes.of(cryptoA, cryptoB, random, ike, new PeerAbilities(true, true, traversal), nat);
        a = new QuickEnd(cryptoA, random, ones.initiator(), PATH, SPI_A);
        b = new QuickEnd(cryptoB, random, ones.responder(), PATH.mirror(), SPI_B);
        a.ike = List.of(ike);
        b.ike = List.of(ike);
    }

    /** What both ends have after three messages. */
    record Agreed(AgreedSas initiator, AgreedSas responder) {}

    /** A whole quick mode, begun by {@code initiator}. */
    Agreed agree(QuickEnd initiator) {
        QuickEnd responder = initiator == a ? b : a;
        QuickModeInitiator begun = initiator.initiator();
        Bytes first = sent(begun.start(QuickEnd.NOW));
        QuickModeResponder answering = responder.responder(first);
        Step<AgreedSas> second = answering.receive(first.toArray(), QuickEnd.NOW);
        Step<AgreedSas> third = begun.receive(sent(second).toArray(), QuickEnd.NOW);
        assertThat(third.kind()).as(third.toString()).isEqualTo(Step.Kind.DONE);
        Step<AgreedSas> last = answering.receive(sent(third).toArray(), QuickEnd.NOW);
        assertThat(last.kind()).as(last.toString()).isEqualTo(Step.Kind.DONE);
        assertThat(last.send()).isEmpty();
        assertThat(last.result()).isEqualTo(second.result());
        assertThat(initiator.crypto.isWiped() && responder.crypto.isWiped())
                .as("all secrets of the key exchange are wiped")
                .isTrue();
        return new Agreed(third.result().orElseThrow(), last.result().orElseThrow());
    }

    /** How b answers a's offer. */
    Step<AgreedSas> offer() {
        Bytes first = sent(a.initiator().start(QuickEnd.NOW));
        return b.responder(first).receive(first.toArray(), QuickEnd.NOW);
    }

    static Bytes sent(Step<AgreedSas> step) {
        return step.send().orElseThrow(() -> new AssertionError("nothing is sent: " + step));
    }
}
