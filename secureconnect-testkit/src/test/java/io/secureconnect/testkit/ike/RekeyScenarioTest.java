package io.secureconnect.testkit.ike;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.testkit.junit.Seeded;
import io.secureconnect.testkit.net.WireConditions;
import io.secureconnect.testkit.time.SeededRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Keys are replaced by either side under a running flow, and no packet is lost. */
@Seeded
class RekeyScenarioTest {
    private static void assertReplaces(IkePair pair, Consumer<IkePair> rekey, boolean childToo) {
        pair.establish();
        Flow flow = pair.flow();
        Spi childBefore = pair.a().child().inbound();
        Set<Long> ikeBefore = pair.a().session().localSpis();
        rekey.accept(pair);
        pair.deliverAll();
        pair.advance(Duration.ofSeconds(30));
        pair.deliverAll();
        flow.send();
        flow.assertNoneLost();
        pair.assertAgree();
        assertThat(pair.a().child().inbound().equals(childBefore)).isEqualTo(!childToo);
        assertThat(pair.a().session().localSpis().equals(ikeBefore)).isEqualTo(childToo);
        assertThat(pair.a().faults()).isEmpty();
        assertThat(pair.b().faults()).isEmpty();
    }

    @Test
    void theChildByEitherSide(SeededRandom random) {
        for (boolean forward : new boolean[] {true, false}) {
            assertReplaces(
                    IkePair.builder(random.split())
                            .terms(terms -> terms.perfectForwardSecrecy(forward))
                            .build(),
                    pair -> pair.a().rekeyChild(),
                    true);
            assertReplaces(
                    IkePair.builder(random.split())
                            .terms(terms -> terms.perfectForwardSecrecy(forward))
                            .build(),
                    pair -> pair.b().rekeyChild(),
                    true);
        }
    }

    @Test
    void theIkeSaByEitherSide(SeededRandom random) {
        assertReplaces(IkePair.builder(random.split()).build(), pair -> pair.a().rekeyIke(), false);
        assertReplaces(IkePair.builder(random.split()).build(), pair -> pair.b().rekeyIke(), false);
    }

    @Test
    void theIkeSaWithAHybridKeyExchange(SeededRandom random) {
        assertReplaces(
                IkePair.builder(random)
                        .terms(terms -> terms.ike("aes256gcm16-prfsha384-x25519-ke1_mlkem768"))
                        .build(),
                pair -> pair.b().rekeyIke(),
                false);
    }

    @Test
    void overAndOverByBothInTurn(SeededRandom random) {
        IkePair pair = IkePair.builder(random).build().establish();
        Flow flow = pair.flow();
        Set<Spi> seen = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            IkeEnd end = i % 2 == 0 ? pair.a() : pair.b();
            if (i % 3 == 2) {
                end.rekeyIke();
            } else {
                end.rekeyChild();
            }
            pair.deliverAll();
            pair.advance(Duration.ofSeconds(20));
            pair.deliverAll();
            pair.assertAgree();
            seen.add(pair.a().child().inbound());
        }
        flow.assertNoneLost();
        assertThat(seen).hasSize(14);
    }

    @Test
    void byTimeBeforeTheSoftLimitWithoutALostPacket(SeededRandom random) {
        IkePair pair = IkePair.builder(random)
                .terms(terms -> terms.childLifetime(SaLifetime.builder()
                                .soft(Duration.ofMinutes(10))
                                .hard(Duration.ofMinutes(12))
                                .build())
                        .ikeLifetime(Duration.ofMinutes(35)))
                .build();
        pair.network().conditions(WireConditions.perfect().withDelay(Duration.ofMillis(20)));
        pair.letFly();
        pair.a().initiate();
        pair.advance(Duration.ofSeconds(5));
        Set<Spi> children = new HashSet<>();
        Set<Long> ikes = new HashSet<>();
        Flow flow = pair.flow();
        for (int second = 0; second < 2 * 3600; second++) {
            pair.advance(Duration.ofSeconds(1));
            if (second % 10 == 0) {
                flow.send();
            }
            pair.a().session().children().forEach(child -> children.add(child.inbound()));
            ikes.addAll(pair.a().session().localSpis());
        }
        pair.advance(Duration.ofMinutes(1));
        flow.assertNoneLost();
        assertThat(children.size()).as("%s", pair.transcript()).isBetween(12, 26);
        assertThat(ikes.size()).as("%s", pair.transcript()).isBetween(4, 8);
        assertThat(pair.a().faults()).isEmpty();
        assertThat(pair.b().faults()).isEmpty();
    }

    @Test
    void byPacketsAndByOctets(SeededRandom random) {
        for (SaLifetime limit : new SaLifetime[] {
            SaLifetime.builder().softPackets(50).hardPackets(500).build(),
            SaLifetime.builder().softBytes(2_000).hardBytes(20_000).build()
        }) {
            IkePair pair = IkePair.builder(random.split())
                    .terms(terms -> terms.childLifetime(limit))
                    .build();
            pair.letFly();
            pair.a().initiate();
            Spi first = pair.a().child().inbound();
            Flow flow = pair.flow();
            for (int i = 0; i < 200; i++) {
                flow.send();
                pair.advance(Duration.ofMillis(100));
            }
            pair.advance(Duration.ofMinutes(1));
            flow.assertNoneLost();
            assertThat(pair.a().child().inbound()).as("%s", pair.transcript()).isNotEqualTo(first);
        }
    }
}
