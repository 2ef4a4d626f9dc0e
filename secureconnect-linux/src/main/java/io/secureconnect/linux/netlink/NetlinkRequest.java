package io.secureconnect.linux.netlink;

/** What to ask of the kernel: one message without its header. */
public interface NetlinkRequest {
    /** The message type. */
    int type();

    /** Octets of the fixed part between header and attributes; with it an error's offset leads to an attribute. */
    int bodySize();

    /** The kernel's name of an attribute of this message, for error texts. */
    String attributeName(int attribute);

    /** Writes fixed part and attributes. May be called more than once only if it holds no key. */
    void write(MessageWriter writer);

    /** Whether it writes a key, so that the send buffer must be wiped. */
    default boolean holdsKey() {
        return false;
    }
}
