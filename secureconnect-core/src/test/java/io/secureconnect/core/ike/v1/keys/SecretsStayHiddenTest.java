package io.secureconnect.core.ike.v1.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.auth.PairKey;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.EncryptionAlgorithm;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.PseudoRandomFunction;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.crypto.Prf;
import io.secureconnect.core.ike.keys.ChildKeys;
import io.secureconnect.core.ike.keys.Nonces;
import io.secureconnect.core.ike.v1.auth.PskPhaseOne;
import io.secureconnect.core.ike.v1.crypto.ChainedCipher;
import io.secureconnect.core.ike.v1.crypto.IsakmpCrypto;
import io.secureconnect.core.ike.v1.crypto.bc.StandardIsakmpCrypto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Makes every holder of a secret of IKEv1 with secrets that are known, and looks for them in its text and its faults. */
class SecretsStayHiddenTest {
    private static final Nonces NONCES = new Nonces(Bytes.ofHex("a1a2a3a4a5a6a7a8"), Bytes.ofHex("b1b2b3b4b5b6b7b8"));
    private static final Cookies COOKIES = new Cookies(1, 2);
    private static final byte[] PSK = octets(0x31);
    private static final byte[] GXY = octets(0x52);

    private final IsakmpCrypto crypto = new StandardIsakmpCrypto();
    private final Prf prf = crypto.prf(PseudoRandomFunction.HMAC_SHA2_256);
    private final List<byte[]> secrets = new ArrayList<>(List.of(PSK, GXY));
    private final List<String> texts = new ArrayList<>();

    @Test
    void no_text_of_a_holder_or_a_fault_shows_what_it_holds() {
        SecretBytes psk = SecretBytes.copyOf(PSK);
        SecretBytes gxy = SecretBytes.copyOf(GXY);
        PhaseOneKeys keys = PhaseOneKeys.preShared(prf, psk, NONCES, gxy, COOKIES);
        ChildKeys child = QuickModeKeys.derive(
                prf,
                keys.skeyidD(),
                EspProposal.parse("aes256-sha256"),
                Optional.of(gxy),
                NONCES,
                new Spi(0x1000),
                new Spi(0x2000));
        SecretBytes cipherKey = keys.cipherKey(EncryptionAlgorithm.AES_CBC_256);
        for (SecretBytes secret : List.of(
                keys.skeyidD(),
                keys.skeyidA(),
                cipherKey,
                child.fromInitiator().encryption(),
                child.fromResponder().integrity().orElseThrow())) {
            secrets.add(secret.read(byte[]::clone));
        }
        secrets.add(new Rfc2409("SHA-256")
                .skeyidOfKey(
                        PSK, NONCES.initiator().toArray(), NONCES.responder().toArray()));
        PskPhaseOne proofs = PskPhaseOne.of(() -> List.of(new PairKey(1, psk)));
        say(keys);
        say(child);
        say(new QuickModeHashes(prf, keys.skeyidA(), 7));
        say(proofs);
        say(proofs.begin(true).preSharedKeys());
        ChainedCipher cipher = crypto.cipher(EncryptionAlgorithm.AES_CBC_256, cipherKey);
        say(cipher);
        sayFault(() -> crypto.cipher(EncryptionAlgorithm.AES_CBC_128, gxy));
        sayFault(() -> cipher.decrypt(new byte[16], GXY));
        keys.close();
        sayFault(() -> keys.hashI(Bytes.empty(), Bytes.empty(), Bytes.empty(), Bytes.empty()));
        assertThat(texts).hasSize(9);
        assertThat(secrets).hasSize(8);
        assertThat(shown()).isEmpty();
    }

    @Test
    void a_secret_in_a_text_would_be_found() {
        texts.add("psk=" + HexFormat.of().formatHex(PSK));
        assertThat(shown()).hasSize(1);
    }

    private void say(Object something) {
        texts.add(String.valueOf(something));
    }

    private void sayFault(Runnable failing) {
        try {
            failing.run();
        } catch (RuntimeException e) {
            texts.add(e.toString());
        }
    }

    /** Any eight octets of a secret in a row count. */
    private List<String> shown() {
        String all = String.join("\n", texts);
        List<String> found = new ArrayList<>();
        for (byte[] secret : secrets) {
            for (int at = 0; at + 8 <= secret.length; at++) {
                byte[] part = Arrays.copyOfRange(secret, at, at + 8);
                String list = Arrays.toString(part);
                if (all.contains(HexFormat.of().formatHex(part))
                        || all.contains(list.substring(1, list.length() - 1))) {
                    found.add(HexFormat.of().formatHex(part));
                    break;
                }
            }
        }
        return found;
    }

    private static byte[] octets(int first) {
        byte[] octets = new byte[33];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) (first + 7 * i);
        }
        return octets;
    }
}
