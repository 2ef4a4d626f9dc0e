package io.secureconnect.api.sa;

import io.secureconnect.api.PublicApi;

/** IP version; IPv4 sorts first. */
@PublicApi
public enum AddressFamily {
    IPV4(4),
    IPV6(16);

    private final int octets;

    AddressFamily(int octets) {
        this.octets = octets;
    }

    /** Octets of an address: 4 or 16. */
    public int octets() {
        return octets;
    }

    /** Bits of an address, which is also the prefix length of a single one: 32 or 128. */
    public int bits() {
        return octets * 8;
    }
}
