package io.secureconnect.api.sa;

/** The IP protocol numbers that the SDK names (IANA "Assigned Internet Protocol Numbers"). */
public final class IpProtocol {
    public static final int ICMP = 1;
    public static final int TCP = 6;
    public static final int UDP = 17;
    public static final int ESP = 50;
    public static final int ICMPV6 = 58;

    private IpProtocol() {}
}
