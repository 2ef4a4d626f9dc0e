package io.secureconnect.core.ike.v1.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.v1.quickmode.QuickModeContext;
import io.secureconnect.core.ike.v1.quickmode.QuickModeInitiator;
import io.secureconnect.core.ike.v1.registry.ExchangeType;
import io.secureconnect.core.ike.v1.wire.IsakmpCodec;
import io.secureconnect.core.ike.wire.DecodeException;
import io.secureconnect.spi.Datagram;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Peers that repeat, replay, set the commit bit, or do more than they should. */
class HostileAndForeignPeerTest {
    private static int exchange(Datagram datagram) {
        try {
            return IsakmpCodec.peek(datagram.payload().toArray()).exchangeType();
        } catch (DecodeException e) {
            throw new AssertionError(e);
        }
    }

    private static Datagram withCommitBit(Datagram datagram) {
        byte[] octets = datagram.payload().toArray();
        if (octets[18] == ExchangeType.QUICK_MODE.number()) {
            octets[19] |= 2;
        }
        return new Datagram(datagram.remote(), datagram.local(), Bytes.wrap(octets));
    }

    @Test
    void aCommitBitHoldsBackWhatIsSentForAMomentOnly() {
        IsakmpPair pair = new IsakmpPair();
        pair.between(d -> new Datagram(d.remote(), d.local(), d.payload()), HostileAndForeignPeerTest::withCommitBit);
        pair.begin().settle();
        assertThat(pair.a.sas(Direction.INBOUND)).hasSize(1);
        assertThat(pair.a.sas(Direction.OUTBOUND)).isEmpty();
        assertThat(pair.b.sending().filter(pair.a::receives)).isPresent();
        pair.pass(Duration.ofSeconds(3));
        assertThat(pair.isPassingBothWays()).as(pair.toString()).isTrue();
    }

    @Test
    void aMessageOfMainModeOrQuickModeThatComesAgainIsAnsweredByTheSameOctets() {
        IsakmpPair pair = IsakmpPair.established();
        List<Datagram> fromA = new ArrayList<>(pair.a.sent);
        List<Datagram> fromB = new ArrayList<>(pair.b.sent);
        Datagram fifth = fromA.get(2);
        Datagram first = fromA.get(3);
        pair.b.sent.clear();
        pair.hand(pair.b, new Datagram(fifth.remote(), fifth.local(), fifth.payload()));
        assertThat(pair.b.sent).containsExactly(fromB.get(2));
        pair.hand(pair.b, new Datagram(first.remote(), first.local(), first.payload()));
        assertThat(pair.b.kernel)
                .as("a quick mode that is over is not played again")
                .hasSize(2);
        assertThat(pair.b.reserved).isEmpty();
    }

    @Test
    void whoeverRepeatsForEverIsNotAnsweredForEver() {
        IsakmpPair pair = IsakmpPair.established();
        Datagram fifth = pair.a.sent.get(2);
        pair.b.sent.clear();
        for (int i = 0; i < 100; i++) {
            pair.hand(pair.b, new Datagram(fifth.remote(), fifth.local(), fifth.payload()));
        }
        assertThat(pair.b.sent).hasSizeLessThan(20);
    }

    @Test
    void quickModesThatThePeerDoesNotFinishAreFewAndGo() {
        IsakmpPair pair = IsakmpPair.established();
        IsakmpSa sa = pair.a.session().association().isakmpSas().current().orElseThrow();
        for (int i = 0; i < 10; i++) {
            QuickModeContext context = new QuickModeContext(
                    IsakmpPair.CRYPTO,
                    pair.random::nextBytes,
                    sa.phaseOne(),
                    sa.informational(),
                    pair.termsA.current().orElseThrow(),
                    spi -> false);
            Bytes first = new QuickModeInitiator(context, new Spi(0x7000 + i))
                    .start(pair.now)
                    .send()
                    .orElseThrow();
            Datagram sent = sa.link().datagram(first);
            pair.hand(pair.b, new Datagram(sent.remote(), sent.local(), sent.payload()));
        }
        pair.toA.clear();
        assertThat(pair.b.sas(Direction.INBOUND)).hasSize(1 + 4);
        pair.pass(Duration.ofMinutes(2));
        assertThat(pair.b.sas(Direction.INBOUND)).as(pair.toString()).hasSize(1);
        assertThat(pair.isPassingBothWays()).isTrue();
        assertThat(pair.b.failures).isEmpty();
    }

    @Test
    void messagesOfOtherVersionsAndOtherExchangesAreDropped() {
        IsakmpPair pair = IsakmpPair.established();
        Datagram last = pair.a.sent.get(pair.a.sent.size() - 1);
        int before = pair.b.sent.size();
        for (int type = 0; type < 256; type++) {
            for (int version : new int[] {0x00, 0x10, 0x20, 0xff}) {
                byte[] octets = last.payload().toArray();
                octets[17] = (byte) version;
                octets[18] = (byte) type;
                octets[23] ^= 1; // another message id
                pair.hand(pair.b, new Datagram(last.remote(), last.local(), Bytes.wrap(octets)));
            }
        }
        assertThat(pair.b.sent).hasSize(before);
        assertThat(pair.b.kernel).hasSize(2);
        assertThat(exchange(last)).isEqualTo(ExchangeType.QUICK_MODE.number());
    }

    @Test
    void effectsEndWithTheEnd() {
        IsakmpPair pair = IsakmpPair.established();
        pair.on(pair.a, s -> s.checkLiveness(pair.now));
        pair.on(pair.a, s -> s.rekeyPhaseOne(pair.now));
        pair.lose();
        pair.pass(Duration.ofMinutes(3), false);
        assertThat(pair.a.log.get(pair.a.log.size() - 1)).isEqualTo("ENDED");
        pair.on(pair.a, s -> s.wake(pair.now));
        assertThat(pair.a.log.get(pair.a.log.size() - 1)).isEqualTo("ENDED");
    }
}
