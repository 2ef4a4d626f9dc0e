package io.secureconnect.testkit.kernel;

/**
 * The process that used a backend is dead, as {@link BackendFault.Crash} or {@link SimulatedProcess#dieBefore} asked. Every further call of that
 * backend throws it too; open another one on the same kernel, as the next process would.
 */
public final class SimulatedCrash extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param where for people */
    public SimulatedCrash(String where) {
        super("simulated crash " + where);
    }
}
