package io.secureconnect.linux.xfrm;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.linux.netlink.Fields;
import io.secureconnect.linux.netlink.Structure;
import java.util.Optional;

/**
 * {@code xfrm_algo}, {@code xfrm_algo_auth} and {@code xfrm_algo_aead}: an algorithm by its crypto API name. The key is
 * present on the way to the kernel only; on the way back it is skipped and wiped in the buffer.
 *
 * @param keyBits key and salt
 * @param icvBits of the integrity check value; 0 for plain ciphers
 */
public record Algorithm(String name, int keyBits, int icvBits, Optional<SecretBytes> key) {
    private static final int NAME = 64;
    private static final Algorithm NONE = new Algorithm("", 0, 0, Optional.empty());

    /** A cipher, or an integrity algorithm of the older form. */
    public static final Structure<Algorithm> PLAIN = Structure.of("xfrm_algo", NONE, Algorithm::walkPlain);

    /** An integrity algorithm whose output is cut to {@link #icvBits()}. */
    public static final Structure<Algorithm> TRUNCATED =
            Structure.of("xfrm_algo_auth", NONE, (f, v) -> v.walk(f, "alg_trunc_len"));

    /** A cipher that authenticates. */
    public static final Structure<Algorithm> AEAD =
            Structure.of("xfrm_algo_aead", NONE, (f, v) -> v.walk(f, "alg_icv_len"));

    /** An algorithm with its key, for the kernel. */
    public static Algorithm of(String name, int icvOctets, SecretBytes key) {
        return new Algorithm(name, key.length() * 8, icvOctets * 8, Optional.of(key));
    }

    private static Algorithm walkPlain(Fields f, Algorithm v) {
        String name = f.text("alg_name", NAME, v.name);
        int keyBits = f.u32("alg_key_len", v.keyBits);
        return new Algorithm(name, keyBits, 0, f.secret("alg_key", octets(keyBits), v.key));
    }

    private Algorithm walk(Fields f, String icvName) {
        String algorithm = f.text("alg_name", NAME, name);
        int bits = f.u32("alg_key_len", keyBits);
        int icv = f.u32(icvName, icvBits);
        return new Algorithm(algorithm, bits, icv, f.secret("alg_key", octets(bits), key));
    }

    private static int octets(int bits) {
        return (int) ((Integer.toUnsignedLong(bits) + 7) / 8);
    }

    /** The same without its key. */
    public Algorithm withoutKey() {
        return new Algorithm(name, keyBits, icvBits, Optional.empty());
    }
}
