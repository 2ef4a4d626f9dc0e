package io.secureconnect.linux.netlink;

/** Message types below 16, which belong to netlink itself ({@code linux/netlink.h}). */
public final class ControlType {
    public static final int NOOP = 1;
    public static final int ERROR = 2;
    public static final int DONE = 3;
    public static final int OVERRUN = 4;

    private ControlType() {}
}
