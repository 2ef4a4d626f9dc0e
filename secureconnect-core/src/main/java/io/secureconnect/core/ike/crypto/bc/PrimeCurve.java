package io.secureconnect.core.ike.crypto.bc;

import java.math.BigInteger;
import java.security.interfaces.ECKey;
import java.security.spec.ECFieldFp;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.math.ec.ECPoint;

/** The NIST curves over prime fields, with Bouncy Castle's arithmetic made for each. */
public enum PrimeCurve {
    P256("secp256r1"),
    P384("secp384r1"),
    P521("secp521r1");

    private final ECDomainParameters domain;

    PrimeCurve(String name) {
        X9ECParameters parameters = CustomNamedCurves.getByName(name);
        this.domain = new ECDomainParameters(parameters);
    }

    /** The curve of a JDK key; empty if it is another one. */
    public static Optional<PrimeCurve> of(ECKey key) {
        return Arrays.stream(values()).filter(curve -> curve.isThatOf(key)).findFirst();
    }

    private boolean isThatOf(ECKey key) {
        var theirs = key.getParams();
        return theirs != null
                && theirs.getOrder().equals(domain.getN())
                && theirs.getCurve().getField() instanceof ECFieldFp
                && ((ECFieldFp) theirs.getCurve().getField())
                        .getP()
                        .equals(domain.getCurve().getField().getCharacteristic());
    }

    public ECDomainParameters domain() {
        return domain;
    }

    /** Octets of a coordinate. */
    int coordinateOctets() {
        return (domain.getCurve().getFieldSize() + Byte.SIZE - 1) / Byte.SIZE;
    }

    /** The point with these coordinates; empty if they are out of range or it is not on the curve. Never infinity. */
    public Optional<ECPoint> point(BigInteger x, BigInteger y) {
        try {
            return Optional.of(domain.getCurve().validatePoint(x, y));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
