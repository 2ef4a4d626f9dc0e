package io.secureconnect.core.ike.auth;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.core.ike.crypto.Prf;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** PRF_HMAC_SHA2_256 of the JDK, an independent twin of the one in use. */
final class JdkPrf implements Prf {
    @Override
    public int octets() {
        return 32;
    }

    @Override
    public byte[] compute(SecretBytes key, byte[]... parts) {
        return key.read(octets -> compute(octets, parts));
    }

    @Override
    public byte[] compute(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
