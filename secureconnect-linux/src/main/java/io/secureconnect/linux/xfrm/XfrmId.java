package io.secureconnect.linux.xfrm;

import io.secureconnect.linux.netlink.Fields;
import io.secureconnect.linux.netlink.Structure;

/** {@code xfrm_id}: destination, SPI and protocol, by which a receiver finds an SA. */
public record XfrmId(XfrmAddress destination, int spi, int protocol) {
    public static final XfrmId NONE = new XfrmId(XfrmAddress.ANY, 0, 0);

    public static final Structure<XfrmId> STRUCTURE = Structure.of("xfrm_id", NONE, XfrmId::walk);

    private static XfrmId walk(Fields f, XfrmId v) {
        return new XfrmId(
                f.struct("daddr", XfrmAddress.STRUCTURE, v.destination),
                f.be32("spi", v.spi),
                f.u8("proto", v.protocol));
    }
}
