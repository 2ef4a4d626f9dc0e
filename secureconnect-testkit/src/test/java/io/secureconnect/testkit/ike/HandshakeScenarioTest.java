package io.secureconnect.testkit.ike;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.auth.PostquantumPreSharedKey;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.testkit.junit.Seeded;
import io.secureconnect.testkit.time.SeededRandom;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Two ends agree, under every suite and option, and packets flow as ESP. */
@Seeded
class HandshakeScenarioTest {
    private static final List<String> KEY_EXCHANGES =
            List.of("x25519", "x448", "ecp256", "ecp384", "ecp521", "modp2048", "modp3072", "modp4096");
    private static final List<String> CIPHERS = List.of(
            "aes128gcm16-prfsha256",
            "aes256gcm16-prfsha384",
            "aes256gcm16-prfsha512",
            "chacha20poly1305-prfsha256",
            "aes128-sha256",
            "aes256-sha384",
            "aes256-sha512");

    private static void assertEstablishes(IkePairBuilder builder) {
        IkePair pair = builder.build().establish();
        pair.assertAgree();
        Flow flow = pair.flow();
        flow.send();
        flow.assertNoneLost();
    }

    private static String exchange(IkePair pair) {
        return pair.transcript().lines().stream()
                .filter(line -> line.contains("-->") || line.contains("<--"))
                .map(line -> line.replaceAll(".*(a --> b|a <-- b) +#[0-9]+ ", "$1 ")
                        .replaceAll(" [0-9a-f]+:[0-9a-f]+ .*", ""))
                .collect(Collectors.joining("\n"));
    }

    @Nested
    class Suites {
        @Test
        void everyKeyExchange(SeededRandom random) {
            for (String method : KEY_EXCHANGES) {
                assertEstablishes(
                        IkePair.builder(random.split()).terms(terms -> terms.ike("aes256gcm16-prfsha384-" + method)));
            }
        }

        @Test
        void everyCipherOfIke(SeededRandom random) {
            for (String cipher : CIPHERS) {
                assertEstablishes(IkePair.builder(random.split()).terms(terms -> terms.ike(cipher + "-x25519")));
            }
        }

        @Test
        void everyCipherOfEspWithAndWithoutExtendedSequenceNumbers(SeededRandom random) {
            for (EspProposal esp : EspProposal.all()) {
                for (boolean extended : new boolean[] {true, false}) {
                    EspParameters child = EspParameters.builder()
                            .extendedSequenceNumbers(extended)
                            .build();
                    IkePair pair = IkePair.builder(random.split())
                            .terms(terms -> terms.esp(esp.keyword()).child(child))
                            .build()
                            .establish();
                    pair.assertAgree();
                    assertThat(pair.a().child().parameters().proposal()).isEqualTo(esp);
                    assertThat(pair.a().child().parameters().extendedSequenceNumbers())
                            .isEqualTo(extended);
                    Flow flow = pair.flow();
                    flow.send();
                    flow.assertNoneLost();
                }
            }
        }

        @Test
        void hybridKeyExchange(SeededRandom random) {
            for (String method : List.of("mlkem768", "mlkem1024")) {
                IkePair pair = IkePair.builder(random.split())
                        .terms(terms -> terms.ike("aes256gcm16-prfsha384-x25519-ke1_" + method))
                        .build()
                        .establish();
                pair.assertAgree();
                assertThat(exchange(pair)).contains("IKE_INTERMEDIATE");
            }
        }

        @Test
        void theFirstProposalOfTheInitiatorThatBothHave(SeededRandom random) {
            IkePair pair = IkePair.builder(random)
                    .termsOfA(terms -> terms.esp("aes256gcm16", "chacha20poly1305", "aes128gcm16"))
                    .termsOfB(terms -> terms.esp("aes128gcm16", "chacha20poly1305"))
                    .build()
                    .establish();
            assertThat(pair.b().child().parameters().proposal().keyword()).isIn("chacha20poly1305", "aes128gcm16");
            pair.assertAgree();
        }

