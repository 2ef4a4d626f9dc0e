package io.secureconnect.core.ike.crypto.jdk;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.core.ike.crypto.KeyExchange;
import io.secureconnect.spi.RandomSource;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/**
 * Diffie-Hellman in the MODP groups (RFC 3526), with a short exponent of at least twice the group's strength, which serves
 * once. Public values and secrets are as long as the prime, padded with zeros in front (RFC 7296 §3.4, §2.14).
 *
 * <p>The primes are safe, so a public value between 2 and p-2 is outside every small subgroup (RFC 6989 §2.1). {@link
 * BigInteger} is not constant-time and keeps the exponent until it is collected, as the JDK's own provider does; whoever
 * minds takes a curve.
 */
public final class ModpExchange implements KeyExchange {
    private final KeyExchangeMethod method;
    private final BigInteger prime;
    private final int exponentOctets;

    /**
     * A group with generator 2.
     *
     * @param prime safe, of a whole number of octets
     * @param exponentBits of the private value; a multiple of 8
     */
    public ModpExchange(KeyExchangeMethod method, BigInteger prime, int exponentBits) {
        this.method = method;
        this.prime = prime;
        this.exponentOctets = exponentBits / Byte.SIZE;
    }

    @Override
    public KeyExchangeMethod method() {
        return method;
    }

    @Override
    public Initiation initiate(RandomSource random) {
        return new Half(exponent(random));
    }

    @Override
    public Optional<Response> respond(Bytes initiatorData, RandomSource random) {
        try (Half half = new Half(exponent(random))) {
            return half.complete(initiatorData).map(secret -> new Response(half.data(), secret));
        }
    }

    /** The highest bit is set, so that the exponent is never 0 and never shorter than it should be. */
    private SecretBytes exponent(RandomSource random) {
        byte[] octets = random.octets(exponentOctets);
        octets[0] |= (byte) 0x80;
        return SecretBytes.wrap(octets);
    }

    private byte[] padded(BigInteger value) {
        byte[] octets = value.toByteArray();
        int length = prime.bitLength() / Byte.SIZE;
        byte[] padded = new byte[length];
        int copied = Math.min(octets.length, length);
        System.arraycopy(octets, octets.length - copied, padded, length - copied, copied);
        Arrays.fill(octets, (byte) 0);
        return padded;
    }

    /** One end's private value and what it makes public. */
    private final class Half implements Initiation {
        private final SecretBytes exponent;
        private final Bytes data;

        Half(SecretBytes exponent) {
            this.exponent = exponent;
            this.data = Bytes.wrap(padded(exponent.read(x -> BigInteger.TWO.modPow(new BigInteger(1, x), prime))));
        }

        @Override
        public Bytes data() {
            return data;
        }

        @Override
        public Optional<SecretBytes> complete(Bytes peerData) {
            BigInteger peer = new BigInteger(1, peerData.toArray());
            if (peerData.length() != data.length()
                    || peer.compareTo(BigInteger.ONE) <= 0
                    || peer.compareTo(prime.subtract(BigInteger.ONE)) >= 0) {
                return Optional.empty();
            }
            return Optional.of(SecretBytes.wrap(padded(exponent.read(x -> peer.modPow(new BigInteger(1, x), prime)))));
        }

        @Override
        public void close() {
            exponent.close();
        }
    }
}
