package io.secureconnect.testkit.net;

import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.testkit.kernel.IpPacket;
import io.secureconnect.testkit.kernel.SimulatedKernel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Watches one path on one kernel: after every single write, also in the middle of a change, it asks whether a clear packet
 * would leave or be accepted. Once a direction is closed it must stay closed, until {@link #release}.
 */
public final class LeakWatch {
    private static final int PORT = 40_001;

    private final SimulatedKernel kernel;
    private final HostPair path;
    private final IpPacket out;
    private final IpPacket in;
    private final Set<Direction> closed = EnumSet.noneOf(Direction.class);
    private final List<String> leaks = new ArrayList<>();
    private int steps;
    private boolean released;

    private LeakWatch(SimulatedKernel kernel, HostPair path) {
        this.kernel = kernel;
        this.path = path;
        byte[] data = "probe".getBytes(StandardCharsets.UTF_8);
        this.out = IpPacket.udp(path.local(), PORT, path.remote(), PORT, data);
        this.in = IpPacket.udp(path.remote(), PORT, path.local(), PORT, data);
    }

    /** Begins to watch; {@code path} is as the host of {@code kernel} sees it. */
    public static LeakWatch on(SimulatedKernel kernel, HostPair path) {
        LeakWatch watch = new LeakWatch(kernel, path);
        kernel.observe(watch::look);
        watch.look();
        return watch;
    }

    /** Policy no longer asks for the path: from now on clear packets are right. */
    public synchronized void release() {
        released = true;
    }

    /** How many writes were watched. */
    public synchronized int steps() {
        return steps;
    }

    /** Whether both directions have been closed. */
    public synchronized boolean isClosed() {
        return closed.size() == Direction.values().length;
    }

    /**
     * Fails if a closed direction was ever open again.
     *
     * @throws AssertionError with every step after which it was
     */
    public synchronized void assertNone() {
        if (!leaks.isEmpty()) {
            throw new AssertionError(leaks.size() + " leak(s) on " + path + " of " + kernel.name() + ":\n  "
                    + String.join("\n  ", leaks));
        }
    }

    private synchronized void look() {
        if (!released) {
            steps++;
            look(Direction.OUTBOUND, kernel.sendsInClear(out));
            look(Direction.INBOUND, kernel.acceptsInClear(in));
        }
    }

    private void look(Direction direction, boolean open) {
        if (!open) {
            closed.add(direction);
        } else if (closed.contains(direction)) {
            leaks.add("step " + steps + ": " + direction + " is open again; the kernel holds " + kernel.dump());
        }
    }
}
