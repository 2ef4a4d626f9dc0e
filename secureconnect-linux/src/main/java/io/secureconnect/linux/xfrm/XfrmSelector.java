package io.secureconnect.linux.xfrm;

import io.secureconnect.linux.netlink.Fields;
import io.secureconnect.linux.netlink.Structure;

/**
 * {@code xfrm_selector}: which packets a policy or an SA is about. Ports are host-order numbers here and network order on
 * the wire; a mask of 0 means any. For ICMP the source port is the type and the destination port the code.
 */
public record XfrmSelector(
        XfrmAddress destination,
        XfrmAddress source,
        int destinationPort,
        int destinationPortMask,
        int sourcePort,
        int sourcePortMask,
        int family,
        int destinationPrefix,
        int sourcePrefix,
        int protocol,
        int interfaceIndex,
        int user) {
    public static final XfrmSelector ANY =
            new XfrmSelector(XfrmAddress.ANY, XfrmAddress.ANY, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public static final Structure<XfrmSelector> STRUCTURE = Structure.of("xfrm_selector", ANY, XfrmSelector::walk);

    private static XfrmSelector walk(Fields f, XfrmSelector v) {
        return new XfrmSelector(
                f.struct("daddr", XfrmAddress.STRUCTURE, v.destination),
                f.struct("saddr", XfrmAddress.STRUCTURE, v.source),
                f.be16("dport", v.destinationPort),
                f.be16("dport_mask", v.destinationPortMask),
                f.be16("sport", v.sourcePort),
                f.be16("sport_mask", v.sourcePortMask),
                f.u16("family", v.family),
                f.u8("prefixlen_d", v.destinationPrefix),
                f.u8("prefixlen_s", v.sourcePrefix),
                f.u8("proto", v.protocol),
                f.u32("ifindex", v.interfaceIndex),
                f.u32("user", v.user));
    }
}
