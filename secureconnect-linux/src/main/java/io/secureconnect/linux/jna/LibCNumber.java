package io.secureconnect.linux.jna;

/** The numbers that go with the calls; those of {@code asm-generic}, compared with the system's headers by a test. */
final class LibCNumber {
    static final int AF_INET = 2;
    static final int AF_INET6 = 10;
    static final int AF_NETLINK = 16;
    static final int SOCK_DGRAM = 2;
    static final int SOCK_RAW = 3;
    static final int SOCK_CLOEXEC = 0x80000;
    static final int NETLINK_XFRM = 6;
    static final int SOL_SOCKET = 1;
    static final int SO_RCVBUF = 8;
    static final int SO_RCVBUFFORCE = 33;
    static final int IPPROTO_IP = 0;
    static final int IP_PKTINFO = 8;
    static final int IP_MTU_DISCOVER = 10;
    static final int IP_PMTUDISC_DONT = 0;
    static final int IP_XFRM_POLICY = 17;
    static final int IPPROTO_UDP = 17;
    static final int UDP_ENCAP = 100;
    static final int UDP_ENCAP_ESPINUDP = 2;
    static final int IPPROTO_IPV6 = 41;
    static final int IPV6_MTU_DISCOVER = 23;
    static final int IPV6_PMTUDISC_DONT = 0;
    static final int IPV6_V6ONLY = 26;
    static final int IPV6_XFRM_POLICY = 35;
    static final int IPV6_RECVPKTINFO = 49;
    static final int IPV6_PKTINFO = 50;
    static final int SOL_NETLINK = 270;
    static final int NETLINK_ADD_MEMBERSHIP = 1;
    static final int NETLINK_CAP_ACK = 10;
    static final int NETLINK_EXT_ACK = 11;
    static final int MSG_TRUNC = 0x20;
    static final int MSG_DONTWAIT = 0x40;
    static final int POLLIN = 1;
    static final int POLLERR = 8;
    static final int EFD_CLOEXEC = 0x80000;

    private LibCNumber() {}
}
