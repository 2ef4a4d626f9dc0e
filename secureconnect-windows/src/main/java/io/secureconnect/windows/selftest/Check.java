package io.secureconnect.windows.selftest;

import io.secureconnect.windows.engine.WfpException;

/** One question. */
interface Check {
    /** Its stable name, {@code windows/...}. */
    String id();

    /** In a sentence. */
    String question();

    /**
     * Asks it.
     *
     * @param bench whose steps are told, and whose objects are removed afterwards
     * @throws WfpException if Windows refused what it has to accept
     */
    Answer ask(Bench bench);
}
