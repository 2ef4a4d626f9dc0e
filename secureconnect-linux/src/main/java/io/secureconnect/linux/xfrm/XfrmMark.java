package io.secureconnect.linux.xfrm;

import io.secureconnect.linux.netlink.Fields;
import io.secureconnect.linux.netlink.Structure;

/** {@code xfrm_mark}: an object is only for packets whose mark, under {@code mask}, is {@code value}. */
public record XfrmMark(int value, int mask) {
    public static final Structure<XfrmMark> STRUCTURE = Structure.of("xfrm_mark", new XfrmMark(0, 0), XfrmMark::walk);

    private static XfrmMark walk(Fields f, XfrmMark v) {
        return new XfrmMark(f.u32("v", v.value), f.u32("m", v.mask));
    }
}
