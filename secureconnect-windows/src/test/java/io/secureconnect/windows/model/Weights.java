package io.secureconnect.windows.model;

import io.secureconnect.testkit.time.SeededRandom;
import io.secureconnect.windows.wfp.Value;
import java.nio.ByteBuffer;

/**
 * Which weight a filter gets. Within a range Windows orders by what conditions a filter has, by rules that it does not tell; here
 * chance does, so that a plan that relies on such an order fails for some seed.
 */
final class Weights {
    private static final int HIGHEST_RANGE = 15;
    private static final int RANGE_SHIFT = 60;

    private final SeededRandom random;

    Weights(SeededRandom random) {
        this.random = random;
    }

    Value effective(Value asked) {
        switch (asked.type()) {
            case Value.EMPTY:
                return Value.Number.u64(low());
            case Value.UINT8:
                long range = ((Value.Number) asked).number();
                if (range < 0 || range > HIGHEST_RANGE) {
                    throw Refusal.INVALID_WEIGHT.raised();
                }
                return Value.Number.u64(range << RANGE_SHIFT | low());
            case Value.UINT64:
                return asked;
            default:
                throw Refusal.INVALID_WEIGHT.raised();
        }
    }

    private long low() {
        return ByteBuffer.wrap(random.octets(Long.BYTES)).getLong() >>> Long.SIZE - RANGE_SHIFT;
    }
}
