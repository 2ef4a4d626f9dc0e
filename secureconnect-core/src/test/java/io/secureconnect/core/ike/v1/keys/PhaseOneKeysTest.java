package io.secureconnect.core.ike.v1.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.EncryptionAlgorithm;
import io.secureconnect.api.sa.PseudoRandomFunction;
import io.secureconnect.core.ike.crypto.Prf;
import io.secureconnect.core.ike.keys.Nonces;
import io.secureconnect.core.ike.v1.crypto.bc.StandardIsakmpCrypto;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhaseOneKeysTest {
    private static final Nonces NONCES = new Nonces(Bytes.ofHex("0011223344556677"), Bytes.ofHex("8899aabbccddeeff"));
    private static final Cookies COOKIES = new Cookies(0x0102030405060708L, 0xf1f2f3f4f5f6f7f8L);
    private static final byte[] PSK = {1, 2, 3};
    private static final byte[] GXY = {9, 8, 7, 6};

    private final Prf prf = new StandardIsakmpCrypto().prf(PseudoRandomFunction.HMAC_SHA2_256);
    private final Rfc2409 judge = new Rfc2409("SHA-256");
    private final PhaseOneKeys keys =
            PhaseOneKeys.preShared(prf, SecretBytes.copyOf(PSK), NONCES, SecretBytes.copyOf(GXY), COOKIES);

    static byte[] octets(SecretBytes secret) {
        return secret.read(byte[]::clone);
    }

    @Test
    void each_proof_is_over_its_own_view_of_the_main_mode() {
        Bytes gxi = Bytes.ofHex("aa01");
        Bytes gxr = Bytes.ofHex("bb02");
        Bytes sai = Bytes.ofHex("cc03");
        Bytes id = Bytes.ofHex("dd04");
        byte[] skeyid = judge.skeyidOfKey(
                PSK, NONCES.initiator().toArray(), NONCES.responder().toArray());
        assertThat(keys.hashI(gxi, gxr, sai, id))
                .isEqualTo(judge.prf(skeyid, hex("aa01bb02 0102030405060708f1f2f3f4f5f6f7f8 cc03dd04")));
        assertThat(keys.hashR(gxi, gxr, sai, id))
                .isEqualTo(judge.prf(skeyid, hex("bb02aa01 f1f2f3f4f5f6f7f80102030405060708 cc03dd04")));
    }

    /** RFC 2409 §5.1, RFC 4754 §4. */
    @Test
    void a_method_of_signatures_that_brings_its_own_hash_makes_the_proofs_with_that_and_nothing_else() {
        Prf sha384 = new StandardIsakmpCrypto().prf(PseudoRandomFunction.HMAC_SHA2_384);
        byte[] nonces = hex("00112233445566778899aabbccddeeff");
        byte[] skeyid = judge.prf(nonces, GXY);
        try (PhaseOneKeys plain = PhaseOneKeys.signed(prf, prf, NONCES, SecretBytes.copyOf(GXY), COOKIES);
                PhaseOneKeys tied = PhaseOneKeys.signed(prf, sha384, NONCES, SecretBytes.copyOf(GXY), COOKIES)) {
            byte[] input = hex("aa01bb02 0102030405060708f1f2f3f4f5f6f7f8 cc03dd04");
            Bytes gxi = Bytes.ofHex("aa01");
            Bytes gxr = Bytes.ofHex("bb02");
            Bytes sai = Bytes.ofHex("cc03");
            Bytes id = Bytes.ofHex("dd04");
            assertThat(plain.hashI(gxi, gxr, sai, id)).isEqualTo(judge.prf(skeyid, input));
            assertThat(tied.hashI(gxi, gxr, sai, id)).isEqualTo(new Rfc2409("SHA-384").prf(skeyid, input));
            assertThat(octets(tied.skeyidA())).isEqualTo(octets(plain.skeyidA()));
        }
    }

    /** As NSS's ike-*-vectors.h have them, made by that project for its own test of appendix B. */
    @ParameterizedTest
    @CsvSource({
        "SHA-1, 63e81194946ebd05df7df5ebf5d8750056bf1f1d,"
                + " 933347a07de5782247dd36d1562ffe0eecade1eb4134165257e3af1000af8ae3f165063828cbb60d",
        "SHA-256, 5f00d1bd2c58ec224b1e6b71fa0f19a1faa7a193952c444411b47c1a9d8ba6fe,"
                + " b10fff32cbeaa1e7afe6ab0b191e0bd63cd524849a4b56019146d232a24cf9af6b89494d2a360b06825db8bb0324c15c"
    })
    void a_short_skeyid_e_is_expanded(String hash, String skeyidE, String expanded) {
        byte[] e = hex(skeyidE);
        Rfc2409 hmac = new Rfc2409(hash);
        byte[] wanted = hex(expanded);
        assertThat(Expansion.of(wanted.length, e.length, before -> hmac.prf(e, before), new byte[1]))
                .isEqualTo(wanted);
    }

    @Test
    void the_key_for_proofs_goes_first_and_the_others_with_the_sa() {
        keys.forgetProofKey();
        assertThatIllegalStateException()
                .isThrownBy(() -> keys.hashI(Bytes.empty(), Bytes.empty(), Bytes.empty(), Bytes.empty()));
        assertThat(keys.skeyidD().isWiped()).isFalse();
        SecretBytes own = keys.cipherKey(EncryptionAlgorithm.AES_CBC_256);
        keys.close();
        assertThat(keys.skeyidD().isWiped()).isTrue();
        assertThat(keys.skeyidA().isWiped()).isTrue();
        assertThatIllegalStateException().isThrownBy(() -> keys.cipherKey(EncryptionAlgorithm.AES_CBC_256));
        assertThat(own.isWiped()).isFalse();
    }

    @Test
    void what_was_lent_stays_the_callers() {
        SecretBytes psk = SecretBytes.copyOf(PSK);
        SecretBytes gxy = SecretBytes.copyOf(GXY);
        PhaseOneKeys.preShared(prf, psk, NONCES, gxy, COOKIES).close();
        PhaseOneKeys.signed(prf, prf, NONCES, gxy, COOKIES).close();
        assertThat(octets(psk)).isEqualTo(PSK);
        assertThat(octets(gxy)).isEqualTo(GXY);
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }
}
