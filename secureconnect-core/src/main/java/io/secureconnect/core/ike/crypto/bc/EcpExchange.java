package io.secureconnect.core.ike.crypto.bc;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.core.ike.crypto.KeyExchange;
import io.secureconnect.spi.RandomSource;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/**
 * The ECP groups (RFC 5903): data are x and y, each as long as the prime; the secret is x of the common point. Peers' points
 * must be on the curve (RFC 6989 §2.3); the curves have no small subgroups.
 */
final class EcpExchange implements KeyExchange {
    private final KeyExchangeMethod method;
    private final PrimeCurve curve;

    EcpExchange(KeyExchangeMethod method, PrimeCurve curve) {
        this.method = method;
        this.curve = curve;
    }

    @Override
    public KeyExchangeMethod method() {
        return method;
    }

    @Override
    public Initiation initiate(RandomSource random) {
        return new Half(scalar(random));
    }

    @Override
    public Optional<Response> respond(Bytes initiatorData, RandomSource random) {
        try (Half half = new Half(scalar(random))) {
            return half.complete(initiatorData).map(secret -> new Response(half.data(), secret));
        }
    }

    /** Evenly distributed over 1 to n-1: what is out of range is drawn anew (FIPS 186-5 §A.2.2). */
    private SecretBytes scalar(RandomSource random) {
        BigInteger order = curve.domain().getN();
        int spareBits = -order.bitLength() & 7;
        while (true) {
            byte[] octets = random.octets((order.bitLength() + spareBits) / Byte.SIZE);
            octets[0] &= (byte) (0xff >> spareBits);
            BigInteger drawn = new BigInteger(1, octets);
            if (drawn.signum() > 0 && drawn.compareTo(order) < 0) {
                return SecretBytes.wrap(octets);
            }
        }
    }

    /** One end's private value and what it makes public. */
    private final class Half implements Initiation {
        private final SecretBytes scalar;
        private final Bytes data;

        Half(SecretBytes scalar) {
            this.scalar = scalar;
            ECPoint generator = curve.domain().getG();
            ECPoint point = scalar.read(
                            octets -> new FixedPointCombMultiplier().multiply(generator, new BigInteger(1, octets)))
                    .normalize();
            byte[] uncompressed = point.getEncoded(false); // one octet for the form, then x and y
            this.data = Bytes.copyOf(uncompressed, 1, uncompressed.length);
        }

        @Override
        public Bytes data() {
            return data;
        }

        @Override
        public Optional<SecretBytes> complete(Bytes peerData) {
            int octets = curve.coordinateOctets();
            if (peerData.length() != 2 * octets) {
                return Optional.empty();
            }
            byte[] both = peerData.toArray();
            return curve.point(
                            new BigInteger(1, Arrays.copyOf(both, octets)),
                            new BigInteger(1, Arrays.copyOfRange(both, octets, 2 * octets)))
                    .map(this::agree);
        }

        private SecretBytes agree(ECPoint peer) {
            ECPoint common = scalar.read(octets -> peer.multiply(new BigInteger(1, octets)))
                    .normalize();
            return SecretBytes.wrap(common.getAffineXCoord().getEncoded());
        }

        @Override
        public void close() {
            scalar.close();
        }
    }
}
