package io.secureconnect.windows.model;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.windows.abi.Guid;
import java.util.Arrays;
import java.util.Optional;

/** Where packets are classified, and by which callout they become ESP or have come as it. */
enum TransportLayer {
    OUTBOUND_V4(Direction.OUTBOUND, AddressFamily.IPV4),
    OUTBOUND_V6(Direction.OUTBOUND, AddressFamily.IPV6),
    INBOUND_V4(Direction.INBOUND, AddressFamily.IPV4),
    INBOUND_V6(Direction.INBOUND, AddressFamily.IPV6);

    private final Direction direction;
    private final AddressFamily family;
    private final Guid key;
    private final Guid callout;

    TransportLayer(Direction direction, AddressFamily family) {
        this.direction = direction;
        this.family = family;
        String name = direction + "_TRANSPORT_V" + (family == AddressFamily.IPV4 ? 4 : 6);
        this.key = Facts.guid("FWPM_LAYER_" + name);
        this.callout = Facts.guid("FWPM_CALLOUT_IPSEC_" + name);
    }

    static TransportLayer of(Direction direction, AddressFamily family) {
        return Arrays.stream(values())
                .filter(layer -> layer.direction == direction && layer.family == family)
                .findFirst()
                .orElseThrow();
    }

    static Optional<TransportLayer> of(Guid key) {
        return Arrays.stream(values()).filter(layer -> layer.key.equals(key)).findFirst();
    }

    static Optional<TransportLayer> ofCallout(Guid callout) {
        return Arrays.stream(values())
                .filter(layer -> layer.callout.equals(callout))
                .findFirst();
    }

    Direction direction() {
        return direction;
    }

    AddressFamily family() {
        return family;
    }

    Guid key() {
        return key;
    }

    /** Of the IPsec callout in transport mode. */
    Guid callout() {
        return callout;
    }
}
