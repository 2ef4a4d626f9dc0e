package io.secureconnect.core.psk;

import io.secureconnect.api.auth.PairKey;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.policy.CodePointOrder;
import io.secureconnect.core.ike.crypto.Prf;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The key of a pair: HKDF-SHA256 of the organization's key, with the name of this use as salt and, as info, the organization,
 * the epoch and the two workload ids in the order of code points, so that both ends have the same. Every part of the info has
 * its length before it: no two pairs, epochs or organizations share one.
 */
final class PairKeyDerivation {
    private static final byte[] USE = "SecureConnect IKEv2 pair key v1".getBytes(StandardCharsets.US_ASCII);
    private static final int OCTETS = 32;

    private final Hkdf hkdf;

    /** @param hmac HMAC-SHA-256 */
    PairKeyDerivation(Prf hmac) {
        this.hkdf = new Hkdf(hmac);
    }

    PairKey of(SecretBytes organizationKey, String organization, int epoch, String one, String other) {
        if (one.equals(other)) {
            throw new IllegalArgumentException("the workload '" + one + "' is no pair with itself");
        }
        return new PairKey(epoch, hkdf.derive(organizationKey, USE, info(organization, epoch, one, other), OCTETS));
    }

    static byte[] info(String organization, int epoch, String one, String other) {
        boolean inOrder = CodePointOrder.compare(one, other) <= 0;
        ByteArrayOutputStream info = new ByteArrayOutputStream();
        part(info, octets(organization));
        part(info, number(epoch));
        part(info, octets(inOrder ? one : other));
        part(info, octets(inOrder ? other : one));
        return info.toByteArray();
    }

    private static void part(ByteArrayOutputStream info, byte[] octets) {
        info.writeBytes(number(octets.length));
        info.writeBytes(octets);
    }

    /** What UTF-8 cannot say would be a question mark, and two ids one. */
    private static byte[] octets(String id) {
        byte[] octets = id.getBytes(StandardCharsets.UTF_8);
        if (!new String(octets, StandardCharsets.UTF_8).equals(id)) {
            throw new IllegalArgumentException("the id '" + id + "' is no Unicode text; give the workload another one");
        }
        return octets;
    }

    private static byte[] number(int value) {
        return new byte[] {(byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value};
    }
}
