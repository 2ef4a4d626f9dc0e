package io.secureconnect.core.ike.wire;

/**
 * Octets are not what their RFC says. Made for each bad packet of a flood, so without a stack trace; whoever catches it turns
 * it into a value.
 */
public final class DecodeException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String message;
    private final String field;
    private final int offset;
    private final String section;

    /**
     * @param field as the RFC names it
     * @param offset of the octet, from the first that was to be decoded, at which it was noticed
     * @param section RFC and section that are not followed
     * @param why what was found and what should have been
     */
    public DecodeException(String field, int offset, String section, String why) {
        super(null, null, false, false);
        this.message = field + " at octet " + offset + ": " + why + " (" + section + ")";
        this.field = field;
        this.offset = offset;
        this.section = section;
    }

    /** Field, offset, what was found, and the section; never a part of the octets. */
    @Override
    public String getMessage() {
        return message;
    }

    public String field() {
        return field;
    }

    public int offset() {
        return offset;
    }

    public String section() {
        return section;
    }
}
