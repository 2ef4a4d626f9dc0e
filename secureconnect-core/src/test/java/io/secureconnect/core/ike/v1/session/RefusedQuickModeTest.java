package io.secureconnect.core.ike.v1.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.sa.EspProposal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A quick mode that one end refuses, which it tells in a message that nobody acknowledges (RFC 2409 §5.7). */
class RefusedQuickModeTest {
    @Test
    void aRefusalThatWasLostIsToldAgainToWhoRepeatsItself() {
        IsakmpPair pair = new IsakmpPair();
        pair.termsB.esp = List.of(EspProposal.parse("aes256-sha512"));
        pair.begin();
        while (pair.b.failures.isEmpty()) {
            assertThat(pair.deliverToB() || pair.deliverToA())
                    .as("under way\n" + pair)
                    .isTrue();
        }
        assertThat(pair.toA).as("the refusal").hasSize(1);
        pair.lose();
        assertThat(pair.a.failures).isEmpty();
        pair.pass(Duration.ofSeconds(5));
        assertThat(pair.a.reasons()).startsWith(NegotiationFailure.NO_ESP_PROPOSAL);
        assertThat(pair.b.reasons())
                .as("it is judged once, and a tries again only later")
                .containsExactly(NegotiationFailure.NO_ESP_PROPOSAL);
        assertThat(pair.a.reserved).isEmpty();
        assertThat(pair.b.reserved).isEmpty();
    }
}
