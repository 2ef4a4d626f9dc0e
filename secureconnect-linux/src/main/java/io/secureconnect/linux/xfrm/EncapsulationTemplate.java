package io.secureconnect.linux.xfrm;

import io.secureconnect.linux.netlink.Fields;
import io.secureconnect.linux.netlink.Structure;

/** {@code xfrm_encap_tmpl}: ESP inside UDP; ports as in the packet, host-order numbers here. */
public record EncapsulationTemplate(int type, int sourcePort, int destinationPort, XfrmAddress original) {
    /** {@code UDP_ENCAP_ESPINUDP} of {@code linux/udp.h}: RFC 3948. */
    public static final int ESP_IN_UDP = 2;

    public static final Structure<EncapsulationTemplate> STRUCTURE = Structure.of(
            "xfrm_encap_tmpl", new EncapsulationTemplate(0, 0, 0, XfrmAddress.ANY), EncapsulationTemplate::walk);

    private static EncapsulationTemplate walk(Fields f, EncapsulationTemplate v) {
        return new EncapsulationTemplate(
                f.u16("encap_type", v.type),
                f.be16("encap_sport", v.sourcePort),
                f.be16("encap_dport", v.destinationPort),
                f.struct("encap_oa", XfrmAddress.STRUCTURE, v.original));
    }
}
