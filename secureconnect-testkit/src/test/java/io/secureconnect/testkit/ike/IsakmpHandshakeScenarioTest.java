package io.secureconnect.testkit.ike;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.testkit.junit.Seeded;
import io.secureconnect.testkit.time.SeededRandom;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Two ends agree by main mode and quick mode, under every suite and option, and packets flow as ESP. */
@Seeded
class IsakmpHandshakeScenarioTest {
    private static final List<String> GROUPS =
            List.of("modp2048", "modp3072", "modp4096", "ecp256", "ecp384", "ecp521");
    private static final List<String> CIPHERS =
            List.of("aes128-sha256", "aes256-sha256", "aes256-sha384", "aes256-sha512");
    private static final List<String> ESP = List.of("aes128gcm16", "aes256gcm16", "aes128-sha256", "aes256-sha512");

    private static IkePairBuilder pair(SeededRandom random) {
        return IkePair.builder(random).version(IkeVersion.IKEV1);
    }

    private static IkePair assertEstablishes(IkePairBuilder builder) {
        IkePair pair = builder.build().establish();
        pair.assertAgree();
        Flow flow = pair.flow();
        flow.send();
        flow.assertNoneLost();
        assertThat(pair.a().faults()).isEmpty();
        assertThat(pair.b().faults()).isEmpty();
        return pair;
    }

    private static List<String> exchange(IkePair pair) {
        return pair.transcript().lines().stream()
                .filter(line -> line.contains("-->") || line.contains("<--"))
                .map(line -> line.replaceAll(".*(a --> b|a <-- b) +#[0-9]+ ", "$1 ")
                        .replaceAll(" [0-9a-f]+:[0-9a-f]+ .*", ""))
                .collect(Collectors.toList());
    }

    private static Stream<String> quickMode(IkePair pair) {
        return exchange(pair).stream().filter(line -> line.contains("Quick Mode"));
    }

    @Nested
    class Suites {
        @Test
        void everyGroup(SeededRandom random) {
            for (String group : GROUPS) {
                assertEstablishes(pair(random.split()).terms(terms -> terms.ike("aes256-sha256-" + group)));
            }
        }

        @Test
        void everyCipherAndHashOfPhaseOne(SeededRandom random) {
            for (String cipher : CIPHERS) {
                IkePair pair = assertEstablishes(pair(random.split()).terms(terms -> terms.ike(cipher + "-ecp256")));
                assertThat(pair.b().session().proposal().orElseThrow().keyword())
                        .isEqualTo(cipher + "-ecp256");
            }
        }

        @Test
        void everyCipherOfEspWithAndWithoutForwardSecrecy(SeededRandom random) {
            for (String esp : ESP) {
                for (boolean forward : new boolean[] {true, false}) {
                    IkePair pair = assertEstablishes(
                            pair(random.split()).terms(terms -> terms.esp(esp).perfectForwardSecrecy(forward)));
                    assertThat(pair.b().child().parameters().proposal()).isEqualTo(EspProposal.parse(esp));
                    assertThat(quickMode(pair).limit(2))
                            .as("%s", pair.transcript())
                            .allMatch(line -> line.contains("KE") == forward);
                }
            }
        }

        @Test
        void theFirstProposalOfTheInitiatorThatBothHave(SeededRandom random) {
            IkePair pair = assertEstablishes(pair(random)
                    .termsOfA(terms -> terms.ike("aes256-sha512-ecp521", "aes256-sha384-ecp384", "aes128-sha256-ecp256")
                            .esp("aes256gcm16", "aes256-sha512", "aes128gcm16"))
                    .termsOfB(terms -> terms.ike("aes128-sha256-ecp256", "aes256-sha384-ecp384")
                            .esp("aes128gcm16", "aes256-sha512")));
            assertThat(pair.a().session().proposal().orElseThrow().keyword())
                    .isIn("aes256-sha384-ecp384", "aes128-sha256-ecp256");
            assertThat(pair.a().child().parameters().proposal().keyword()).isIn("aes256-sha512", "aes128gcm16");
        }
    }

    @Nested
    class Options {
        @Test
        void theExchangeIsThatOfRfc2409Section5(SeededRandom random) {
            IkePair pair = assertEstablishes(pair(random));
            List<String> names = exchange(pair).stream()
                    .map(line -> line.replaceAll("( [0-9a-f]{8})? \\{.*", ""))
                    .collect(Collectors.toList());
            assertThat(names)
                    .as("%s", pair.transcript())
                    .containsExactly(
                            "a --> b Main Mode",
                            "a <-- b Main Mode",
                            "a --> b Main Mode",
                            "a <-- b Main Mode",
                            "a --> b Main Mode",
                            "a <-- b Main Mode",
                            "a --> b Quick Mode",
                            "a <-- b Quick Mode",
                            "a --> b Quick Mode");
            assertThat(exchange(pair).get(0)).contains("{ SA, ");
            assertThat(exchange(pair).get(2)).contains("KE", "NONCE", "NAT-D");
            assertThat(exchange(pair).get(4)).contains("E { ID, HASH");
            assertThat(exchange(pair).get(6)).contains("E { HASH, SA, NONCE");
            assertThat(exchange(pair).get(8)).contains("E { HASH }");
        }

        @Test
        void overIpv6(SeededRandom random) {
            assertEstablishes(pair(random).between("2001:db8::1", "2001:db8::2"));
        }

        @Test
        void whileAnEpochOfKeysGivesWayToTheNext(SeededRandom random) {
            String before = "the old key of the pair";
            String after = "the new key of the pair";
            assertEstablishes(pair(random.split())
                    .termsOfA(terms -> terms.preSharedKeys(before))
                    .termsOfB(terms -> terms.preSharedKeys(after, before)));
            assertEstablishes(pair(random.split())
                    .termsOfA(terms -> terms.preSharedKeys(after))
                    .termsOfB(terms -> terms.preSharedKeys(after, before)));
            assertEstablishes(pair(random.split())
                    .termsOfA(terms -> terms.preSharedKeys(before, after))
                    .termsOfB(terms -> terms.preSharedKeys(after, before)));
        }

        @Test
        void theKeysOfALabOpenWhatWasOnTheWire(SeededRandom random) {
            WiresharkKeys table = WiresharkKeys.exposingKeysInLab();
            IkePair pair = assertEstablishes(pair(random).exposingKeysTo(table));
            assertThat(table.ikev1DecryptionTable()).matches("[0-9a-f]{16},[0-9a-f]{64}\n");
            assertThat(table.ikev2DecryptionTable()).isEmpty();
            assertThat(table.espSa().lines()).hasSize(2);
            assertThat(table.espSa()).contains(pair.a().child().inbound().toString());
        }
    }
}
