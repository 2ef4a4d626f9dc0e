package io.secureconnect.linux.xfrm;

import io.secureconnect.linux.netlink.Fields;
import io.secureconnect.linux.netlink.Structure;

/** {@code xfrm_user_acquire}: a packet wanted an SA that is not there. */
public record UserAcquire(
        XfrmId id,
        XfrmAddress source,
        XfrmSelector selector,
        UserPolicy policy,
        int integrityAlgorithms,
        int encryptionAlgorithms,
        int compressionAlgorithms,
        int sequence) {
    public static final Structure<UserAcquire> STRUCTURE = Structure.of(
            "xfrm_user_acquire",
            new UserAcquire(XfrmId.NONE, XfrmAddress.ANY, XfrmSelector.ANY, UserPolicy.STRUCTURE.blank(), 0, 0, 0, 0),
            UserAcquire::walk);

    private static UserAcquire walk(Fields f, UserAcquire v) {
        return new UserAcquire(
                f.struct("id", XfrmId.STRUCTURE, v.id),
                f.struct("saddr", XfrmAddress.STRUCTURE, v.source),
                f.struct("sel", XfrmSelector.STRUCTURE, v.selector),
                f.struct("policy", UserPolicy.STRUCTURE, v.policy),
                f.u32("aalgos", v.integrityAlgorithms),
                f.u32("ealgos", v.encryptionAlgorithms),
                f.u32("calgos", v.compressionAlgorithms),
                f.u32("seq", v.sequence));
    }
}
