package io.secureconnect.core.ike.wire.v2;

/**
 * The header of an IKE message, apart from what follows from its payloads (RFC 7296 §3.1).
 *
 * @param initiatorSpi 8 octets, big-endian; never 0 in a legal message
 * @param responderSpi 0 in the first message
 * @param version major version in the high four bits, minor in the low: {@code 0x20}
 * @param initiator the I flag: the sender is the original initiator of the IKE SA
 * @param higherVersion the V flag: the sender could speak a higher major version
 * @param response the R flag
 * @param messageId unsigned 32 bits
 */
public record MessageHead(
        long initiatorSpi,
        long responderSpi,
        int version,
        int exchangeType,
        boolean initiator,
        boolean higherVersion,
        boolean response,
        int messageId) {
    public static final int IKEV2 = 0x20;
}
