package io.secureconnect.core.ike.crypto.bc;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.core.ike.crypto.KeyExchange;
import io.secureconnect.spi.RandomSource;
import java.util.Optional;

/** Curve25519 and Curve448 (RFC 8031): data and secret are the octets of RFC 7748; a secret of zeros is refused (§3.2). */
final class MontgomeryExchange implements KeyExchange {
    private final MontgomeryCurve curve;

    MontgomeryExchange(MontgomeryCurve curve) {
        this.curve = curve;
    }

    @Override
    public KeyExchangeMethod method() {
        return curve.method();
    }

    @Override
    public Initiation initiate(RandomSource random) {
        return new Half(SecretBytes.wrap(random.octets(curve.octets())));
    }

    @Override
    public Optional<Response> respond(Bytes initiatorData, RandomSource random) {
        try (Half half = new Half(SecretBytes.wrap(random.octets(curve.octets())))) {
            return half.complete(initiatorData).map(secret -> new Response(half.data(), secret));
        }
    }

    /** One end's private value and what it makes public. */
    private final class Half implements Initiation {
        private final SecretBytes scalar;
        private final Bytes data;

        Half(SecretBytes scalar) {
            this.scalar = scalar;
            byte[] point = new byte[curve.octets()];
            scalar.use(octets -> curve.publicValue(octets, point));
            this.data = Bytes.wrap(point);
        }

        @Override
        public Bytes data() {
            return data;
        }

        @Override
        public Optional<SecretBytes> complete(Bytes peerData) {
            if (peerData.length() != curve.octets()) {
                return Optional.empty();
            }
            byte[] secret = new byte[curve.octets()];
            boolean legal = scalar.read(octets -> curve.agree(octets, peerData.toArray(), secret));
            return legal ? Optional.of(SecretBytes.wrap(secret)) : Optional.empty();
        }

        @Override
        public void close() {
            scalar.close();
        }
    }
}
