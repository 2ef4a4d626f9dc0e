package io.secureconnect.core.ike.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.Direction;
import org.junit.jupiter.api.Test;

/** RFC 7296 §1.2: IKE_SA_INIT and IKE_AUTH. */
class InitialExchangesTest {
    @Test
    void fourMessagesMakeTwoSasWithMirroredKeys() {
        Pair pair = new Pair().begin();
        pair.settle();

        assertThat(pair.transcript).as(pair.toString()).hasSize(4);
        assertThat(pair.a.established && pair.b.established).as(pair.toString()).isTrue();
        assertThat(pair.a.log).startsWith("SEND", "SEND").endsWith("ESTABLISHED");
        assertThat(pair.a.sas(Direction.INBOUND)).hasSize(1);
        assertThat(pair.a.sas(Direction.OUTBOUND)).hasSize(1);
        assertThat(pair.isPassingBothWays()).isTrue();
        assertThat(pair.a.sending().orElseThrow().key())
                .isNotEqualTo(pair.b.sending().orElseThrow().key());
        assertThat(pair.a.session().state()).isEqualTo("Idle");
    }
}