        @Test
        void anotherKeyExchangeThanTheInitiatorGuessed(SeededRandom random) {
            IkePair pair = IkePair.builder(random)
                    .termsOfA(terms -> terms.ike("aes256gcm16-prfsha384-x25519", "aes256gcm16-prfsha384-ecp384"))
                    .termsOfB(terms -> terms.ike("aes256gcm16-prfsha384-ecp384"))
                    .build()
                    .establish();
            pair.assertAgree();
            assertThat(exchange(pair)).contains("N(INVALID_KE_PAYLOAD)");
        }
    }

    @Nested
    class Options {
        @Test
        void theExchangeIsThatOfRfc7296Section12(SeededRandom random) {
            IkePair pair = IkePair.builder(random).build().establish();
            assertThat(exchange(pair).lines()).hasSize(4);
            assertThat(exchange(pair).lines().map(line -> line.replaceAll(" \\{.*", "")))
                    .containsExactly(
                            "a --> b IKE_SA_INIT request 0",
                            "a <-- b IKE_SA_INIT response 0",
                            "a --> b IKE_AUTH request 1",
                            "a <-- b IKE_AUTH response 1");
            assertThat(exchange(pair).lines().skip(2).findFirst().orElseThrow())
                    .contains("IDi", "AUTH", "N(USE_TRANSPORT_MODE)", "SA", "TSi, TSr");
        }

        @Test
        void overIpv6(SeededRandom random) {
            assertEstablishes(IkePair.builder(random).between("2001:db8::1", "2001:db8::2"));
        }

        @Test
        void theChildAfterAuthenticationWithAKeyExchangeOfItsOwn(SeededRandom random) {
            IkePair pair = IkePair.builder(random)
                    .terms(terms -> terms.childWithAuthentication(false))
                    .build();
            pair.a().initiate();
            pair.deliverAll();
            pair.a().createChild();
            pair.deliverAll();
            pair.assertAgree();
            assertThat(exchange(pair)).contains("CREATE_CHILD_SA request 2 { SK { ");
        }

        @Test
        void withAPostquantumKeyThatBothHave(SeededRandom random) {
            IkePair pair = IkePair.builder(random)
                    .terms(terms -> terms.postquantumKey(ppk("ppk 1", 7, true)))
                    .build()
                    .establish();
            pair.assertAgree();
            assertThat(exchange(pair)).contains("N(USE_PPK)", "N(PPK_IDENTITY)");
        }

        @Test
        void withAPostquantumKeyThatOneHasAndMayDoWithout(SeededRandom random) {
            assertEstablishes(
                    IkePair.builder(random.split()).termsOfA(terms -> terms.postquantumKey(ppk("ppk 1", 7, false))));
            assertEstablishes(
                    IkePair.builder(random.split()).termsOfB(terms -> terms.postquantumKey(ppk("ppk 1", 7, false))));
            assertEstablishes(IkePair.builder(random.split())
                    .termsOfA(terms -> terms.postquantumKey(ppk("ppk 1", 7, false)))
                    .termsOfB(terms -> terms.postquantumKey(ppk("ppk 2", 8, false))));
        }

        @Test
        void whileAnEpochOfKeysGivesWayToTheNext(SeededRandom random) {
            assertEstablishes(IkePair.builder(random.split())
                    .termsOfA(terms -> terms.preSharedKeys("the old key of the pair"))
                    .termsOfB(terms -> terms.preSharedKeys("the new key of the pair", "the old key of the pair")));
            assertEstablishes(IkePair.builder(random.split())
                    .termsOfA(terms -> terms.preSharedKeys("the new key of the pair"))
                    .termsOfB(terms -> terms.preSharedKeys("the new key of the pair", "the old key of the pair")));
        }

        @Test
        void theKeysOfALabOpenWhatWasOnTheWire(SeededRandom random) {
            WiresharkKeys table = WiresharkKeys.exposingKeysInLab();
            IkePair pair = IkePair.builder(random).exposingKeysTo(table).build().establish();
            assertThat(table.ikev2DecryptionTable().lines()).hasSize(1);
            assertThat(table.espSa().lines()).hasSize(2);
            assertThat(table.espSa()).contains(pair.a().child().inbound().toString());
        }

        private PostquantumPreSharedKey ppk(String id, int octet, boolean required) {
            byte[] secret = new byte[32];
            java.util.Arrays.fill(secret, (byte) octet);
            return new PostquantumPreSharedKey(id, SecretBytes.wrap(secret), required);
        }
    }
}
