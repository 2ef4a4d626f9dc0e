package io.secureconnect.core.ike.auth;

import io.secureconnect.core.ike.crypto.SignatureScheme;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.List;

/** Which signature this end makes with its key, given the hashes that the peer takes (RFC 7427 §4). */
final class SchemeChoice {
    private static final int LARGE_RSA_BITS = 3072;

    private SchemeChoice() {}

    /**
     * The schemes that the peer takes, the best first.
     *
     * @param own the public key that belongs to {@code key}, for its size
     */
    static List<SignatureScheme> of(PrivateKey key, PublicKey own, List<Integer> peerHashes) {
        return preferred(key, own).stream()
                .filter(scheme ->
                        peerHashes.contains(SignatureEncoding.hash(scheme).number()))
                .toList();
    }

    /** All that the key can do, PSS before PKCS #1, the hash that is as strong as the key first. */
    private static List<SignatureScheme> preferred(Key key, PublicKey own) {
        int fitting = hashBits(own);
        List<SignatureScheme> able = new ArrayList<>();
        for (SignatureScheme scheme : SignatureScheme.values()) {
            if (scheme.fits(key)) {
                able.add(scheme);
            }
        }
        able.sort((one, other) -> {
            int family = one.family().compareTo(other.family());
            return family != 0 ? family : Boolean.compare(other.hashBits() == fitting, one.hashBits() == fitting);
        });
        return able;
    }

    private static int hashBits(PublicKey own) {
        if (own instanceof ECPublicKey) {
            int bits = ((ECPublicKey) own).getParams().getOrder().bitLength();
            return bits <= 256 ? 256 : bits <= 384 ? 384 : 512;
        }
        return own instanceof RSAPublicKey && ((RSAPublicKey) own).getModulus().bitLength() > LARGE_RSA_BITS
                ? 384
                : 256;
    }
}
