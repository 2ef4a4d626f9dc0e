package io.secureconnect.testkit.pki;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes ASN.1 in distinguished encoding (X.690): as much as certificates and revocation lists need. */
final class Der {
    private static final DateTimeFormatter UTC_TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter GENERALIZED_TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    /** From here on years have four digits (RFC 5280 §4.1.2.5). */
    private static final Instant YEAR_2050 = Instant.parse("2050-01-01T00:00:00Z");

    private Der() {}

    static byte[] sequence(byte[]... members) {
        return tagged(0x30, concat(members));
    }

    static byte[] integer(long value) {
        return tagged(0x02, BigInteger.valueOf(value).toByteArray());
    }

    static byte[] enumerated(int value) {
        return tagged(0x0a, new byte[] {(byte) value});
    }

    static byte[] bool(boolean value) {
        return tagged(0x01, new byte[] {(byte) (value ? 0xff : 0)});
    }

    static byte[] octetString(byte[] octets) {
        return tagged(0x04, octets);
    }

    static byte[] bitString(int unusedBits, byte[] octets) {
        return tagged(0x03, concat(new byte[] {(byte) unusedBits}, octets));
    }

    static byte[] nothing() {
        return tagged(0x05);
    }

    static byte[] time(Instant time) {
        return time.isBefore(YEAR_2050)
                ? tagged(0x17, ascii(UTC_TIME.format(time)))
                : tagged(0x18, ascii(GENERALIZED_TIME.format(time)));
    }

    static byte[] generalizedTime(Instant time) {
        return tagged(0x18, ascii(GENERALIZED_TIME.format(time)));
    }

    static byte[] oid(String dotted) {
        String[] arcs = dotted.split("\\.", -1);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        base128(body, Long.parseLong(arcs[0]) * 40 + Long.parseLong(arcs[1]));
        for (int at = 2; at < arcs.length; at++) {
            base128(body, Long.parseLong(arcs[at]));
        }
        return tagged(0x06, body.toByteArray());
    }

    /** A context-specific tag around, or in place of, what it names. */
    static byte[] context(int number, boolean constructed, byte[] body) {
        return tagged(0x80 | (constructed ? 0x20 : 0) | number, body);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] tagged(int tag, byte... body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (body.length < 0x80) {
            out.write(body.length);
        } else {
            byte[] length = BigInteger.valueOf(body.length).toByteArray();
            int sign = length[0] == 0 ? 1 : 0;
            out.write(0x80 | (length.length - sign));
            out.write(length, sign, length.length - sign);
        }
        out.writeBytes(body);
        return out.toByteArray();
    }

    private static void base128(ByteArrayOutputStream out, long value) {
        for (int shift = 56; shift > 0; shift -= 7) {
            if (value >>> shift != 0) {
                out.write((int) (0x80 | (value >>> shift & 0x7f)));
            }
        }
        out.write((int) (value & 0x7f));
    }
}
