package io.secureconnect.api.sa;

import io.secureconnect.api.PublicApi;
import java.util.Objects;

/**
 * The addresses that begin with the same bits.
 *
 * @param address the first of them; bits behind the prefix must be zero
 * @param length how many bits are fixed, 0 to 32 or 128
 */
@PublicApi
public record AddressPrefix(IpAddress address, int length) {
    public AddressPrefix {
        Objects.requireNonNull(address, "address");
        if (length < 0 || length > address.family().bits()) {
            throw new IllegalArgumentException("a prefix length of " + length + " is not within 0 to "
                    + address.family().bits());
        }
        if (!address.equals(masked(address, length))) {
            throw new IllegalArgumentException(address + "/" + length + " has bits set behind the prefix; write "
                    + masked(address, length) + "/" + length);
        }
    }

    /** The prefix that holds {@code address} alone. */
    public static AddressPrefix of(IpAddress address) {
        return new AddressPrefix(address, address.family().bits());
    }

    /** Every address of {@code family}. */
    public static AddressPrefix any(AddressFamily family) {
        return new AddressPrefix(IpAddress.of(new byte[family.octets()]), 0);
    }

    /**
     * Reads {@code 10.0.0.0/8}, {@code 2001:db8::/32} or a single address.
     *
     * @throws IllegalArgumentException if the text is no prefix
     */
    public static AddressPrefix parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return of(IpAddress.parse(text));
        }
        String digits = text.substring(slash + 1);
        if (!digits.matches("[0-9]{1,3}")) {
            throw new IllegalArgumentException("'" + text + "' is not a prefix; write 10.0.0.0/8 or 2001:db8::/32");
        }
        return new AddressPrefix(IpAddress.parse(text.substring(0, slash)), Integer.parseInt(digits));
    }

    public AddressFamily family() {
        return address.family();
    }

    /** Whether {@code other} is of this family and begins with these bits. */
    public boolean contains(IpAddress other) {
        return other.family() == family() && masked(other, length).equals(address);
    }

    private static IpAddress masked(IpAddress address, int length) {
        byte[] octets = address.octets();
        for (int bit = length; bit < octets.length * 8; bit++) {
            octets[bit / 8] &= (byte) ~(0x80 >> bit % 8);
        }
        return IpAddress.of(octets);
    }

    @Override
    public String toString() {
        return address + "/" + length;
    }
}
