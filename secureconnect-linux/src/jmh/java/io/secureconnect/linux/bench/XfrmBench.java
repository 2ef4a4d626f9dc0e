package io.secureconnect.linux.bench;

import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.core.reconcile.Reconciler;
import io.secureconnect.core.reconcile.WantedState;
import io.secureconnect.linux.backend.LinuxBackend;
import io.secureconnect.linux.backend.OwnedNumbers;
import io.secureconnect.linux.jna.XfrmSocket;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.Protection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Policies per second through the whole backend, beside the same messages from C and the same policies from {@code ip
 * -batch}, in one run; then an unchanged reconcile. To be run in a fresh network namespace, which it fills and empties.
 */
public final class XfrmBench {
    /** Each is one policy in and one out. */
    private static final int PATHS = 20_000;

    private static final int BATCH = 128;
    private static final int WARM_UP = 20;
    private static final int ROUNDS = 9;
    private static final int BATCH_ROUNDS = 3;

    private final Path reference;
    private final List<HostPair> paths =
            IntStream.range(0, PATHS).mapToObj(XfrmBench::path).toList();

    private XfrmBench(Path reference) {
        this.reference = reference;
    }

    /** Takes the path of the compiled {@code xfrmref.c}. */
    public static void main(String[] arguments) throws Exception {
        requireEmptyNamespace();
        new XfrmBench(Path.of(arguments[0])).run();
    }

    private static void requireEmptyNamespace() throws IOException, InterruptedException {
        if (!output("ip", "-o", "link").lines().allMatch(line -> line.contains(": lo:"))
                || !output("ip", "xfrm", "policy").isBlank()) {
            throw new IllegalStateException("run this in a namespace of its own: unshare -n");
        }
    }

    private static HostPair path(int number) {
        return new HostPair(
                IpAddress.of((byte) 10, (byte) 1, (byte) 0, (byte) 1),
                IpAddress.of((byte) 10, (byte) 2, (byte) (number >> 8), (byte) number));
    }

    private void run() throws Exception {
        for (int i = 0; i < WARM_UP; i++) {
            java();
            reference();
        }
        long[] java = new long[ROUNDS];
        long[] reference = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            java[i] = java();
            reference[i] = reference();
        }
        long[] ip = new long[BATCH_ROUNDS];
        for (int i = 0; i < BATCH_ROUNDS; i++) {
            ip[i] = ip();
        }
        System.out.printf("%,d policies in and %,d out, medians of %d rounds in turn%n", PATHS, PATHS, ROUNDS);
        row("LinuxBackend.apply", java, median(java));
        row("xfrmref (C), " + BATCH + " a send", reference, median(java));
        row("ip -batch", ip, median(java));
        double ofC = (double) median(reference) / median(java);
        double ofIp = (double) median(ip) / median(java);
        System.out.printf("speed beside C %.0f %% (bar 80 %%): %s%n", 100 * ofC, ofC >= 0.8 ? "met" : "MISSED");
        System.out.printf("speed beside ip -batch %.1f x (bar 5 x): %s%n", ofIp, ofIp >= 5 ? "met" : "MISSED");
        reconcile(PATHS / 2);
        reconcile(PATHS);
    }

    private void row(String name, long[] nanos, long own) {
        long median = median(nanos);
        System.out.printf(
                "  %-24s %8.1f ms  %,9.0f policies/s  (best %.1f, worst %.1f ms)  time ratio %.2f%n",
                name,
                median / 1e6,
                2e9 * PATHS / median,
                Arrays.stream(nanos).min().orElseThrow() / 1e6,
                Arrays.stream(nanos).max().orElseThrow() / 1e6,
                (double) own / median);
    }

    private static long median(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static LinuxBackend open(CountingSocket socket) {
        SecureRandom random = new SecureRandom();
        return new LinuxBackend(
                socket,
                () -> {
                    throw new IllegalStateException("nobody listens here");
                },
                OwnedNumbers.STANDARD,
                Instant::now,
                random::nextBytes);
    }

    private static List<BackendChange> protect(List<HostPair> paths) {
        return paths.stream()
                .map(path -> (BackendChange) new BackendChange.Protect(path, Protection.ENCRYPT))
                .toList();
    }

    private long java() throws Exception {
        List<BackendChange> changes = protect(paths);
        try (LinuxBackend backend = open(new CountingSocket(XfrmSocket.open()))) {
            long begin = System.nanoTime();
            List<ChangeResult> results = backend.apply(changes);
            long nanos = System.nanoTime() - begin;
            require(
                    results.stream().allMatch(r -> r.outcome() == ChangeResult.Outcome.APPLIED),
                    "a change was not applied: " + results.get(0));
            empty();
            return nanos;
        }
    }

    private long reference() throws Exception {
        long nanos = Long.parseLong(output(reference.toString(), Integer.toString(PATHS), Integer.toString(BATCH))
                .trim());
        empty();
        return nanos;
    }

    private long ip() throws Exception {
        Path batch = Files.createTempFile("xfrm", ".batch");
        Files.write(
                batch,
                IntStream.range(0, PATHS)
                        .boxed()
                        .flatMap(i -> List.of(line(i, "out", 1), line(i, "in", 0)).stream())
                        .toList());
        long begin = System.nanoTime();
        output("ip", "-batch", batch.toString());
        long nanos = System.nanoTime() - begin;
        Files.delete(batch);
        empty();
        return nanos;
    }

    private String line(int number, String direction, int bit) {
        HostPair path = paths.get(number);
        boolean out = bit == 1;
        return "xfrm policy add src " + (out ? path.local() : path.remote()) + " dst "
                + (out ? path.remote() : path.local()) + " dir " + direction + " index "
                + (0x5C000000 | number << 3 | bit)
                + " priority 2000 tmpl proto esp reqid " + (0x5C000000 | number << 1 | bit) + " mode transport";
    }

    /** All is as wanted: what does it cost to find that out? */
    private void reconcile(int count) throws Exception {
        List<HostPair> some = paths.subList(0, count);
        WantedState wanted = new WantedState(
                some.stream().collect(Collectors.toMap(path -> path, path -> Protection.ENCRYPT)), List.of());
        CountingSocket socket = new CountingSocket(XfrmSocket.open());
        try (LinuxBackend backend = open(socket)) {
            backend.apply(protect(some));
            long[] nanos = new long[ROUNDS];
            for (int i = -WARM_UP; i < ROUNDS; i++) {
                socket.takeCounts();
                long begin = System.nanoTime();
                BackendSnapshot snapshot = backend.snapshot();
                List<ChangeResult> results = backend.apply(Reconciler.changes(wanted, snapshot));
                nanos[Math.max(i, 0)] = System.nanoTime() - begin;
                require(results.isEmpty(), "an unchanged reconcile changed something");
                int[] counts = socket.takeCounts();
                require(counts[0] == 2 && counts[1] == 0, "not two dumps and no write: " + Arrays.toString(counts));
            }
            System.out.printf(
                    "unchanged reconcile of %,d policies: %.1f ms, one dump of policies, one of SAs, no write"
                            + " (bar 50 ms for 20,000)%n",
                    2 * count, median(nanos) / 1e6);
        }
        empty();
    }

    private static void empty() throws IOException, InterruptedException {
        output("ip", "xfrm", "policy", "flush"); // this namespace is ours alone
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalStateException(otherwise);
        }
    }

    private static String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        require(process.waitFor() == 0, String.join(" ", command) + " failed");
        return output;
    }
}
