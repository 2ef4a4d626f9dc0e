package io.secureconnect.core.ike.host;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.crypto.Prf;
import io.secureconnect.spi.RandomSource;
import io.secureconnect.spi.UdpEndpoint;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Stateless cookies (RFC 7296 §2.6): {@code version | prf(secret, Ni | IPi | port | SPIi)}. The secret changes every minute;
 * the one before it is still taken, so that a cookie holds for at least as long as an initiator needs to return it.
 */
final class Cookies {
    private static final Duration ROTATION = Duration.ofMinutes(1);
    private static final int SECRET_OCTETS = 32;

    private final Prf prf;
    private final RandomSource random;
    private Optional<Instant> madeAt = Optional.empty();
    private byte[] secret = new byte[0];
    private Optional<byte[]> before = Optional.empty();
    private byte version;

    /** @param prf a keyed hash that nobody can forge */
    Cookies(Prf prf, RandomSource random) {
        this.prf = prf;
        this.random = random;
    }

    Bytes of(Bytes nonce, UdpEndpoint remote, long initiatorSpi, Instant now) {
        rotate(now);
        return Bytes.wrap(compute(version, secret, nonce, remote, initiatorSpi));
    }

    boolean holds(Bytes cookie, Bytes nonce, UdpEndpoint remote, long initiatorSpi, Instant now) {
        rotate(now);
        byte[] returned = cookie.toArray();
        if (returned.length == 0) {
            return false;
        }
        if (returned[0] == version) {
            return MessageDigest.isEqual(returned, compute(version, secret, nonce, remote, initiatorSpi));
        }
        byte older = (byte) (version - 1);
        return returned[0] == older
                && before.isPresent()
                && MessageDigest.isEqual(returned, compute(older, before.get(), nonce, remote, initiatorSpi));
    }

    private void rotate(Instant now) {
        boolean due = madeAt.filter(at -> now.isBefore(at.plus(ROTATION))).isEmpty();
        if (due) {
            boolean longAgo = madeAt.filter(at -> now.isBefore(at.plus(ROTATION.multipliedBy(2))))
                    .isEmpty();
            before = longAgo ? Optional.empty() : Optional.of(secret);
            secret = random.octets(SECRET_OCTETS);
            version++;
            madeAt = Optional.of(now);
        }
    }

    private byte[] compute(byte number, byte[] key, Bytes nonce, UdpEndpoint remote, long initiatorSpi) {
        byte[] numbers = ByteBuffer.allocate(Short.BYTES + Long.BYTES)
                .putShort((short) remote.port())
                .putLong(initiatorSpi)
                .array();
        byte[] hash = prf.compute(key, nonce.toArray(), remote.address().octets(), numbers);
        byte[] cookie = new byte[1 + hash.length];
        cookie[0] = number;
        System.arraycopy(hash, 0, cookie, 1, hash.length);
        return cookie;
    }
}
