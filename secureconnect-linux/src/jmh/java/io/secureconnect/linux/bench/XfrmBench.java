package io.secureconnect.linux.bench;

import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.core.reconcile.Reconciler;
import io.secureconnect.core.reconcile.WantedState;
import io.secureconnect.linux.backend.LinuxBackend;
import io.secureconnect.linux.backend.OwnedNumbers;
import io.secureconnect.linux.jna.LinuxUdpStack;
import io.secureconnect.linux.jna.XfrmSocket;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.Protection;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Policies per second through the whole backend, beside the same messages from C and the same policies from {@code ip
 * -batch}, in one run; then an unchanged reconcile. To be run in a fresh network namespace, which it fills and empties.
 */
public final class XfrmBench {
    /** Each is one policy in and one out. */
    private static final int PATHS = 20_000;

    private static final int POLICIES_OF_BAR = 20_000;
    private static final int BATCH = 128;
    private static final int WARM_UP = 20;
    private static final int ROUNDS = 15;
    private static final int IP_ROUNDS = 3;

    private static final OperatingSystemMXBean SYSTEM = ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final String reference;
    private final List<HostPair> paths =
            IntStream.range(0, PATHS).mapToObj(XfrmBench::path).toList();

    private XfrmBench(String reference) {
        this.reference = reference;
    }

    /** Takes the path of the compiled {@code xfrmref.c}. */
    public static void main(String[] arguments) throws Exception {
        requireEmptyNamespace();
        new XfrmBench(arguments[0]).run();
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
        System.out.printf(
                "%,d policies in and %,d out, medians of %d rounds in turn; load %.1f on %d processors%n",
                PATHS, PATHS, ROUNDS, SYSTEM.getSystemLoadAverage(), SYSTEM.getAvailableProcessors());
        for (int i = 0; i < WARM_UP; i++) {
            java();
        }
        Times java = new Times(ROUNDS);
        Times inC = new Times(ROUNDS);
        Times ip = new Times(IP_ROUNDS);
        for (int i = 0; i < ROUNDS; i++) {
            java.add(java());
            inC.add(inC());
        }
        for (int i = 0; i < IP_ROUNDS; i++) {
            ip.add(ip());
        }
        row("LinuxBackend.apply", java);
        row("xfrmref (C), " + BATCH + " a send", inC);
        row("ip -batch", ip);
        double ofC = (double) inC.wall() / java.wall();
        double ofIp = (double) ip.wall() / java.wall();
        System.out.printf(
                "speed beside C: %.0f %% on the clock (bar 80 %%: %s), %.0f %% best to best, %.0f %% by processor time%n",
                100 * ofC,
                verdict(ofC >= 0.8),
                100.0 * inC.best() / java.best(),
                100.0 * inC.processor() / java.processor());
        if (SYSTEM.getSystemLoadAverage() > SYSTEM.getAvailableProcessors()) {
            System.out.println(
                    "  others use this machine too: of the three, processor time is the one they disturb least");
        }
        System.out.printf("speed beside ip -batch: %.1f x (bar 5 x: %s)%n", ofIp, verdict(ofIp >= 5));
        reconcile(POLICIES_OF_BAR / 2);
        reconcile(PATHS);
    }

    private static String verdict(boolean met) {
        return met ? "met" : "MISSED";
    }

    private static void row(String name, Times times) {
        System.out.printf("  %-26s %s  %,9.0f policies/s%n", name, times, 2e9 * PATHS / times.wall());
    }

    private static LinuxBackend open(CountingSocket socket) {
        SecureRandom random = new SecureRandom();
        return new LinuxBackend(
                socket,
                () -> {
                    throw new IllegalStateException("nobody listens here");
                },
                new LinuxUdpStack(),
                OwnedNumbers.STANDARD,
                Instant::now,
                random::nextBytes);
    }

    private static List<BackendChange> protect(List<HostPair> paths) {
        return paths.stream()
                .map(path -> (BackendChange) new BackendChange.Protect(path, Protection.ENCRYPT))
                .toList();
    }

