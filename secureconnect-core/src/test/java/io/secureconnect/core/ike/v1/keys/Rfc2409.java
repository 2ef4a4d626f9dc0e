package io.secureconnect.core.ike.v1.keys;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** RFC 2409 §5, §5.5 and appendix B, formula by formula: an independent judge of the key schedule. */
public final class Rfc2409 {
    private final String mac;

    /** @param hash as in {@code SHA-256} */
    public Rfc2409(String hash) {
        this.mac = "Hmac" + hash.replace("-", "");
    }

    public byte[] prf(byte[] key, byte[]... message) {
        try {
            Mac hmac = Mac.getInstance(mac);
            hmac.init(new SecretKeySpec(key, mac));
            return hmac.doFinal(join(message));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    public byte[] skeyidOfKey(byte[] key, byte[] ni, byte[] nr) {
        return prf(key, ni, nr);
    }

    public byte[] skeyidOfSignatures(byte[] ni, byte[] nr, byte[] gxy) {
        return prf(join(ni, nr), gxy);
    }

    public byte[] d(byte[] skeyid, byte[] gxy, byte[] cookies) {
        return prf(skeyid, gxy, cookies, new byte[] {0});
    }

    public byte[] a(byte[] skeyid, byte[] gxy, byte[] cookies) {
        return prf(skeyid, d(skeyid, gxy, cookies), gxy, cookies, new byte[] {1});
    }

    public byte[] e(byte[] skeyid, byte[] gxy, byte[] cookies) {
        return prf(skeyid, a(skeyid, gxy, cookies), gxy, cookies, new byte[] {2});
    }

    /** Ka of appendix B. */
    public byte[] cipherKey(byte[] e, int octets) {
        if (e.length >= octets) {
            return Arrays.copyOf(e, octets);
        }
        byte[] k1 = prf(e, new byte[] {0});
        byte[] k2 = prf(e, k1);
        byte[] k3 = prf(e, k2);
        return Arrays.copyOf(join(k1, k2, k3), octets);
    }

    /** KEYMAT of the SA with that SPI; {@code gxy} is empty without perfect forward secrecy. */
    public byte[] keymat(byte[] d, byte[] gxy, int spi, byte[] ni, byte[] nr, int octets) {
        byte[] seed = join(gxy, new byte[] {3}, number(spi), ni, nr);
        byte[] all = {};
        byte[] k = {};
        while (all.length < octets) {
            k = prf(d, k, seed);
            all = join(all, k);
        }
        return Arrays.copyOf(all, octets);
    }

    public static byte[] number(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
