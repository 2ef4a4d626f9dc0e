package io.secureconnect.core.ike.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.spi.Datagram;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 7383: messages larger than a packet go in fragments that are encrypted each by itself. */
class FragmentationTest {
    /** ML-KEM-1024 has public values of 1568 octets. */
    private static Pair large() {
        Pair pair = new Pair();
        pair.termsA.ike = List.of(IkeProposal.parse("aes256gcm16-prfsha384-x25519-ke1_mlkem1024"));
        pair.termsB.ike = pair.termsA.ike;
        pair.begin();
        pair.deliverToB();
        pair.deliverToA();
        return pair;
    }

    @Test
    void noPacketIsLargerThan1280Octets() {
        Pair pair = large();
        assertThat(pair.toB).hasSize(2);
        pair.settle();
        assertThat(pair.isPassingBothWays()).as(pair.toString()).isTrue();
        List<Datagram> all = new ArrayList<>(pair.a.sent);
        all.addAll(pair.b.sent);
        assertThat(all).allMatch(d -> d.payload().length() <= 1280 - 20 - 8);
    }

    @Test
    void ipv6PacketsAreNoLargerEither() {
        Pair pair = new Pair();
        pair.termsA.path = HostPair.of("2001:db8::1", "2001:db8::2");
        pair.termsB.path = pair.termsA.path.mirror();
        pair.termsA.ike = List.of(IkeProposal.parse("aes256-sha384-x25519-ke1_mlkem1024"));
        pair.termsB.ike = pair.termsA.ike;
        pair.begin().settle();
        assertThat(pair.isPassingBothWays()).as(pair.toString()).isTrue();
        assertThat(pair.a.sent).allMatch(d -> d.payload().length() <= 1280 - 40 - 8);
    }

    @Test
    void fragmentsMayArriveInAnyOrderAndTwice() {
        Pair pair = large();
        List<Datagram> fragments = new ArrayList<>(pair.toB);
        Collections.reverse(fragments);
        pair.toB.clear();
        pair.toB.add(fragments.get(0));
        pair.toB.addAll(fragments);
        pair.settle();
        assertThat(pair.isPassingBothWays()).as(pair.toString()).isTrue();
    }

    @Test
    void aLostFragmentIsMadeUpForByTheRepetition() {
        Pair pair = large();
        pair.toB.removeLast();
        pair.settle();
        assertThat(pair.b.session().state()).isEqualTo("InitRemoteIntermediate");
        pair.pass(Duration.ofSeconds(1));
        assertThat(pair.isPassingBothWays()).as(pair.toString()).isTrue();
    }

    @Test
    void ofARepeatedRequestOnlyTheFirstFragmentIsAnswered() {
        Pair pair = large();
        List<Datagram> fragments = new ArrayList<>(pair.toB);
        while (pair.deliverToB()) {
            // both fragments
        }
        int answers = pair.b.sent.size();
        List<Datagram> response = new ArrayList<>(pair.toA);
        pair.on(pair.b, s -> s.receive(fragments.get(1), pair.now));
        assertThat(pair.b.sent).hasSize(answers);
        pair.on(pair.b, s -> s.receive(fragments.get(0), pair.now));
        assertThat(pair.b.sent).hasSize(answers + response.size());
        assertThat(pair.b.sent.subList(answers, answers + response.size()))
                .isEqualTo(pair.b.sent.subList(answers - response.size(), answers));
    }
}
