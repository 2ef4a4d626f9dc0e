package io.secureconnect.linux.backend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The error counters of XFRM in the network namespace of the calling thread ({@code Documentation/networking/xfrm_proc.rst}). */
final class KernelCounters {
    /** The thread's, since a process may have threads in several namespaces. */
    static final Path FILE = Path.of("/proc/thread-self/net/xfrm_stat");

    private static final Pattern LINE = Pattern.compile("(\\w+)\\s+(\\d{1,18})\\s*");

    private final Path file;

    KernelCounters(Path file) {
        this.file = file;
    }

    /** Counters by the kernel's names; empty if it was built without them (CONFIG_XFRM_STATISTICS). */
    Map<String, Long> read() {
        Map<String, Long> counters = new TreeMap<>();
        try {
            for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
                Matcher words = LINE.matcher(line);
                if (words.matches()) {
                    counters.put(words.group(1), Long.parseLong(words.group(2)));
                }
            }
        } catch (IOException absent) {
            return Map.of();
        }
        return Map.copyOf(counters);
    }
}
