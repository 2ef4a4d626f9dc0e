package io.secureconnect.linux.backend;

import io.secureconnect.api.sa.Direction;
import java.util.List;

/** The order in which the two ways of a path are written: what leaves is stopped first. */
final class Directions {
    static final List<Direction> OUTBOUND_FIRST = List.of(Direction.OUTBOUND, Direction.INBOUND);

    private Directions() {}
}
