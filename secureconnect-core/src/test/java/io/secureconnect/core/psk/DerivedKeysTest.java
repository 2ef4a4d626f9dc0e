package io.secureconnect.core.psk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.secureconnect.api.auth.OrganizationKey;
import io.secureconnect.api.auth.PairKey;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.keying.OrganizationKeys;
import io.secureconnect.api.keying.PairKeyDistribution;
import io.secureconnect.api.plan.BlockReason;
import io.secureconnect.api.plan.HostAssociation;
import io.secureconnect.api.plan.HostPlan;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.plan.Verdict;
import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.PseudoRandomFunction;
import io.secureconnect.core.ike.crypto.bc.StandardIkeCrypto;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DerivedKeysTest {
    private static final String KEY = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    private final PairKeyDistribution distribution =
            new DerivingDistribution(new StandardIkeCrypto().prf(PseudoRandomFunction.HMAC_SHA2_256));
    private final OrganizationKeys acme = distribution.begin("acme", key(KEY));

    /** Computed by another program, in another language, from the description in the manual. */
    @Test
    void aKeyIsWhatTheManualSays() {
        PairKeyDerivation derivation =
                new PairKeyDerivation(new StandardIkeCrypto().prf(PseudoRandomFunction.HMAC_SHA2_256));
        PairKey made = derivation.of(key(KEY).secret(), "acme", 7, "w\u00e9b1", "db1");
        assertThat(made.secret())
                .isEqualTo(SecretBytes.wrap(
                        HexFormat.of().parseHex("942832c7deb4fd1fdffe7121cf6f3fb2b4e87c26792ffff5856dcf43f8d1b94a")));
    }

    @Test
    void bothEndsHaveTheSameKey() {
        assertThat(held("web1", "db1").of("web1", "db1"))
                .hasSize(1)
                .isEqualTo(held("db1", "web1").of("db1", "web1"));
    }

    @Test
    void noTwoPairsOrganizationsOrEpochsShareAKey() {
        List<SecretBytes> all = new ArrayList<>();
        for (String organization : List.of("acme", "acm")) {
            OrganizationKeys keys = distribution.begin(organization, key(KEY));
            keys.acceptNext();
            for (List<String> pair : List.of(
                    List.of("a", "bc"),
                    List.of("ab", "c"),
                    List.of("a", "b"),
                    List.of("a", "bc "),
                    List.of("e", "a"))) {
                HeldKeys.read("test", keys.hostKeys(pair.get(0), List.of(pair.get(1))))
                        .of(pair.get(0), pair.get(1))
                        .forEach(key -> all.add(key.secret()));
            }
        }
        assertThat(all).hasSize(20);
        for (int one = 0; one < all.size(); one++) {
            assertThat(all.subList(one + 1, all.size())).doesNotContain(all.get(one));
        }
    }

    @Test
    void aHostHoldsKeysOfItsOwnPairsOnly() {
        HeldKeys web = held("web1", "db1", "db2");
        assertThat(web.of("web1", "web2")).isEmpty();
        assertThat(web.of("db1", "db2")).isEmpty();
        assertThat(web.of("web1", "db2")).hasSize(1);
        String file = text(acme.hostKeys("web1", Set.of("db1")));
        assertThat(file).doesNotContain(KEY).doesNotContain("db2");
    }

    @Test
    void aPlanLeadsToKeysForItsPeersWithPreSharedKeys() {
        HostPlan plan = HostPlan.builder()
                .policyVersion(1)
                .workload("web1")
                .saPolicy(SaPolicy.standard())
                .addAssociations(
                        association("blocked", Verdict.BLOCKED, KeyingMode.IKE, Optional.of("psk")),
                        association("certified", Verdict.ENCRYPTED, KeyingMode.IKE, Optional.of("certificate")),
                        association("controlled", Verdict.ENCRYPTED, KeyingMode.CONTROLLER, Optional.empty()),
                        association("db1", Verdict.ENCRYPTED, KeyingMode.IKE, Optional.of("psk")),
                        association("db2", Verdict.ENCRYPTED, KeyingMode.IKE, Optional.of("psk")))
                .build();
        assertThat(acme.hostKeys(plan)).isEqualTo(acme.hostKeys("web1", Set.of("db1", "db2")));
    }

    private static HostAssociation association(
            String peer, Verdict verdict, KeyingMode keying, Optional<String> authentication) {
        HostAssociation.Builder builder = HostAssociation.builder()
                .local("web1")
                .remote(peer)
                .verdict(verdict)
                .keying(keying)
                .authentication(authentication)
                .addEspProposals(EspProposal.AES_256_GCM)
                .addPaths(HostPair.of("10.0.0.1", "10.0.0.2"));
        if (verdict == Verdict.BLOCKED) {
            builder.reason(BlockReason.UNTRUSTED_ISSUER);
        }
        if (keying == KeyingMode.IKE) {
            builder.ikeVersion(IkeVersion.IKEV2);
        }
        return builder.build();
    }

    @Test
    void anEpochChangesInThreeStepsAndEveryTwoStepsMeet() {
        List<HeldKeys> web = new ArrayList<>(List.of(held("web1", "db1")));
        List<HeldKeys> db = new ArrayList<>(List.of(held("db1", "web1")));
        assertThat(acme.acceptNext()).isEqualTo(2);
        web.add(held("web1", "db1"));
        db.add(held("db1", "web1"));
        assertThat(acme.epochs()).containsExactly(1, 2);
        acme.beginWithNext();
        web.add(held("web1", "db1"));
        db.add(held("db1", "web1"));
        assertThat(acme.epochs()).containsExactly(2, 1);
        acme.retirePrevious();
        web.add(held("web1", "db1"));
        db.add(held("db1", "web1"));
        assertThat(acme.epochs()).containsExactly(2);
        for (int step = 0; step + 1 < web.size(); step++) {
            assertMeet(web.get(step).of("web1", "db1"), db.get(step + 1).of("db1", "web1"));
            assertMeet(db.get(step).of("db1", "web1"), web.get(step + 1).of("web1", "db1"));
        }
    }

    /** The key that either end begins with is one that the other takes. */
    private static void assertMeet(List<PairKey> behind, List<PairKey> ahead) {
        assertThat(ahead).contains(behind.get(0));
        assertThat(behind).contains(ahead.get(0));
    }

    @Test
    void stepsOutOfOrderAreRefused() {
        assertThatIllegalStateException().isThrownBy(acme::beginWithNext);
        assertThatIllegalStateException().isThrownBy(acme::retirePrevious);
        acme.acceptNext();
        assertThatIllegalStateException().isThrownBy(acme::acceptNext).withMessageContaining("[1, 2]");
        assertThatIllegalStateException().isThrownBy(acme::retirePrevious);
        acme.beginWithNext();
        assertThatIllegalStateException().isThrownBy(acme::beginWithNext);
        acme.retirePrevious();
        assertThat(acme.acceptNext()).isEqualTo(3);
    }

    @Test
    void theNextEpochMayHaveAnotherOrganizationKey() {
        acme.acceptNext(key(KEY.replace("00", "ff")));
        OrganizationKeys same = distribution.begin("acme", key(KEY));
        same.acceptNext();
        List<PairKey> fresh = held("web1", "db1").of("web1", "db1");
        List<PairKey> derived =
                HeldKeys.read("test", same.hostKeys("web1", List.of("db1"))).of("web1", "db1");
        assertThat(fresh.get(0)).isEqualTo(derived.get(0));
        assertThat(fresh.get(1)).isNotEqualTo(derived.get(1));
    }

    @Test
    void whatIsSavedIsRestoredInAnyStep() {
        OrganizationKeys restored = distribution.restore(acme.save());
        assertSame(restored);
        acme.acceptNext();
        assertSame(distribution.restore(acme.save()));
        acme.beginWithNext();
        OrganizationKeys last = distribution.restore(acme.save());
        assertSame(last);
        last.retirePrevious();
        assertThat(last.epochs()).containsExactly(2);
    }

    private void assertSame(OrganizationKeys restored) {
        assertThat(restored.organization()).isEqualTo("acme");
        assertThat(restored.epochs()).isEqualTo(acme.epochs());
        assertThat(restored.hostKeys("web1", Set.of("db1"))).isEqualTo(acme.hostKeys("web1", Set.of("db1")));
    }

    @Test
    void whatWasNotSavedIsNotRestored() {
        String good = text(acme.save());
        String line = good.lines().skip(2).findFirst().orElseThrow();
        for (String bad : List.of(
                "",
                "\n",
                "acme",
                good.replace("/v1", "/v2"),
                good.replace(line, ""),
                good + line + "\n",
                good + line.replace("key 1 ", "key 3 ") + "\n",
                good.replace("0f10", "0g10"),
                good.replace("1f", ""),
                good.replace("organization", "workload"),
                good.replace("key 1", "key x"),
                good.replace("key 1", "key 99999999999"))) {
            assertThatExceptionOfType(SecureConnectException.class)
                    .as(bad)
                    .isThrownBy(() -> distribution.restore(SecretBytes.wrap(bad.getBytes(StandardCharsets.UTF_8))))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.KEY_UNREADABLE))
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("0203"));
        }
    }

    @Test
    void anyIdGoesThroughAFile() {
        for (String id : List.of("web 1", "a%b", "line\nbreak", "\u20ac\ud83d\ude00", "key 1 00", "%0a", "\r", " ")) {
            assertThat(HeldKeys.read("test", acme.hostKeys(id, Set.of("peer" + id)))
                            .of(id, "peer" + id))
                    .as(id)
                    .hasSize(1);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> acme.hostKeys("\ud83d", Set.of("db1")));
        assertThatIllegalArgumentException().isThrownBy(() -> acme.hostKeys("db1", Set.of("db1")));
    }

    @Test
    void theOrganizationsKeyItselfServesEveryPair() {
        HeldKeys plain = HeldKeys.read("test", secret(KEY.toUpperCase(Locale.ROOT) + "\r\n"));
        assertThat(plain.of("web1", "db1")).containsExactly(new PairKey(0, key(KEY).secret()));
        assertThat(plain.of("web1", "db1")).isEqualTo(plain.of("db9", "x"));
        String older = KEY.replace("00", "aa");
        HeldKeys two = HeldKeys.read("test", secret(KEY + "\n" + older + "\n\n"));
        assertThat(two.of("web1", "db1"))
                .containsExactly(
                        new PairKey(1, key(KEY).secret()),
                        new PairKey(0, key(older).secret()));
    }

    @Test
    void anOrganizationsKeyThatIsNewHasALaterEpoch() {
        String next = KEY.replace("00", "bb");
        HeldKeys first = HeldKeys.read("test", secret(KEY));
        HeldKeys overlap = HeldKeys.read("test", secret(next + "\n" + KEY)).after(first);
        assertThat(overlap.of("web1", "db1")).extracting(PairKey::epoch).containsExactly(1, 0);
        HeldKeys only = HeldKeys.read("test", secret(next)).after(overlap);
        assertThat(only.of("web1", "db1"))
                .containsExactly(new PairKey(1, key(next).secret()));
        assertThat(HeldKeys.read("test", secret(KEY.replace("00", "cc")))
                        .after(only)
                        .of("web1", "db1"))
                .extracting(PairKey::epoch)
                .containsExactly(2);
    }

    @Test
    void brokenKeyFilesAreFaultsThatShowNoKey() {
        String good = text(acme.hostKeys("web1", Set.of("db1", "db2")));
        String line = good.lines().skip(3).findFirst().orElseThrow();
        String key = line.split(" ")[2];
        for (String bad : List.of(
                "",
                KEY + "0",
                KEY + "\nx",
                KEY.substring(1),
                good.replace("pair-keys", "keys"),
                good.replace("workload web1\n", ""),
                good + line + "\n",
                good.replace(" db1", ""),
                good.replace(" db1", " %zz"),
                good.replace(key, key.substring(1)),
                good.replace(key, key + "0"),
                "secureconnect.pair-keys/v1",
                "secureconnect.pair-keys/v1\norganization acme")) {
            assertThatExceptionOfType(SecureConnectException.class)
                    .as(bad)
                    .isThrownBy(() -> HeldKeys.read("hosts.keys", secret(bad)))
                    .withMessageContaining("hosts.keys")
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.KEY_UNREADABLE))
                    .satisfies(e -> assertThat(e.getMessage())
                            .doesNotContain(key.substring(1, 12))
                            .doesNotContain(KEY.substring(1, 12)));
        }
    }

    @Test
    void anyOctetsAreKeysOrAFault() {
        Random random = new Random(7);
        byte[] good = acme.hostKeys("web1", Set.of("db1", "db2")).read(byte[]::clone);
        for (int round = 0; round < 3_000; round++) {
            byte[] changed = good.clone();
            for (int times = random.nextInt(3); times >= 0; times--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            try {
                HeldKeys.read("test", SecretBytes.wrap(changed)).close();
            } catch (SecureConnectException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.KEY_UNREADABLE);
            }
        }
    }

    @Test
    void textsShowNoKey() {
        HeldKeys web = held("web1", "db1");
        String key = web.of("web1", "db1")
                .get(0)
                .secret()
                .read(octets -> HexFormat.of().formatHex(octets));
        assertThat(web + " " + acme + " " + acme.save() + " " + key(KEY) + " " + web.of("web1", "db1")
                        + new EpochKey(1, key(KEY).secret()))
                .doesNotContain(KEY.substring(0, 8))
                .doesNotContain(key.substring(0, 8));
    }

    @Test
    void closingWipes() {
        HeldKeys web = held("web1", "db1");
        PairKey key = web.of("web1", "db1").get(0);
        web.close();
        assertThat(key.secret().isWiped()).isTrue();
        acme.close();
        assertThatIllegalStateException().isThrownBy(acme::save);
        assertThatIllegalStateException().isThrownBy(() -> acme.hostKeys("web1", Set.of("db1")));
    }

    private HeldKeys held(String workload, String... peers) {
        try (SecretBytes file = acme.hostKeys(workload, Set.of(peers))) {
            return HeldKeys.read("test", file);
        }
    }

    private static OrganizationKey key(String hex) {
        return OrganizationKey.ofHex(hex.toCharArray());
    }

    private static SecretBytes secret(String text) {
        return SecretBytes.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(SecretBytes secret) {
        return secret.read(octets -> new String(octets, StandardCharsets.UTF_8));
    }
}