    private Times.Round java() throws Exception {
        List<BackendChange> changes = protect(paths);
        try (LinuxBackend backend = open(new CountingSocket(XfrmSocket.open()))) {
            long processor = THREADS.getCurrentThreadCpuTime();
            long wall = System.nanoTime();
            List<ChangeResult> results = backend.apply(changes);
            Times.Round round =
                    new Times.Round(System.nanoTime() - wall, THREADS.getCurrentThreadCpuTime() - processor);
            require(
                    results.stream().allMatch(r -> r.outcome() == ChangeResult.Outcome.APPLIED),
                    "a change was not applied: " + results.get(0));
            empty();
            return round;
        }
    }

    private Times.Round inC() throws Exception {
        Times.Round round = measured(reference, Integer.toString(PATHS), Integer.toString(BATCH));
        empty();
        return round;
    }

    private Times.Round ip() throws Exception {
        Path batch = Files.createTempFile("xfrm", ".batch");
        Files.write(
                batch,
                IntStream.range(0, PATHS)
                        .boxed()
                        .flatMap(i -> Stream.of(line(i, "out", 1), line(i, "in", 0)))
                        .toList());
        long begin = System.nanoTime();
        output("ip", "-batch", batch.toString());
        long wall = System.nanoTime() - begin;
        Files.delete(batch);
        empty();
        return new Times.Round(wall, wall);
    }

    private String line(int number, String direction, int bit) {
        HostPair path = paths.get(number);
        boolean out = bit == 1;
        return "xfrm policy add src " + (out ? path.local() : path.remote()) + " dst "
                + (out ? path.remote() : path.local()) + " dir " + direction + " index "
                + (0x5C000000 | number << 3 | bit) + " priority 2000 tmpl proto esp reqid "
                + (0x5C000000 | number << 1 | bit) + " mode transport";
    }

    /** All is as wanted: what does it cost to find that out? */
    private void reconcile(int count) throws Exception {
        List<HostPair> some = paths.subList(0, count);
        WantedState wanted = new WantedState(
                some.stream().collect(Collectors.toMap(path -> path, path -> Protection.ENCRYPT)), List.of());
        Times reconcile = new Times(ROUNDS);
        Times bare = new Times(ROUNDS);
        CountingSocket socket = new CountingSocket(XfrmSocket.open());
        try (LinuxBackend backend = open(socket)) {
            backend.apply(protect(some));
            for (int i = 0; i < WARM_UP; i++) {
                reconcile(backend, socket, wanted);
            }
            for (int i = 0; i < ROUNDS; i++) {
                reconcile.add(reconcile(backend, socket, wanted));
                bare.add(measured(reference, "dump"));
            }
        }
        empty();
        System.out.printf(
                "unchanged reconcile of %,d policies: %s; one dump of policies, one of SAs, no write%n"
                        + "  a bare dump of the same in C:    %s%n",
                2 * count, reconcile, bare);
        if (2 * count == POLICIES_OF_BAR) {
            System.out.printf("  bar 50 ms: %s%n", verdict(reconcile.wall() <= 50_000_000));
        }
    }

    private static Times.Round reconcile(LinuxBackend backend, CountingSocket socket, WantedState wanted) {
        socket.takeCounts();
        long processor = THREADS.getCurrentThreadCpuTime();
        long wall = System.nanoTime();
        BackendSnapshot snapshot = backend.snapshot();
        List<ChangeResult> results = backend.apply(Reconciler.changes(wanted, snapshot));
        Times.Round round = new Times.Round(System.nanoTime() - wall, THREADS.getCurrentThreadCpuTime() - processor);
        require(results.isEmpty(), "an unchanged reconcile changed something");
        int[] counts = socket.takeCounts();
        require(counts[0] == 2 && counts[1] == 0, "not two dumps and no write: " + Arrays.toString(counts));
        return round;
    }

    /** Runs a program that prints wall and processor nanoseconds. */
    private static Times.Round measured(String... command) throws IOException, InterruptedException {
        String[] words = output(command).trim().split(" ", 2);
        return new Times.Round(Long.parseLong(words[0]), Long.parseLong(words[1]));
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
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        require(process.waitFor() == 0, String.join(" ", command) + " failed");
        return output;
    }
}
