package io.secureconnect.core.ike.v1.crypto.bc;

import io.secureconnect.core.ike.crypto.bc.PrimeCurve;
import io.secureconnect.core.ike.crypto.jdk.OwnersSignature;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Optional;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;

/**
 * ECDSA over a bare hash on the NIST curves: the value is r and s, each as long as the order of the curve (RFC 4754 §7). Of a
 * hash that is longer than the order the first bits count (FIPS 186-5 §6.4).
 */
final class BareEcdsa {
    private BareEcdsa() {}

    /** Empty if the key can't, or its curve is another. */
    static Optional<byte[]> sign(PrivateKey key, ECPublicKey own, byte[] hash) {
        return PrimeCurve.of(own)
                .flatMap(curve -> rs(curve, key, hash).map(rs -> encoded(curve, rs)))
                .filter(signature -> verify(own, hash, signature));
    }

    static boolean verify(ECPublicKey key, byte[] hash, byte[] signature) {
        return PrimeCurve.of(key)
                .flatMap(curve -> curve.point(
                                key.getW().getAffineX(), key.getW().getAffineY())
                        .flatMap(point -> decoded(curve, signature)
                                .map(rs -> holds(new ECPublicKeyParameters(point, curve.domain()), hash, rs))))
                .orElse(false);
    }

    private static boolean holds(ECPublicKeyParameters key, byte[] hash, BigInteger[] rs) {
        ECDSASigner signer = new ECDSASigner();
        signer.init(false, key);
        return signer.verifySignature(hash, rs[0], rs[1]);
    }

    /** Here, with the nonces of RFC 6979, which need no chance; or where the key lives. */
    private static Optional<BigInteger[]> rs(PrimeCurve curve, PrivateKey key, byte[] hash) {
        if (!(key instanceof ECPrivateKey) || key.getEncoded() == null) {
            return byProvider(curve, key, hash);
        }
        if (!PrimeCurve.of((ECPrivateKey) key).equals(Optional.of(curve))) {
            return Optional.empty(); // not the key of this certificate
        }
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA512Digest()));
        signer.init(true, new ECPrivateKeyParameters(((ECPrivateKey) key).getS(), curve.domain()));
        return Optional.of(signer.generateSignature(hash));
    }

    private static Optional<BigInteger[]> byProvider(PrimeCurve curve, PrivateKey key, byte[] hash) {
        try {
            byte[] signature = OwnersSignature.sign("NONEwithECDSA", Optional.empty(), key, hash);
            return Optional.of(
                    StandardDSAEncoding.INSTANCE.decode(curve.domain().getN(), signature));
        } catch (GeneralSecurityException | IOException | RuntimeException refused) {
            return Optional.empty(); // also a token's driver, which may throw anything
        }
    }

    private static byte[] encoded(PrimeCurve curve, BigInteger[] rs) {
        return PlainDSAEncoding.INSTANCE.encode(curve.domain().getN(), rs[0], rs[1]);
    }

    /** Empty if it is of another length, or a number is out of range. */
    private static Optional<BigInteger[]> decoded(PrimeCurve curve, byte[] signature) {
        try {
            return Optional.of(PlainDSAEncoding.INSTANCE.decode(curve.domain().getN(), signature));
        } catch (RuntimeException malformed) {
            return Optional.empty();
        }
    }
}
