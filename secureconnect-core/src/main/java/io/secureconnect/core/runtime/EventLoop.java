package io.secureconnect.core.runtime;

/** Where the inputs of one engine are worked on, one after the other, in the order they came in. */
interface EventLoop {
    /** Begins to work on inputs, those included that came before. */
    void start(EngineState engine);

    /** Hands an input in, from any thread; false if the engine has ended and it is ignored. */
    boolean submit(EngineInput input);

    /** Whether the caller is being run by this loop. */
    boolean isCurrent();
}
