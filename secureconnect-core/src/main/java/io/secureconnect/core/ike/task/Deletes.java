package io.secureconnect.core.ike.task;

import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.negotiate.EspProposals;
import io.secureconnect.core.ike.registry.SecurityProtocol;
import io.secureconnect.core.ike.wire.v2.Payload;
import io.secureconnect.core.ike.wire.v2.Payload.Delete;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Delete payloads (RFC 7296 §1.4.1, §3.11). */
public final class Deletes {
    private static final int SPI_OCTETS = 4;

    private Deletes() {}

    /** The IKE SA under which it is sent. */
    public static Payload ike() {
        return new Delete(SecurityProtocol.IKE.number(), 0, List.of());
    }

    /** Children, each by the SPI that the sender receives under; none for no child. */
    public static List<Payload> children(List<Spi> inbound) {
        return inbound.isEmpty()
                ? List.of()
                : List.of(new Delete(
                        SecurityProtocol.ESP.number(),
                        SPI_OCTETS,
                        inbound.stream().map(EspProposals::octets).collect(Collectors.toUnmodifiableList())));
    }

    /** Whether the IKE SA itself is deleted. */
    public static boolean ofIke(Received received) {
        return received.all(Delete.class).stream().anyMatch(d -> d.protocol() == SecurityProtocol.IKE.number());
    }

    /** The children that are deleted, each by the SPI that the receiver sends under. */
    public static List<Spi> ofChildren(Received received) {
        return received.all(Delete.class).stream()
                .filter(d -> d.protocol() == SecurityProtocol.ESP.number())
                .flatMap(d -> d.spis().stream())
                .map(EspProposals::spi)
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableList());
    }
}
