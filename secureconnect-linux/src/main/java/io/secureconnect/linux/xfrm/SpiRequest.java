package io.secureconnect.linux.xfrm;

import io.secureconnect.linux.netlink.Fields;
import io.secureconnect.linux.netlink.Structure;

/**
 * {@code xfrm_userspi_info}: a request for a larval SA with a free SPI.
 *
 * @param lowest of the SPIs to choose from, host order
 * @param highest of them
 */
public record SpiRequest(UserState state, int lowest, int highest) {
    public static final Structure<SpiRequest> STRUCTURE =
            Structure.of("xfrm_userspi_info", new SpiRequest(UserState.STRUCTURE.blank(), 0, 0), SpiRequest::walk);

    private static SpiRequest walk(Fields f, SpiRequest v) {
        return new SpiRequest(
                f.struct("info", UserState.STRUCTURE, v.state), f.u32("min", v.lowest), f.u32("max", v.highest));
    }
}
