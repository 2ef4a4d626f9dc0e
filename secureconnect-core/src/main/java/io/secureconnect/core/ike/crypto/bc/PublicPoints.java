package io.secureconnect.core.ike.crypto.bc;

import java.security.interfaces.ECPublicKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;

/**
 * The last few keys of ECDSA that signatures were checked with, as Bouncy Castle has them: with tables, which make the next
 * check with the same key twice as fast. The keys of CAs come again with every peer.
 */
final class PublicPoints {
    private static final int REMEMBERED = 16;

    private final Map<ECPublicKey, ECPublicKeyParameters> points = new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ECPublicKey, ECPublicKeyParameters> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Empty if it is no point of the curve. */
    Optional<ECPublicKeyParameters> of(PrimeCurve curve, ECPublicKey key) {
        ECPublicKeyParameters known = points.get(key);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<ECPublicKeyParameters> made = curve.point(
                        key.getW().getAffineX(), key.getW().getAffineY())
                .map(point -> new ECPublicKeyParameters(point, curve.domain()));
        made.ifPresent(point -> points.put(key, point));
        return made;
    }
}
