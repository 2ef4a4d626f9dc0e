package io.secureconnect.core.ike.auth;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/** The common names in a distinguished name, off its DER, which the JDK has checked and written itself. */
final class CommonNames {
    private static final byte[] COMMON_NAME = {0x06, 0x03, 0x55, 0x04, 0x03};
    private static final int BMP_STRING = 30;

    private final byte[] der;
    private final Set<String> found = new HashSet<>();

    private CommonNames(byte[] der) {
        this.der = der;
    }

    static Set<String> of(X500Principal name) {
        CommonNames names = new CommonNames(name.getEncoded());
        names.walk(0, names.der.length, 0);
        return names.found;
    }

    /** Name: SEQUENCE of SET of SEQUENCE of type and value. */
    private void walk(int from, int to, int depth) {
        int at = from;
        while (at + 2 <= to) {
            int header = der[at + 1] >= 0 ? 2 : 2 + (der[at + 1] & 0x7f);
            int length = length(at);
            int body = at + header;
            if (length < 0 || length > to - body) {
                return;
            }
            if (depth == 2) {
                attribute(body, body + length);
            } else {
                walk(body, body + length, depth + 1);
            }
            at = body + length;
        }
    }

    private void attribute(int from, int to) {
        int value = from + COMMON_NAME.length;
        if (value + 2 <= to && Arrays.equals(der, from, value, COMMON_NAME, 0, COMMON_NAME.length)) {
            int header = der[value + 1] >= 0 ? 2 : 2 + (der[value + 1] & 0x7f);
            if (value + header <= to) {
                Charset charset = der[value] == BMP_STRING ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
                found.add(new String(der, value + header, to - value - header, charset));
            }
        }
    }

    private int length(int at) {
        int first = der[at + 1];
        if (first >= 0) {
            return first;
        }
        int octets = first & 0x7f;
        int length = 0;
        for (int i = 0; i < octets && i < 3 && at + 2 + i < der.length; i++) {
            length = length << 8 | der[at + 2 + i] & 0xff;
        }
        return octets <= 3 ? length : -1;
    }
}
