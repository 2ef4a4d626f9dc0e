package io.secureconnect.testkit.ike;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.testkit.junit.Seeded;
import io.secureconnect.testkit.net.WireConditions;
import io.secureconnect.testkit.net.WireEntry.Fate;
import io.secureconnect.testkit.time.SeededRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Over networks that lose, delay, repeat, reorder and are narrow, the two agree all the same. */
@Seeded
class LossyNetworkScenarioTest {
    private static final WireConditions BAD = WireConditions.perfect()
            .withLoss(0.15)
            .withDelay(Duration.ofMillis(40))
            .withDuplication(0.1)
            .withReordering(0.2, Duration.ofMillis(300));

    @Test
    void theTwoAgreeOverABadNetwork(SeededRandom random) {
        for (int i = 0; i < 40; i++) {
            IkePair pair = IkePair.builder(random.split()).build();
            pair.network().conditions(BAD);
            pair.letFly();
            pair.a().initiate();
            pair.advance(Duration.ofMinutes(1));
            pair.assertAgree();
        }
    }

    @Test
    void rekeysComeThroughABadNetwork(SeededRandom random) {
        for (int i = 0; i < 40; i++) {
            IkePair pair = IkePair.builder(random.split()).build();
            pair.letFly();
            pair.a().initiate();
            pair.network().conditions(BAD);
            for (int turn = 0; turn < 4; turn++) {
                IkeEnd end = turn % 2 == 0 ? pair.a() : pair.b();
                if (turn < 2) {
                    end.rekeyChild();
                } else {
                    end.rekeyIke();
                }
                pair.advance(Duration.ofMinutes(1));
            }
            pair.assertAgree();
        }
    }

    @Test
    void largeMessagesCrossNarrowLinksInFragments(SeededRandom random) {
        for (String[] ends : new String[][] {{"192.0.2.1", "192.0.2.2"}, {"2001:db8::1", "2001:db8::2"}}) {
            IkePair pair = IkePair.builder(random.split())
                    .between(ends[0], ends[1])
                    .terms(terms -> terms.ike("aes256gcm16-prfsha384-x25519-ke1_mlkem1024"))
                    .build();
            pair.network().conditions(WireConditions.perfect().withMtu(1280));
            pair.letFly();
            pair.a().initiate();
            pair.advance(Duration.ofMinutes(2));
            pair.assertAgree();
            assertThat(pair.transcript().lines()).anyMatch(line -> line.contains("SKF "));
            assertThat(pair.network().log().count(Fate.TOO_BIG))
                    .as("nothing is larger than the least MTU of IPv6\n%s", pair.transcript())
                    .isZero();
        }
    }

    @Test
    void fragmentsThatGetLostAreRepeated(SeededRandom random) {
        for (int i = 0; i < 20; i++) {
            IkePair pair = IkePair.builder(random.split())
                    .terms(terms -> terms.ike("aes256gcm16-prfsha384-x25519-ke1_mlkem768"))
                    .build();
            pair.network().conditions(BAD.withMtu(1280));
            pair.letFly();
            pair.a().initiate();
            pair.advance(Duration.ofMinutes(1));
            pair.assertAgree();
        }
    }
}
