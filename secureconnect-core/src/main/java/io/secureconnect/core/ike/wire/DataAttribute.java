package io.secureconnect.core.ike.wire;

import io.secureconnect.api.sa.Bytes;

/**
 * An attribute of ISAKMP (RFC 2408 §3.3, RFC 7296 §3.3.5): a type with a value of 16 bits, or with octets.
 *
 * @param type 15 bits
 * @param isShort whether it is of the form with a value of 16 bits
 * @param value 0 unless it is short
 * @param data empty if it is short
 */
public record DataAttribute(int type, boolean isShort, int value, Bytes data) {
    public static final DataAttribute BLANK = ofShort(0, 0);
    private static final int SHORT_FORM = 0x8000;

    public static DataAttribute ofShort(int type, int value) {
        return new DataAttribute(type, true, value, Bytes.empty());
    }

    /** Its description. */
    public static <E extends Exception> DataAttribute walk(Fields<E> f, DataAttribute it) throws E {
        int form = f.u16("Attribute Type", it.type | (it.isShort ? SHORT_FORM : 0));
        int type = form & ~SHORT_FORM;
        if ((form & SHORT_FORM) != 0) {
            return ofShort(type, f.u16("Attribute Value", it.value));
        }
        int length = f.u16("Attribute Length", it.data.length());
        return new DataAttribute(type, false, 0, f.octets("Attribute Value", length, it.data));
    }
}
