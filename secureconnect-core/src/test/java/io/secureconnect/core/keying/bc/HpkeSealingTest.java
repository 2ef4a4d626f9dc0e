package io.secureconnect.core.keying.bc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.keying.SealingKeyPair;
import io.secureconnect.api.keying.SealingPublicKey;
import io.secureconnect.core.keying.UnreadableInstructionException;
import io.secureconnect.core.keying.UnreadableInstructionException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.crypto.hpke.HPKE;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HpkeSealingTest {
    private static final byte[] CONTEXT = "web1, path, 7, INBOUND".getBytes(StandardCharsets.UTF_8);
    private static final byte[] PLAINTEXT = "thirty-six octets of keying material".getBytes(StandardCharsets.UTF_8);

    private final HpkeSealing suite = new HpkeSealing();
    private final Random random = new Random(9180);
    private final SealingKeyPair distributor = suite.newKeyPair(random::nextBytes);
    private final SealingKeyPair host = suite.newKeyPair(random::nextBytes);

    /** Appendix A.1.3: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-128-GCM, mode auth, sequence number 0. */
    @Nested
    class Rfc9180AppendixA13 {
        private final byte[] skR = hex("fdea67cf831f1ca98d8e27b1f6abeb5b7745e9d35348b80fa407ff6958f9137e");
        private final byte[] pkR = hex("1632d5c2f71c2b38d0a8fcc359355200caa8b1ffdf28618080466c909cb69b2e");
        private final byte[] pkS = hex("8b0c70873dc5aecb7f9ee4e62406a397b350e57012be45cf53b7105ae731790b");
        private final byte[] enc = hex("23fb952571a14a25e3d678140cd0e5eb47a0961bb18afcf85896e5453c312e76");
        private final byte[] info = hex("4f6465206f6e2061204772656369616e2055726e");
        private final byte[] aad = hex("436f756e742d30");
        private final byte[] pt = hex("4265617574792069732074727574682c20747275746820626561757479");
        private final byte[] ct =
                hex("5fd92cc9d46dbf8943e72a07e42f363ed5f721212cd90bcfd072bfd9f44e06b8" + "0fd17824947496e21b680c141b");

        @Test
        void is_opened_by_the_library_we_seal_with() throws Exception {
            HPKE hpke = new HPKE(HPKE.mode_auth, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM128);
            byte[] opened = hpke.open(
                    enc,
                    hpke.deserializePrivateKey(skR, pkR),
                    info,
                    aad,
                    ct,
                    null,
                    null,
                    hpke.deserializePublicKey(pkS));
            assertThat(opened).isEqualTo(pt);
        }

        @Test
        void is_opened_by_the_judge_of_these_tests() throws Exception {
            assertThat(new Rfc9180(1).open(enc, skR, pkR, pkS, info, aad, ct)).isEqualTo(pt);
        }

        @Test
        void has_the_public_key_that_we_derive() {
            assertThat(suite.keyPair(SecretBytes.copyOf(skR)).publicKey()).isEqualTo(SealingPublicKey.of(pkR));
        }
    }

    @Test
    void an_independent_receiver_opens_what_we_seal() throws Exception {
        byte[] envelope = suite.sealer(distributor).seal(host.publicKey(), CONTEXT, PLAINTEXT);
        assertThat(envelope[0]).isEqualTo((byte) 1);
        byte[] opened = new Rfc9180(2)
                .open(
                        Arrays.copyOfRange(envelope, 1, 33),
                        host.privateKey().read(byte[]::clone),
                        host.publicKey().octets(),
                        distributor.publicKey().octets(),
                        "SecureConnect key instruction 1".getBytes(StandardCharsets.US_ASCII),
                        CONTEXT,
                        Arrays.copyOfRange(envelope, 33, envelope.length));
        assertThat(opened).isEqualTo(PLAINTEXT);
    }

    @Test
    void the_receiver_opens_it() throws Exception {
        assertThat(open(host, distributor.publicKey(), CONTEXT, sealed())).isEqualTo(PLAINTEXT);
    }

    @Test
    void two_envelopes_of_one_plaintext_differ() {
        assertThat(sealed()).isNotEqualTo(sealed());
    }

    @Test
    void another_host_cannot_open_it() {
        SealingKeyPair other = suite.newKeyPair(random::nextBytes);
        assertRefused(Reason.NOT_AUTHENTIC, () -> open(other, distributor.publicKey(), CONTEXT, sealed()));
    }

    @Test
    void what_another_sealed_is_not_believed() {
        SealingKeyPair impostor = suite.newKeyPair(random::nextBytes);
        byte[] envelope = suite.sealer(impostor).seal(host.publicKey(), CONTEXT, PLAINTEXT);
        assertRefused(Reason.NOT_AUTHENTIC, () -> open(host, distributor.publicKey(), CONTEXT, envelope));
    }

    @Test
    void another_context_does_not_open_it() {
        byte[] other = "web1, path, 7, OUTBOUND".getBytes(StandardCharsets.UTF_8);
        assertRefused(Reason.NOT_AUTHENTIC, () -> open(host, distributor.publicKey(), other, sealed()));
    }

    @Test
    void no_changed_bit_passes() {
        byte[] envelope = sealed();
        for (int bit = 8; bit < envelope.length * 8; bit++) {
            byte[] changed = envelope.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertRefused(Reason.NOT_AUTHENTIC, () -> open(host, distributor.publicKey(), CONTEXT, changed));
        }
    }

    @Test
    void a_kem_key_of_small_order_is_refused() {
        byte[] changed = sealed();
        Arrays.fill(changed, 1, 33, (byte) 0);
        assertRefused(Reason.NOT_AUTHENTIC, () -> open(host, distributor.publicKey(), CONTEXT, changed));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 32, 33, 48})
    void too_short_envelopes_are_refused(int length) {
        byte[] cut = Arrays.copyOf(sealed(), length);
        assertRefused(Reason.NOT_AUTHENTIC, () -> open(host, distributor.publicKey(), CONTEXT, cut));
    }

    @Test
    void a_later_format_is_named() {
        byte[] later = sealed();
        later[0] = 2;
        assertThatExceptionOfType(UnreadableInstructionException.class)
                .isThrownBy(() -> open(host, distributor.publicKey(), CONTEXT, later))
                .withMessageContaining("format 2")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED));
    }

    @Test
    void nothing_is_sealed_to_a_point_of_small_order() {
        SealingPublicKey zero = SealingPublicKey.of(new byte[32]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> suite.sealer(distributor).seal(zero, CONTEXT, PLAINTEXT))
                .withMessageContaining("small order");
    }

    @Test
    void a_wiped_key_serves_no_more() {
        byte[] envelope = sealed();
        distributor.close();
        host.close();
        assertThatIllegalStateException().isThrownBy(this::sealed);
        assertThatIllegalStateException().isThrownBy(() -> open(host, distributor.publicKey(), CONTEXT, envelope));
    }

    @Test
    void a_private_key_has_32_octets() {
        assertThatIllegalArgumentException().isThrownBy(() -> suite.keyPair(SecretBytes.wrap(new byte[31])));
    }

    private byte[] sealed() {
        return suite.sealer(distributor).seal(host.publicKey(), CONTEXT, PLAINTEXT);
    }

    private byte[] open(SealingKeyPair own, SealingPublicKey from, byte[] context, byte[] envelope)
            throws UnreadableInstructionException {
        return suite.opener(own, from).open(context, envelope).read(byte[]::clone);
    }

    private static void assertRefused(Reason reason, ThrowingCallable opening) {
        assertThatExceptionOfType(UnreadableInstructionException.class)
                .isThrownBy(opening)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
