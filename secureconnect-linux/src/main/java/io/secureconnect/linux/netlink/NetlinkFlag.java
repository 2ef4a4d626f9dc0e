package io.secureconnect.linux.netlink;

/** Flags of a message header ({@code linux/netlink.h}); the modifiers mean different things in a GET and a NEW. */
public final class NetlinkFlag {
    public static final int REQUEST = 0x01;
    public static final int MULTI = 0x02;
    public static final int ACK = 0x04;
    public static final int ECHO = 0x08;
    public static final int DUMP_INTR = 0x10;
    /** With GET: everything there is. */
    public static final int DUMP = 0x300;
    /** With an acknowledgement: only the header of the request is repeated. */
    public static final int CAPPED = 0x100;
    /** With an acknowledgement: extended attributes follow. */
    public static final int ACK_TLVS = 0x200;

    private NetlinkFlag() {}
}
