package io.secureconnect.core.ike.keys;

import static io.secureconnect.core.ike.keys.HmacJudge.join;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.PseudoRandomFunction;
import io.secureconnect.core.ike.crypto.Prf;
import io.secureconnect.core.ike.crypto.bc.StandardIkeCrypto;
import org.junit.jupiter.api.Test;

/** RFC 7296 §2.15 and RFC 9242 §3.3.2. */
class SignedOctetsTest {
    private static final byte[] MESSAGE = "the whole IKE_SA_INIT request".getBytes(US_ASCII);
    private static final byte[] NONCE = "the responder's nonce".getBytes(US_ASCII);
    private static final byte[] ID = {2, 0, 0, 0, 'w', 'e', 'b'};
    private static final byte[] SK_PI = "thirty-two octets of SK_pi......".getBytes(US_ASCII);
    private static final byte[] SK_PR = "thirty-two octets of SK_pr......".getBytes(US_ASCII);
    private static final byte[] NEXT_SK_PI = "SK_pi after one more exchange...".getBytes(US_ASCII);
    private static final byte[] A1 = "A1".getBytes(US_ASCII);
    private static final byte[] P1 = "P1".getBytes(US_ASCII);
    private static final byte[] A2 = "A2".getBytes(US_ASCII);

    private final Prf prf = new StandardIkeCrypto().prf(PseudoRandomFunction.HMAC_SHA2_256);
    private final HmacJudge judge = new HmacJudge("SHA-256");

    @Test
    void are_message_nonce_and_maced_identification() {
        assertThat(signed(IntermediateAuthentication.none())).isEqualTo(join(MESSAGE, NONCE, judge.compute(SK_PI, ID)));
    }

    @Test
    void end_with_all_intermediate_messages_and_the_message_id() {
        IntermediateAuthentication all = IntermediateAuthentication.none()
                .with(prf, SecretBytes.copyOf(SK_PI), true, A1, P1)
                .with(prf, SecretBytes.copyOf(SK_PR), false, A2, new byte[0])
                .with(prf, SecretBytes.copyOf(NEXT_SK_PI), true, A2, P1);
        byte[] i1 = judge.compute(SK_PI, A1, P1);
        byte[] i2 = judge.compute(NEXT_SK_PI, i1, A2, P1);
        byte[] r1 = judge.compute(SK_PR, A2);
        assertThat(signed(all))
                .isEqualTo(join(MESSAGE, NONCE, judge.compute(SK_PI, ID), i2, r1, new byte[] {0, 0, 1, 2}));
    }

    @Test
    void tell_who_sent_which_intermediate_message() {
        IntermediateAuthentication one = IntermediateAuthentication.none()
                .with(prf, SecretBytes.copyOf(SK_PI), true, A1, P1)
                .with(prf, SecretBytes.copyOf(SK_PR), false, A2, P1);
        IntermediateAuthentication mirrored = IntermediateAuthentication.none()
                .with(prf, SecretBytes.copyOf(SK_PI), false, A1, P1)
                .with(prf, SecretBytes.copyOf(SK_PR), true, A2, P1);
        assertThat(signed(one)).isNotEqualTo(signed(mirrored)).hasSameSizeAs(signed(mirrored));
    }

    @Test
    void a_shared_key_proves_them_padded() {
        byte[] key = "shared by two".getBytes(US_ASCII);
        byte[] proof = SharedKeyProof.compute(prf, SecretBytes.copyOf(key), MESSAGE);
        byte[] padded = judge.compute(key, "Key Pad for IKEv2".getBytes(US_ASCII));
        assertThat(proof).isEqualTo(judge.compute(padded, MESSAGE));
    }

    private byte[] signed(IntermediateAuthentication intermediate) {
        return SignedOctets.of(
                Bytes.copyOf(MESSAGE), Bytes.copyOf(NONCE), prf, SecretBytes.copyOf(SK_PI), ID, intermediate, 0x102);
    }
}
