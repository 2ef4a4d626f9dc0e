package io.secureconnect.windows.store;

import java.math.BigInteger;
import java.security.SignatureException;
import java.util.Arrays;

/** r and s of equal length, as Windows gives them, as the DER that Java has: SEQUENCE of two INTEGERs (RFC 3279 §2.2.3). */
final class EcdsaDer {
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;
    private static final int LONG_FORM = 0x81;
    private static final int SHORT_FORM_MOST = 0x7f;
    private static final int MOST_OCTETS = 2 * 66;

    private EcdsaDer() {}

    static byte[] of(byte[] rs) throws SignatureException {
        if (rs.length == 0 || rs.length % 2 != 0 || rs.length > MOST_OCTETS) {
            throw new SignatureException("an ECDSA signature of " + rs.length + " octets is none of P-256 to P-521");
        }
        byte[] r = integer(Arrays.copyOfRange(rs, 0, rs.length / 2));
        byte[] s = integer(Arrays.copyOfRange(rs, rs.length / 2, rs.length));
        int length = r.length + s.length;
        byte[] head = length > SHORT_FORM_MOST
                ? new byte[] {SEQUENCE, (byte) LONG_FORM, (byte) length}
                : new byte[] {SEQUENCE, (byte) length};
        byte[] der = Arrays.copyOf(head, head.length + length);
        System.arraycopy(r, 0, der, head.length, r.length);
        System.arraycopy(s, 0, der, head.length + r.length, s.length);
        return der;
    }

    private static byte[] integer(byte[] unsigned) {
        byte[] value = new BigInteger(1, unsigned).toByteArray();
        byte[] der = new byte[2 + value.length];
        der[0] = INTEGER;
        der[1] = (byte) value.length;
        System.arraycopy(value, 0, der, 2, value.length);
        return der;
    }
}
