package io.secureconnect.testkit.fleet;

import io.secureconnect.api.policy.Workload;
import io.secureconnect.testkit.kernel.KeyLedger;
import io.secureconnect.testkit.kernel.MemoryKernel;
import io.secureconnect.testkit.kernel.SimulatedKernel;
import io.secureconnect.testkit.time.ManualClock;
import io.secureconnect.testkit.time.SeededRandom;

/** Makes the kernel of each workload of a {@link Fleet}. */
@FunctionalInterface
public interface KernelFactory {
    SimulatedKernel kernel(Workload workload, Surroundings fleet);

    /** A {@link MemoryKernel} for every workload, whatever its operating system: what a fleet has by default. */
    static KernelFactory inMemory() {
        return (workload, fleet) -> memoryKernel(workload, fleet);
    }

    /** The one that {@link #inMemory} makes. */
    static MemoryKernel memoryKernel(Workload workload, Surroundings fleet) {
        return MemoryKernel.builder(workload.id())
                .clock(fleet.clock())
                .random(fleet.random())
                .ledger(fleet.ledger())
                .turns(fleet.turns())
                .build();
    }

    /**
     * What the kernels of a fleet have in common, and the randomness of one of them.
     *
     * @param random of this kernel alone
     * @param ledger where a kernel notes every key that it is given
     * @param turns a lock that a kernel holds while it works, so that the kernels of a fleet work one at a time and an observer
     *     of one may send packets to another
     */
    record Surroundings(ManualClock clock, SeededRandom random, KeyLedger ledger, Object turns) {}
}
