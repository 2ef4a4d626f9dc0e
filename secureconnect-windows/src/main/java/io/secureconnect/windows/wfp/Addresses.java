package io.secureconnect.windows.wfp;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.windows.abi.Union;
import java.nio.ByteBuffer;
import java.util.List;

/** How addresses lie in structures: of IPv4 a number in host order, of IPv6 16 octets in network order. */
final class Addresses {
    static final Bytes BLANK_V4 = Bytes.wrap(new byte[4]);

    private Addresses() {}

    /** One of the two, selected by a {@code FWP_IP_VERSION}; the value is in network order. */
    static Union<Bytes> union(String nameV4, String nameV6) {
        return Union.of(
                (m, v) -> v,
                List.of(
                        new Union.Arm<>(
                                Traffic.Ends.V4,
                                BLANK_V4,
                                (m, v) -> Bytes.wrap(ByteBuffer.allocate(4)
                                        .putInt(m.u32(
                                                nameV4,
                                                ByteBuffer.wrap(v.toArray()).getInt()))
                                        .array())),
                        new Union.Arm<>(Traffic.Ends.V6, Bytes.empty(), (m, v) -> m.octets(nameV6, 16, v))));
    }
}
