package io.secureconnect.testkit.example;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.secureconnect.api.sa.Spi;
import io.secureconnect.testkit.ike.Flow;
import io.secureconnect.testkit.ike.IkePair;
import io.secureconnect.testkit.junit.Seeded;
import io.secureconnect.testkit.net.WireConditions;
import io.secureconnect.testkit.time.SeededRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@Seeded
class RekeyTest {
    @Test
    void bothEndsReplaceTheChildAtOnceAndAnAnswerGetsLost(SeededRandom random) {
        IkePair pair = IkePair.builder(random)
                .terms(terms -> terms.ike("aes256gcm16-prfsha384-x25519-ke1_mlkem768"))
                .build()
                .establish();
        Spi before = pair.a().child().inbound();
        Flow flow = pair.flow(); // a packet each way after every step from now on

        pair.a().rekeyChild();
        pair.b().rekeyChild();
        pair.nextFrom(pair.a()).deliver();
        pair.nextFrom(pair.b()).duplicate();
        pair.nextFrom(pair.b()).deliver();
        pair.nextFrom(pair.a()).drop();

        pair.letFly(); // by time alone, over a network that is no better
        pair.network()
                .conditions(WireConditions.perfect()
                        .withDelay(Duration.ofMillis(20))
                        .withReordering(0.2, Duration.ofMillis(50)));
        pair.advance(Duration.ofMinutes(1));
        flow.stop();
        pair.advance(Duration.ofSeconds(1)); // what is still on its way

        pair.assertAgree();
        flow.assertNoneLost();
        assertNotEquals(before, pair.a().child().inbound());
    }
}
