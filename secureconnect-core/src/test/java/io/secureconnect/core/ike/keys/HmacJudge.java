package io.secureconnect.core.ike.keys;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.core.ike.crypto.Prf;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC as a PRF with any hash, and prf+ as RFC 7296 §2.13 writes it down: an independent judge of the key schedule. */
final class HmacJudge implements Prf {
    private final String hash;

    /** @param hash as in {@code SHA-256} */
    HmacJudge(String hash) {
        this.hash = "Hmac" + hash.replace("-", "");
    }

    @Override
    public int octets() {
        return mac().getMacLength();
    }

    @Override
    public byte[] compute(SecretBytes key, byte[]... parts) {
        return key.read(octets -> compute(octets.clone(), parts));
    }

    @Override
    public byte[] compute(byte[] key, byte[]... parts) {
        Mac mac = mac();
        try {
            mac.init(new SecretKeySpec(key, hash));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
        return mac.doFinal(join(parts));
    }

    byte[] plus(byte[] key, int octets, byte[]... seed) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] t = {};
        for (int n = 1; all.size() < octets; n++) {
            t = compute(key, t, join(seed), new byte[] {(byte) n});
            all.writeBytes(t);
        }
        return Arrays.copyOf(all.toByteArray(), octets);
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private Mac mac() {
        try {
            return Mac.getInstance(hash);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
