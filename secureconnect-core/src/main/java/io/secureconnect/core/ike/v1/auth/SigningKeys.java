package io.secureconnect.core.ike.v1.auth;

import io.secureconnect.core.ike.v1.registry.AuthenticationMethod;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;

/** Which authentication method a key makes: that of its kind, and with ECDSA of its curve (RFC 2409 appendix A, RFC 4754 §4). */
final class SigningKeys {
    private SigningKeys() {}

    /**
     * Empty if IKEv1 has none. The names of ECDSA's methods hold a hash: that of HASH_I and HASH_R, which are signed as they are,
     * whatever prf was negotiated for all else ({@link AuthenticationMethod#proofPrf}).
     */
    static Optional<AuthenticationMethod> method(PublicKey key) {
        if (key instanceof RSAPublicKey && !key.getAlgorithm().equals("RSASSA-PSS")) {
            return Optional.of(AuthenticationMethod.RSA_SIGNATURES);
        }
        if (!(key instanceof ECPublicKey)) {
            return Optional.empty();
        }
        return switch (((ECPublicKey) key).getParams().getOrder().bitLength()) {
            case 256 -> Optional.of(AuthenticationMethod.ECDSA_SHA256_P256);
            case 384 -> Optional.of(AuthenticationMethod.ECDSA_SHA384_P384);
            case 521 -> Optional.of(AuthenticationMethod.ECDSA_SHA512_P521);
            default -> Optional.empty();
        };
    }
}
