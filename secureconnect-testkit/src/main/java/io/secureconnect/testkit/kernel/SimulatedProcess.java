package io.secureconnect.testkit.kernel;

import io.secureconnect.spi.IpsecBackend;

/**
 * A process on a {@link SimulatedKernel}, as far as IPsec is concerned: a backend that may die. A dead one leaves the kernel as
 * it was at that moment, its sockets are closed, and every further call of its backend throws {@link SimulatedCrash}.
 */
public interface SimulatedProcess {
    IpsecBackend backend();

    /**
     * Has the process die before it writes.
     *
     * @param write which write from now on, from 1; whether a change is one write or several is the kernel's affair
     */
    void dieBefore(int write);

    /** Whether it has died. */
    boolean isDead();
}
