package io.secureconnect.core.ike.v1.mainmode;

import io.secureconnect.core.ike.v1.exchange.Step;

/** Main mode is over, well or not. */
final class Over implements Stage {
    @Override
    public int awaited() {
        return 0;
    }

    @Override
    public Progress on(byte[] message, Arrival arrival) {
        return new Progress(Step.ignored(Faults.stray("main mode is over")), this);
    }

    @Override
    public void close() {
        // nothing is left
    }
}
