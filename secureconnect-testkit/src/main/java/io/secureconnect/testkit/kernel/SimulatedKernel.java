package io.secureconnect.testkit.kernel;

import io.secureconnect.testkit.time.ManualClock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One simulated host's IPsec: what its packets meet, and where agents start. It outlives them, as a kernel outlives processes.
 * {@link MemoryKernel} is one that behaves like Linux.
 *
 * <p>Thread-safe. Observers and packets run under the kernel's lock; listeners are called after it was let go, on the thread
 * that caused the event.
 */
public interface SimulatedKernel {
    /** For people, and for the {@link KeyLedger}: no other kernel of the same ledger has it. */
    String name();

    ManualClock clock();

    /** What goes on the wire when the host sends {@code packet}: it, or ESP, or nothing. */
    Optional<IpPacket> send(IpPacket packet);

    /** What the host accepts when {@code packet} comes off the wire: it, or what ESP held, or nothing. */
    Optional<IpPacket> receive(IpPacket packet);

    /**
     * Where packets go that sockets of this host send; nowhere by default. {@link
     * io.secureconnect.testkit.net.VirtualNetwork#attach} does it.
     */
    void connect(Consumer<IpPacket> wire);

    /** Whether {@code packet} would leave in clear. Nothing is sent, counted or asked for. */
    boolean sendsInClear(IpPacket packet);

    /** Whether {@code packet}, coming in clear, would be accepted. Nothing is counted. */
    boolean acceptsInClear(IpPacket packet);

    /**
     * Calls {@code observer} after every single write, also between the writes of one change. It may send and receive packets
     * of this kernel; it must not touch another, unless the two work one at a time.
     */
    void observe(Runnable observer);

    /** All it holds, one object a line, without keys, counters and times; ours and others'. */
    List<String> dump();

    /** A new process on this host, with a backend of its own. What an earlier one left is there to be adopted. */
    SimulatedProcess start();
}
