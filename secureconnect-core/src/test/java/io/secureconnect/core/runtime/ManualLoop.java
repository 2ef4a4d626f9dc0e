package io.secureconnect.core.runtime;

import java.util.ArrayDeque;
import java.util.Deque;

/** A loop that turns when the test says so, on the test's thread. */
final class ManualLoop implements EventLoop {
    private final Deque<EngineInput> inputs = new ArrayDeque<>();
    private EngineState engine;
    private boolean turning;

    @Override
    public void start(EngineState engine) {
        this.engine = engine;
    }

    @Override
    public boolean submit(EngineInput input) {
        return (engine == null || !engine.ended()) && inputs.add(input);
    }

    @Override
    public boolean isCurrent() {
        return turning;
    }

    /** Works on all inputs, those included that come meanwhile. */
    void turn() {
        turning = true;
        try {
            for (EngineInput input = inputs.poll(); input != null; input = inputs.poll()) {
                engine.on(input);
            }
        } finally {
            turning = false;
        }
    }

    void turnIfStarted() {
        if (engine != null) {
            turn();
        }
    }

    /** What a real loop does when nothing comes for as long as the engine said. */
    void wake() {
        submit(new EngineInput.Wake());
        turn();
    }

    EngineState engine() {
        return engine;
    }
}
