package io.secureconnect.core.ike.keys;

import static io.secureconnect.core.ike.keys.HmacJudge.join;
import static io.secureconnect.core.ike.keys.KeyCatcher.octets;
import static io.secureconnect.core.ike.keys.KeyCatcher.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.IntegrityAlgorithm;
import io.secureconnect.api.sa.PseudoRandomFunction;
import io.secureconnect.core.ike.crypto.IkeCrypto;
import io.secureconnect.core.ike.crypto.MessageCipher;
import io.secureconnect.core.ike.crypto.Prf;
import io.secureconnect.core.ike.crypto.bc.StandardIkeCrypto;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyScheduleTest {
    private static final IkeProposal GCM = IkeProposal.parse("aes256gcm16-prfsha384-x25519");
    private static final SpiPair SPIS = new SpiPair(0x0102030405060708L, 0xf1f2f3f4f5f6f7f8L);
    private static final byte[] SPI_OCTETS = HexFormat.of().parseHex("0102030405060708f1f2f3f4f5f6f7f8");

    private final Random random = new Random(7296);
    private final IkeCrypto crypto = new StandardIkeCrypto();
    private final Prf prf = crypto.prf(PseudoRandomFunction.HMAC_SHA2_384);
    private final HmacJudge judge = new HmacJudge("SHA-384");
    private final byte[] ni = octetsOf(32);
    private final byte[] nr = octetsOf(16);
    private final Nonces nonces = new Nonces(Bytes.copyOf(ni), Bytes.copyOf(nr));
    private final byte[] shared = octetsOf(32);
    private final byte[] second = octetsOf(32);
    private final byte[] third = octetsOf(66);

    /** Keys of a new IKE SA. */
    @Nested
    class Rfc7296Section214 {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "aes128gcm16-prfsha256-x25519",
                    "aes256gcm16-prfsha384-x25519",
                    "chacha20poly1305-prfsha512-x448",
                    "aes128-sha256-modp2048",
                    "aes256-sha384-ecp384",
                    "aes256-sha512-ecp521"
                })
        void are_cut_from_prf_plus_as_the_proposal_wants_them(String keyword) {
            IkeProposal proposal = IkeProposal.parse(keyword);
            HmacJudge fitting = new HmacJudge("SHA-" + proposal.prf().octets() * 8);
            byte[] stream = stream(KeySchedule.initial(
                    crypto.prf(proposal.prf()), proposal, SecretBytes.copyOf(shared), nonces, SPIS));
            int expected = 3 * proposal.prf().octets()
                    + 2 * proposal.encryption().keyMaterialOctets()
                    + 2
                            * proposal.integrity()
                                    .map(IntegrityAlgorithm::keyOctets)
                                    .orElse(0);
            byte[] seed = fitting.compute(join(ni, nr), shared);
            assertThat(stream).isEqualTo(fitting.plus(seed, expected, ni, nr, SPI_OCTETS));
        }

        @Test
        void leave_the_shared_secret_to_the_caller() {
            SecretBytes secret = SecretBytes.copyOf(shared);
            initial(secret);
            assertThat(octets(secret)).isEqualTo(shared);
        }

        @Test
        void open_what_the_other_end_seals_in_each_direction() {
            IkeKeys one = initial(SecretBytes.copyOf(shared));
            IkeKeys other = initial(SecretBytes.copyOf(shared));
            for (boolean byInitiator : new boolean[] {true, false}) {
                MessageCipher sealing = one.cipher(crypto, byInitiator);
                MessageCipher opening = other.cipher(crypto, byInitiator);
                byte[] sealed = sealing.seal(ni, nr);
                assertThat(opening.open(ni, sealed)).hasValue(nr);
            }
        }

        @Test
        void differ_by_direction() {
            IkeKeys keys = initial(SecretBytes.copyOf(shared));
            byte[] sealed = keys.cipher(crypto, true).seal(ni, nr);
            assertThat(keys.cipher(crypto, false).open(ni, sealed)).isEmpty();
        }
    }

    /** IKE SA rekeying, and that with additional key exchanges. */
    @Nested
    class Rfc7296Section218AndRfc9370Section224 {
        @ParameterizedTest
        @EnumSource(names = "HMAC_SHA1", mode = EnumSource.Mode.EXCLUDE)
        void mix_the_old_sk_d_under_the_old_prf_and_expand_with_the_new(PseudoRandomFunction oldFunction) {
            byte[] oldSkD = octetsOf(oldFunction.octets());
            IkeKeys keys = KeySchedule.rekeyed(
                    crypto.prf(oldFunction),
                    SecretBytes.copyOf(oldSkD),
                    prf,
                    GCM,
                    List.of(SecretBytes.copyOf(shared)),
                    nonces,
                    SPIS);
            HmacJudge old = new HmacJudge("SHA-" + oldFunction.octets() * 8);
            assertThat(stream(keys)).isEqualTo(expanded(old.compute(oldSkD, shared, ni, nr)));
        }

        @Test
        void append_the_secrets_of_additional_key_exchanges_after_the_nonces() {
            byte[] oldSkD = octetsOf(48);
            List<SecretBytes> secrets =
                    List.of(SecretBytes.copyOf(shared), SecretBytes.copyOf(second), SecretBytes.copyOf(third));
            IkeKeys keys = KeySchedule.rekeyed(prf, SecretBytes.copyOf(oldSkD), prf, GCM, secrets, nonces, SPIS);
            assertThat(stream(keys)).isEqualTo(expanded(judge.compute(oldSkD, shared, ni, nr, second, third)));
        }
    }

    /** IKE_INTERMEDIATE. */
    @Nested
    class Rfc9370Section222 {
        @Test
        void each_additional_key_exchange_builds_upon_the_keys_before() {
            IkeKeys first = initial(SecretBytes.copyOf(shared));
            byte[] skD0 = octets(first.skD());
            IkeKeys then = KeySchedule.additional(prf, first.skD(), GCM, SecretBytes.copyOf(second), nonces, SPIS);
            byte[] skD1 = octets(then.skD());
            IkeKeys last = KeySchedule.additional(prf, then.skD(), GCM, SecretBytes.copyOf(third), nonces, SPIS);
            assertThat(stream(then)).isEqualTo(expanded(judge.compute(skD0, second, ni, nr)));
            assertThat(stream(last)).isEqualTo(expanded(judge.compute(skD1, third, ni, nr)));
        }
    }

    /** Post-quantum pre-shared keys. */
    @Nested
    class Rfc8784Section3 {
        private final byte[] ppk = octetsOf(32);
        private final IkeKeys before = initial(SecretBytes.copyOf(shared));
        private final byte[] skD = octets(before.skD());
        private final byte[] skPi = octets(before.skP(true));
        private final byte[] skPr = octets(before.skP(false));
        private final IkeKeys mixed = KeySchedule.withPostquantumKey(prf, before, SecretBytes.copyOf(ppk));

        @Test
        void is_mixed_into_sk_d_and_sk_p() {
            assertThat(octets(mixed.skD())).isEqualTo(judge.plus(ppk, 48, skD));
            assertThat(octets(mixed.skP(true))).isEqualTo(judge.plus(ppk, 48, skPi));
            assertThat(octets(mixed.skP(false))).isEqualTo(judge.plus(ppk, 48, skPr));
        }

        @Test
        void leaves_the_keys_without_it_for_a_proof_without_it() {
            assertThat(octets(before.skD())).isEqualTo(skD);
            assertThat(octets(before.skP(true))).isEqualTo(skPi);
            assertThat(octets(before.skP(false))).isEqualTo(skPr);
        }

        @Test
        void leaves_the_message_keys_where_they_are() {
            assertThatIllegalStateException().isThrownBy(() -> mixed.cipher(crypto, true));
            before.cipher(crypto, true).close();
        }

        @Test
        void lives_apart_from_the_keys_without_it() {
            before.close();
            assertThat(mixed.skD().isWiped()).isFalse();
            assertThat(mixed.skP(true).isWiped()).isFalse();
        }
    }

    /** Children. */
    @Nested
    class Rfc7296Section217 {
        private final byte[] skD = octetsOf(48);

        @ParameterizedTest
        @ValueSource(ints = {0, 1, 2, 3})
        void are_cut_from_prf_plus_over_secrets_and_nonces(int keyExchanges) {
            byte[][] secrets = {shared, second, third};
            byte[] seed = switch (keyExchanges) {
                case 0 -> join(ni, nr);
                case 1 -> join(shared, ni, nr);
                case 2 -> join(shared, ni, nr, second);
                default -> join(shared, ni, nr, second, third);
            };
            for (EspProposal proposal : EspProposal.all()) {
                List<SecretBytes> lent = Arrays.stream(secrets)
                        .limit(keyExchanges)
                        .map(SecretBytes::copyOf)
                        .toList();
                ChildKeys keys = ChildKeySchedule.derive(prf, SecretBytes.copyOf(skD), proposal, lent, nonces);
                int encryption = proposal.encryption().keyMaterialOctets();
                int integrity =
                        proposal.integrity().map(IntegrityAlgorithm::keyOctets).orElse(0);
                ByteBuffer keymat = ByteBuffer.wrap(judge.plus(skD, 2 * (encryption + integrity), seed));
                assertThat(octets(keys.fromInitiator().encryption())).isEqualTo(next(keymat, encryption));
                assertThat(integrityOf(keys.fromInitiator().integrity())).isEqualTo(next(keymat, integrity));
                assertThat(octets(keys.fromResponder().encryption())).isEqualTo(next(keymat, encryption));
                assertThat(integrityOf(keys.fromResponder().integrity())).isEqualTo(next(keymat, integrity));
                assertThat(lent).noneMatch(SecretBytes::isWiped);
            }
        }

        @Test
        void one_ends_outbound_is_the_others_inbound() {
            ChildKeys keys =
                    ChildKeySchedule.derive(prf, SecretBytes.copyOf(skD), EspProposal.AES_256_GCM, List.of(), nonces);
            assertThat(keys.outbound(true)).isSameAs(keys.inbound(false)).isSameAs(keys.fromInitiator());
            assertThat(keys.outbound(false)).isSameAs(keys.inbound(true)).isSameAs(keys.fromResponder());
            assertThat(keys.fromInitiator()).isNotEqualTo(keys.fromResponder());
        }

        @Test
        void closing_wipes_both_directions() {
            ChildKeys keys = ChildKeySchedule.derive(
                    prf, SecretBytes.copyOf(skD), EspProposal.parse("aes128-sha256"), List.of(), nonces);
            keys.close();
            assertThat(keys.fromInitiator().isWiped()).isTrue();
            assertThat(keys.fromResponder().isWiped()).isTrue();
        }

        private byte[] integrityOf(Optional<SecretBytes> key) {
            return key.map(KeyCatcher::octets).orElse(new byte[0]);
        }

        private byte[] next(ByteBuffer buffer, int length) {
            byte[] part = new byte[length];
            buffer.get(part);
            return part;
        }
    }

    @Test
    void a_direction_gets_its_keys_once() {
        IkeKeys keys = initial(SecretBytes.copyOf(shared));
        keys.cipher(crypto, true);
        assertThatIllegalStateException()
                .isThrownBy(() -> keys.cipher(crypto, true))
                .withMessageContaining("one cipher");
        keys.cipher(crypto, false);
    }

    @Test
    void closing_wipes_everything_but_what_ciphers_own() {
        IkeKeys keys = initial(SecretBytes.copyOf(shared));
        MessageCipher taken = keys.cipher(crypto, true);
        keys.close();
        assertThat(keys.skD().isWiped()).isTrue();
        assertThat(keys.skP(true).isWiped()).isTrue();
        assertThat(keys.skP(false).isWiped()).isTrue();
        assertThat(taken.seal(ni, nr)).isNotEmpty();
        MessageCipher afterwards = keys.cipher(crypto, false);
        assertThatIllegalStateException().isThrownBy(() -> afterwards.seal(ni, nr));
    }

    @Test
    void proof_keys_are_forgotten_alone() {
        IkeKeys keys = initial(SecretBytes.copyOf(shared));
        keys.forgetProofKeys();
        assertThat(keys.skP(true).isWiped()).isTrue();
        assertThat(keys.skP(false).isWiped()).isTrue();
        assertThat(keys.skD().isWiped()).isFalse();
    }

    @Test
    void prf_plus_stops_at_255_blocks() {
        SecretBytes key = SecretBytes.copyOf(shared);
        byte[] most = PrfPlus.expand(prf, key, 255 * 48, ni, nr);
        assertThat(most).isEqualTo(judge.plus(shared, 255 * 48, ni, nr));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrfPlus.expand(prf, key, 255 * 48 + 1, ni, nr))
                .withMessageContaining("255");
    }

    private IkeKeys initial(SecretBytes secret) {
        return KeySchedule.initial(prf, GCM, secret, nonces, SPIS);
    }

    private byte[] expanded(byte[] skeyseed) {
        return judge.plus(skeyseed, 3 * 48 + 2 * 36, ni, nr, SPI_OCTETS);
    }

    private byte[] octetsOf(int length) {
        byte[] octets = new byte[length];
        random.nextBytes(octets);
        return octets;
    }
}
