package io.secureconnect.spi;

import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

final class InMemoryKeyJournal implements KeyJournal {
    private final Map<Direction, Map<HostPair, Long>> used = new EnumMap<>(Direction.class);

    @Override
    public long highest(HostPair path, Direction direction) {
        return used.getOrDefault(direction, Map.of()).getOrDefault(path, 0L);
    }

    @Override
    public void use(HostPair path, Direction direction, long generation) {
        if (generation <= highest(path, direction)) {
            throw new IllegalArgumentException("key generation " + generation + " of " + path + " " + direction
                    + " is not above " + highest(path, direction) + ", which was used");
        }
        used.computeIfAbsent(direction, d -> new HashMap<>()).put(path, generation);
    }
}
