package io.secureconnect.core.ike.crypto.jdk;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.PseudoRandomFunction;
import io.secureconnect.core.ike.crypto.Prf;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;

/** PRF_HMAC_SHA2_256, 384 and 512 (RFC 4868 §2.1.2), and HMAC-SHA1 (RFC 2104). */
final class HmacPrf implements Prf {
    private final Mac mac;

    HmacPrf(PseudoRandomFunction function) {
        this.mac = Algorithms.mac("HmacSHA" + Algorithms.shaNumber(function.octets()));
    }

    @Override
    public int octets() {
        return mac.getMacLength();
    }

    @Override
    public byte[] compute(SecretBytes key, byte[]... parts) {
        return key.read(octets -> compute(octets, parts));
    }

    @Override
    public byte[] compute(byte[] key, byte[]... parts) {
        try {
            mac.init(new LentKey(mac.getAlgorithm(), key));
        } catch (GeneralSecurityException e) {
            throw Algorithms.broken(mac.getAlgorithm(), e);
        }
        for (byte[] part : parts) {
            mac.update(part);
        }
        return mac.doFinal();
    }
}
