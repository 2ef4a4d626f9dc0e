package io.secureconnect.testkit.kernel;

/**
 * The process that used a {@link MemoryBackend} is dead, as {@link BackendFault.Crash} asked. Every further call of that
 * backend throws it too; open another one on the same kernel, as the next process would.
 */
public final class SimulatedCrash extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SimulatedCrash(String where) {
        super("simulated crash " + where);
    }
}
