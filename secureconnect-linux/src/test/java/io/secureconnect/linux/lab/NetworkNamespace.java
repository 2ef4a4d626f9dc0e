package io.secureconnect.linux.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/**
 * A host of a scenario: a Linux network namespace with its own devices, addresses, SPD and SAD. Starts with the loopback
 * device only, without duplicate address detection and router solicitation.
 *
 * <p>Programs run in it with {@link #run} and {@link #start}; code of this JVM with {@link #call}, which is much cheaper
 * than a JVM of its own where nothing has to be killed.
 */
public final class NetworkNamespace implements AutoCloseable {
    private final String name;
    private final List<RunningProcess> processes = new ArrayList<>();

    private NetworkNamespace(String name) {
        this.name = name;
    }

    /**
     * Makes the namespace.
     *
     * @throws IllegalStateException outside the lab's guest
     * @throws AssertionError if there is one of that name
     */
    public static NetworkNamespace create(String name) {
        Guest.require();
        Command.of("ip", "netns", "add", name).run().orThrow();
        NetworkNamespace namespace = new NetworkNamespace(name);
        namespace.ip("link set lo up");
        for (String scope : List.of("all", "default")) {
            namespace.sysctl("net.ipv6.conf." + scope + ".accept_dad", "0");
            namespace.sysctl("net.ipv6.conf." + scope + ".router_solicitations", "0");
        }
        return namespace;
    }

    /** Runs a program in the namespace to its end; the result says how that was. */
    public Command.Result run(String... argv) {
        return Command.of(inside(argv)).run();
    }

    /**
     * Runs {@code ip} commands, such as {@code addr add 10.9.0.1/24 dev eth0} or {@code xfrm state add …}, one a line;
     * keys in them stay off every process list.
     *
     * @throws AssertionError with the kernel's words at the first that fails
     */
    public void ip(String... commands) {
        Command.of("ip", "-n", name, "-batch", "-")
                .reading(String.join("\n", commands) + "\n")
                .run()
                .orThrow();
    }

    /** Starts a program that runs beside the scenario. */
    public RunningProcess start(String... argv) {
        RunningProcess process = RunningProcess.start(argv[0], Arrays.asList(inside(argv)));
        processes.add(process);
        return process;
    }

    /** Starts the {@code main} of a class of this class path in a JVM of its own, for what must be killed alone. */
    public RunningProcess startJava(Class<?> main, String... arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String[] jvm = {
            java,
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName()
        };
        RunningProcess process = RunningProcess.start(
                main.getSimpleName(),
                Arrays.asList(
                        inside(Stream.of(jvm, arguments).flatMap(Arrays::stream).toArray(String[]::new))));
        processes.add(process);
        return process;
    }

    /**
     * Runs {@code code} on a fresh thread inside the namespace and returns its result. Sockets it opens belong to the
     * namespace for good, whichever thread uses them later.
     */
    public <T> T call(Callable<T> code) {
        try {
            return NamespaceThread.start(file(), code).join();
        } catch (CompletionException e) {
            throw new AssertionError("in namespace " + name + ": " + e.getCause(), e.getCause());
        }
    }

    /** The text of a file that depends on the namespace, such as {@code /proc/net/xfrm_stat}. */
    public String read(String file) {
        return call(() -> Files.readString(Path.of(file.replaceFirst("^/proc/net/", "/proc/thread-self/net/"))));
    }

    /** Writes a network sysctl, such as {@code net.ipv4.ip_forward}. */
    public void sysctl(String key, String value) {
        Path file = Path.of("/proc/sys", key.replace('.', '/'));
        call(() -> Files.writeString(file, value));
    }

    /** The namespace's handle in the file system. */
    Path file() {
        return Path.of("/run/netns", name);
    }

    /** What the programs started here have written, by name and process id. */
    Map<String, String> outputs() {
        Map<String, String> outputs = new LinkedHashMap<>();
        processes.forEach(process -> outputs.put(process.name(), process.output()));
        return outputs;
    }

    private String[] inside(String... argv) {
        return Stream.concat(Stream.of("ip", "netns", "exec", name), Arrays.stream(argv))
                .toArray(String[]::new);
    }

    /** Kills what was started in the namespace and deletes it. */
    @Override
    public void close() {
        processes.forEach(RunningProcess::kill);
        Command.of("ip", "netns", "delete", name).run().orThrow();
        try {
            Files.deleteIfExists(file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
