package io.secureconnect.core.ike.v1.wire;

/**
 * The header of an ISAKMP message, apart from what follows from its payloads (RFC 2408 §3.1).
 *
 * @param initiatorCookie 8 octets, big-endian; never 0 in a legal message
 * @param responderCookie 0 in the first message
 * @param version major version in the high four bits, minor in the low: {@code 0x10}
 * @param encrypted the E flag: everything behind the header is encrypted
 * @param commit the C flag
 * @param authenticationOnly the A flag
 * @param messageId unsigned 32 bits; 0 in phase 1
 */
public record IsakmpHead(
        long initiatorCookie,
        long responderCookie,
        int version,
        int exchangeType,
        boolean encrypted,
        boolean commit,
        boolean authenticationOnly,
        int messageId) {
    public static final int IKEV1 = 0x10;

    /** Octets of a header. */
    public static final int OCTETS = 28;
}
