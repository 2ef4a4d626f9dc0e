package io.secureconnect.testkit.ike;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.testkit.junit.Seeded;
import io.secureconnect.testkit.net.WireConditions;
import io.secureconnect.testkit.time.SeededRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Keys of both phases are replaced by either side under a running flow, and no packet is lost. */
@Seeded
class IsakmpRekeyScenarioTest {
    private static final Duration SETTLED = Duration.ofMinutes(2);

    private static IkePairBuilder pair(SeededRandom random) {
        return IkePair.builder(random).version(IkeVersion.IKEV1).terms(terms -> terms.ike("aes256-sha256-ecp256"));
    }

    private static void assertReplaces(IkePair pair, Consumer<IkePair> rekey, boolean child, boolean phaseOne) {
        pair.establish();
        Flow flow = pair.flow();
        Spi childBefore = pair.a().child().inbound();
        Set<Long> ikeBefore = pair.a().session().localSpis();
        rekey.accept(pair);
        pair.settle(SETTLED);
        flow.send();
        flow.assertNoneLost();
        pair.assertAgree();
        assertThat(pair.a().child().inbound().equals(childBefore))
                .as("the child stays\n%s", pair.transcript())
                .isEqualTo(!child);
        assertThat(pair.a().session().localSpis().equals(ikeBefore))
                .as("the ISAKMP SA stays\n%s", pair.transcript())
                .isEqualTo(!phaseOne);
        assertThat(pair.a().faults()).as("%s", pair.transcript()).isEmpty();
        assertThat(pair.b().faults()).as("%s", pair.transcript()).isEmpty();
    }

    @Test
    void theChildByEitherSide(SeededRandom random) {
        for (boolean forward : new boolean[] {true, false}) {
            for (boolean first : new boolean[] {true, false}) {
                assertReplaces(
                        pair(random.split())
                                .terms(terms -> terms.perfectForwardSecrecy(forward))
                                .build(),
                        pair -> (first ? pair.a() : pair.b()).rekeyChild(),
                        true,
                        false);
            }
        }
    }

    @Test
    void bothReplaceTheChildAtOnce(SeededRandom random) {
        for (int order = 0; order < 16; order++) {
            IkePair pair = pair(random.split()).build();
            int turns = order;
            assertReplaces(
                    pair,
                    both -> {
                        both.a().rekeyChild();
                        both.b().rekeyChild();
                        for (int i = 0; i < 4 && !both.flights().isEmpty(); i++) {
                            IkeEnd preferred = (turns >> i & 1) == 0 ? both.a() : both.b();
                            both.flights().stream()
                                    .filter(flight -> flight.from() == preferred)
                                    .findFirst()
                                    .orElseGet(both::next)
                                    .deliver();
                        }
                    },
                    true,
                    false);
        }
    }

    @Test
    void phaseOneByEitherSideLeavesTheChild(SeededRandom random) {
        assertReplaces(pair(random.split()).build(), pair -> pair.a().rekeyIke(), false, true);
        assertReplaces(pair(random.split()).build(), pair -> pair.b().rekeyIke(), false, true);
    }

    @Test
    void bothReplacePhaseOneAtOnce(SeededRandom random) {
        IkePair pair = pair(random).build();
        assertReplaces(
                pair,
                both -> {
                    both.a().rekeyIke();
                    both.b().rekeyIke();
                },
                false,
                true);
    }

    @Test
    void everythingByTheTermsThatHoldNow(SeededRandom random) {
        for (boolean first : new boolean[] {true, false}) {
            assertReplaces(
                    pair(random.split())
                            .termsOfB(terms -> terms.preSharedKeys("the next", "the first"))
                            .termsOfA(terms -> terms.preSharedKeys("the first", "the next"))
                            .build(),
                    pair -> {
                        pair.a().change(terms -> terms.preSharedKeys("the next").esp("aes256-sha512"));
                        pair.b().change(terms -> terms.preSharedKeys("the next").esp("aes256-sha512"));
                        (first ? pair.a() : pair.b()).renew();
                        pair.settle(SETTLED);
                        assertThat(pair.a().child().parameters().proposal().keyword())
                                .isEqualTo("aes256-sha512");
                    },
                    true,
                    true);
        }
    }

    @Test
    void bothRenewAtOnce(SeededRandom random) {
        IkePair pair = pair(random).build().establish();
        Flow flow = pair.flow();
        Spi before = pair.a().child().inbound();
        pair.a().renew();
        pair.b().renew();
        pair.settle(SETTLED);
        flow.send();
        flow.assertNoneLost();
        pair.assertServed();
        assertThat(pair.a().child().inbound()).isNotEqualTo(before);
        pair.a().rekeyChild();
        pair.settle(SETTLED);
        pair.assertAgree();
        flow.assertNoneLost();
    }

    @Test
    void overAndOverByBothInTurn(SeededRandom random) {
        IkePair pair = pair(random).build().establish();
        Flow flow = pair.flow();
        Set<Spi> seen = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            IkeEnd end = i % 2 == 0 ? pair.a() : pair.b();
            if (i % 3 == 2) {
                end.rekeyIke();
            } else {
                end.rekeyChild();
            }
            pair.settle(SETTLED);
            pair.assertAgree();
            seen.add(pair.a().child().inbound());
        }
        flow.assertNoneLost();
        assertThat(seen).hasSize(14);
    }

    @Test
    void byTimeBeforeTheSoftLimitWithoutALostPacket(SeededRandom random) {
        IkePair pair = pair(random)
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
        flow.stop();
        pair.advance(Duration.ofMinutes(1));
        flow.assertNoneLost();
        assertThat(children.size()).as("%s", pair.transcript()).isBetween(12, 26);
        assertThat(ikes.size()).as("%s", pair.transcript()).isBetween(4, 8);
        assertThat(pair.a().faults()).isEmpty();
        assertThat(pair.b().faults()).isEmpty();
    }

    @Test
    void lifetimesThatDifferAreTheShorterOne(SeededRandom random) {
        for (boolean first : new boolean[] {true, false}) {
            Consumer<Terms> shorter = terms -> terms.ikeLifetime(Duration.ofMinutes(10))
                    .childLifetime(SaLifetime.builder()
                            .soft(Duration.ofMinutes(4))
                            .hard(Duration.ofMinutes(5))
                            .build());
            IkePairBuilder builder = pair(random.split());
            IkePair pair = (first ? builder.termsOfA(shorter) : builder.termsOfB(shorter)).build();
            pair.letFly();
            pair.a().initiate();
            Flow flow = pair.flow();
            Spi child = pair.a().child().inbound();
            Set<Long> ike = pair.a().session().localSpis();
            pair.advance(Duration.ofMinutes(12));
            flow.stop();
            pair.advance(Duration.ofMinutes(1));
            flow.assertNoneLost();
            assertThat(pair.a().child().inbound()).as("%s", pair.transcript()).isNotEqualTo(child);
            assertThat(pair.a().session().localSpis())
                    .as("%s", pair.transcript())
                    .doesNotContainAnyElementsOf(ike);
        }
    }

    @Test
    void byPacketsAndByOctets(SeededRandom random) {
        for (SaLifetime limit : List.of(
                SaLifetime.builder().softPackets(50).hardPackets(500).build(),
                SaLifetime.builder().softBytes(2_000).hardBytes(20_000).build())) {
            IkePair pair = pair(random.split())
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
            flow.stop();
            pair.advance(Duration.ofMinutes(1));
            flow.assertNoneLost();
            assertThat(pair.a().child().inbound()).as("%s", pair.transcript()).isNotEqualTo(first);
        }
    }
}
