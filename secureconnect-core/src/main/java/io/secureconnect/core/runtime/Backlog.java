package io.secureconnect.core.runtime;

import io.secureconnect.spi.BackendEvent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What came while the engine was suspended and would have changed the kernel, in its order. The same thing said again is kept
 * once, so that it stays as small as the host's paths and SAs are many.
 */
final class Backlog {
    private final Set<EngineInput> waiting = new LinkedHashSet<>();

    void add(EngineInput input) {
        if (!isAnsweredByResuming(input)) {
            waiting.add(input);
        }
    }

    /** All that waits; nothing does afterwards. */
    List<EngineInput> drain() {
        List<EngineInput> all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }

    /** Resuming looks at the kernel anyway. */
    private static boolean isAnsweredByResuming(EngineInput input) {
        if (input.kind() != EngineInput.Kind.KERNEL_EVENT) {
            return false;
        }
        BackendEvent.Kind kind = ((EngineInput.KernelEvent) input).event().kind();
        return kind == BackendEvent.Kind.CHANGED_BY_OTHERS || kind == BackendEvent.Kind.EVENTS_LOST;
    }
}
