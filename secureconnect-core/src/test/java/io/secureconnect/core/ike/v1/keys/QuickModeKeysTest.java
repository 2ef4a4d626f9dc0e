package io.secureconnect.core.ike.v1.keys;

import static io.secureconnect.core.ike.v1.keys.PhaseOneKeysTest.octets;
import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.KeyMaterial;
import io.secureconnect.api.sa.PseudoRandomFunction;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.crypto.Prf;
import io.secureconnect.core.ike.keys.ChildKeys;
import io.secureconnect.core.ike.keys.Nonces;
import io.secureconnect.core.ike.v1.crypto.bc.StandardIsakmpCrypto;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** KEYMAT and the hashes of quick mode against the formulas of RFC 2409 §5.5. */
class QuickModeKeysTest {
    private static final Nonces NONCES = new Nonces(Bytes.ofHex("a1a2a3"), Bytes.ofHex("b1b2b3b4"));
    private static final byte[] NI = NONCES.initiator().toArray();
    private static final byte[] NR = NONCES.responder().toArray();
    private static final byte[] SKEYID = {5, 6, 7, 8};
    private static final byte[] GXY = {0, 1, 2};
    private static final int OF_INITIATOR = 0xc0000001;
    private static final int OF_RESPONDER = 0x00000abc;
    private static final int ID = 0x89abcdef;

    private final StandardIsakmpCrypto crypto = new StandardIsakmpCrypto();

    @ParameterizedTest
    @CsvSource({
        "HMAC_SHA2_256, SHA-256, aes256gcm16",
        "HMAC_SHA2_256, SHA-256, aes256-sha512",
        "HMAC_SHA2_384, SHA-384, aes128gcm16",
        "HMAC_SHA2_512, SHA-512, aes256-sha256",
        "HMAC_SHA1, SHA-1, aes256-sha384"
    })
    void keymat_with_and_without_perfect_forward_secrecy(PseudoRandomFunction function, String hash, String proposal) {
        Rfc2409 judge = new Rfc2409(hash);
        for (byte[] gxy : List.of(new byte[0], GXY)) {
            ChildKeys keys = derive(crypto.prf(function), EspProposal.parse(proposal), gxy);
            byte[] outbound = all(keys.outbound(true));
            byte[] inbound = all(keys.inbound(true));
            assertThat(outbound).isEqualTo(judge.keymat(SKEYID, gxy, OF_RESPONDER, NI, NR, outbound.length));
            assertThat(inbound).isEqualTo(judge.keymat(SKEYID, gxy, OF_INITIATOR, NI, NR, inbound.length));
        }
    }

    @Test
    void both_ends_have_the_same_keys_and_wipe_what_they_lend_not() {
        SecretBytes d = SecretBytes.copyOf(SKEYID);
        SecretBytes gxy = SecretBytes.copyOf(GXY);
        ChildKeys keys = QuickModeKeys.derive(
                crypto.prf(PseudoRandomFunction.HMAC_SHA2_256),
                d,
                EspProposal.AES_256_GCM,
                Optional.of(gxy),
                NONCES,
                new Spi(OF_INITIATOR),
                new Spi(OF_RESPONDER));
        assertThat(octets(d)).isEqualTo(SKEYID);
        assertThat(octets(gxy)).isEqualTo(GXY);
        assertThat(keys.outbound(true)).isSameAs(keys.inbound(false));
        keys.close();
        assertThat(keys.fromInitiator().isWiped()).isTrue();
        assertThat(keys.fromResponder().isWiped()).isTrue();
    }

    @Test
    void the_hashes_of_a_quick_mode() {
        Rfc2409 judge = new Rfc2409("SHA-256");
        QuickModeHashes hashes =
                new QuickModeHashes(crypto.prf(PseudoRandomFunction.HMAC_SHA2_256), SecretBytes.copyOf(SKEYID), ID);
        byte[] rest = {11, 12, 13};
        byte[] id = Rfc2409.number(ID);
        assertThat(hashes.first(rest)).isEqualTo(judge.prf(SKEYID, id, rest));
        assertThat(hashes.second(NONCES.initiator(), rest)).isEqualTo(judge.prf(SKEYID, id, NI, rest));
        assertThat(hashes.third(NONCES)).isEqualTo(judge.prf(SKEYID, new byte[] {0}, id, NI, NR));
        assertThat(hashes.informational(rest)).isEqualTo(judge.prf(SKEYID, id, rest));
    }

    private static ChildKeys derive(Prf prf, EspProposal proposal, byte[] gxy) {
        return QuickModeKeys.derive(
                prf,
                SecretBytes.copyOf(SKEYID),
                proposal,
                gxy.length == 0 ? Optional.empty() : Optional.of(SecretBytes.copyOf(gxy)),
                NONCES,
                new Spi(OF_INITIATOR),
                new Spi(OF_RESPONDER));
    }

    private static byte[] all(KeyMaterial material) {
        return Rfc2409.join(
                octets(material.encryption()),
                material.integrity().map(PhaseOneKeysTest::octets).orElse(new byte[0]));
    }
}
