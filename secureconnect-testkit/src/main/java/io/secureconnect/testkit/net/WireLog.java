package io.secureconnect.testkit.net;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Everything that was on the wires of a network, from its first packet on: the capture that a judge needs. Thread-safe. */
public final class WireLog {
    private final List<WireEntry> entries = new ArrayList<>();

    WireLog() {}

    synchronized void add(WireEntry entry) {
        entries.add(entry);
    }

    /** All entries, in the order of time. */
    public synchronized List<WireEntry> entries() {
        return List.copyOf(entries);
    }

    public synchronized int size() {
        return entries.size();
    }

    /** How many packets met {@code fate}. */
    public synchronized long count(WireEntry.Fate fate) {
        return entries.stream().filter(entry -> entry.fate() == fate).count();
    }

    /** One entry a line. */
    @Override
    public synchronized String toString() {
        return entries.stream().map(WireEntry::toString).collect(Collectors.joining("\n"));
    }
}
