package io.secureconnect.linux.xfrm;

import io.secureconnect.linux.netlink.Fields;
import io.secureconnect.linux.netlink.Structure;

/**
 * {@code xfrm_user_tmpl}: which SAs a policy demands.
 *
 * @param optional 0: packets without such an SA do not pass
 * @param integrityAlgorithms bit mask; all three masks all ones allow every algorithm
 */
public record UserTemplate(
        XfrmId id,
        int family,
        XfrmAddress source,
        int reqid,
        int mode,
        int share,
        int optional,
        int integrityAlgorithms,
        int encryptionAlgorithms,
        int compressionAlgorithms) {
    public static final int ALL_ALGORITHMS = ~0;

    public static final Structure<UserTemplate> STRUCTURE = Structure.of(
            "xfrm_user_tmpl",
            new UserTemplate(XfrmId.NONE, 0, XfrmAddress.ANY, 0, 0, 0, 0, 0, 0, 0),
            UserTemplate::walk);

    private static UserTemplate walk(Fields f, UserTemplate v) {
        return new UserTemplate(
                f.struct("id", XfrmId.STRUCTURE, v.id),
                f.u16("family", v.family),
                f.struct("saddr", XfrmAddress.STRUCTURE, v.source),
                f.u32("reqid", v.reqid),
                f.u8("mode", v.mode),
                f.u8("share", v.share),
                f.u8("optional", v.optional),
                f.u32("aalgos", v.integrityAlgorithms),
                f.u32("ealgos", v.encryptionAlgorithms),
                f.u32("calgos", v.compressionAlgorithms));
    }
}
