package io.secureconnect.api.auth;

import io.secureconnect.api.PublicApi;
import io.secureconnect.spi.RandomSource;
import java.util.Arrays;
import java.util.Objects;

/**
 * The one secret of an organization, 256 bits, from which the keys of all pairs are derived. It belongs at the orchestrator;
 * whoever has it is every host. Its written form is 64 hexadecimal digits. Thread-safe.
 */
@PublicApi
public final class OrganizationKey implements AutoCloseable {
    /** Octets of the key. */
    public static final int OCTETS = 32;

    private final SecretBytes secret;

    private OrganizationKey(SecretBytes secret) {
        this.secret = secret;
    }

    /** A fresh one. */
    public static OrganizationKey generate(RandomSource random) {
        return new OrganizationKey(SecretBytes.wrap(random.octets(OCTETS)));
    }

    /** One of 32 octets; takes the secret over. */
    public static OrganizationKey of(SecretBytes secret) {
        Objects.requireNonNull(secret, "secret");
        if (secret.length() != OCTETS) {
            throw new IllegalArgumentException(
                    "an organization key has 32 octets, not " + secret.length() + "; generate one");
        }
        return new OrganizationKey(secret);
    }

    /**
     * One that was exported; the caller goes on to own, and should wipe, the digits.
     *
     * @throws IllegalArgumentException if they are not 64 hexadecimal digits; the text does not show them
     */
    public static OrganizationKey ofHex(char[] digits) {
        if (digits.length != 2 * OCTETS) {
            throw new IllegalArgumentException(
                    "an organization key is written as 64 hexadecimal digits, not " + digits.length + " characters");
        }
        byte[] octets = new byte[OCTETS];
        for (int at = 0; at < digits.length; at++) {
            int digit = Character.digit(digits[at], 16);
            if (digit < 0 || digits[at] > 'f') {
                Arrays.fill(octets, (byte) 0);
                throw new IllegalArgumentException(
                        "an organization key is written as 64 hexadecimal digits; character " + (at + 1) + " is none");
            }
            octets[at / 2] |= (byte) (at % 2 == 0 ? digit << 4 : digit);
        }
        return new OrganizationKey(SecretBytes.wrap(octets));
    }

    /** The key in the clear, to be stored elsewhere or typed in; the caller wipes the digits. */
    public char[] exportHex() {
        return secret.read(octets -> {
            char[] digits = new char[2 * OCTETS];
            for (int at = 0; at < OCTETS; at++) {
                digits[2 * at] = Character.forDigit(octets[at] >> 4 & 15, 16);
                digits[2 * at + 1] = Character.forDigit(octets[at] & 15, 16);
            }
            return digits;
        });
    }

    /** The octets, lent. */
    public SecretBytes secret() {
        return secret;
    }

    /** Wipes the key. */
    @Override
    public void close() {
        secret.close();
    }

    /** Says that it is one, and not which. */
    @Override
    public String toString() {
        return "OrganizationKey[" + secret.length() + " octets]";
    }
}
