package io.secureconnect.linux.backend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The error counters of XFRM in the network namespace of the calling thread ({@code Documentation/networking/xfrm_proc.rst}). */
final class KernelCounters {
    /** The thread's, since a process may have threads in several namespaces. */
    static final Path FILE = Path.of("/proc/thread-self/net/xfrm_stat");

    private final Path file;

    KernelCounters(Path file) {
        this.file = file;
    }

    /** Counters by the kernel's names; empty if it was built without them (CONFIG_XFRM_STATISTICS). */
    Map<String, Long> read() {
        Map<String, Long> counters = new TreeMap<>();
        try {
            for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
                String[] words = line.trim().split("\\s+");
                if (words.length == 2 && words[1].matches("[0-9]{1,20}")) {
                    counters.put(words[0], Long.parseUnsignedLong(words[1]));
                }
            }
        } catch (IOException absent) {
            return Map.of();
        }
        return Map.copyOf(counters);
    }
}
