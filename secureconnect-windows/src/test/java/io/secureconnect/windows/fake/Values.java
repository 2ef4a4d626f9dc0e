package io.secureconnect.windows.fake;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.windows.abi.Guid;
import java.util.Locale;

/** Values of the scenarios, which {@code reference.h} has as well. */
final class Values {
    static final Guid PROVIDER = guid(1);
    static final Guid HIGH = guid(2);
    static final Guid LOW = guid(3);

    private Values() {}

    static Guid guid(int number) {
        return Guid.parse(String.format(Locale.ROOT, "5ec0c0de-1234-4a5b-8c6d-7e8f9000%04x", number));
    }

    /** Counts up from the first octet. */
    static Bytes octets(int count, int first) {
        byte[] octets = new byte[count];
        for (int i = 0; i < count; i++) {
            octets[i] = (byte) (first + i);
        }
        return Bytes.wrap(octets);
    }

    /** No two firsts make the same. */
    static SecretBytes key(int count, int first) {
        return SecretBytes.wrap(octets(count, first).toArray());
    }
}
