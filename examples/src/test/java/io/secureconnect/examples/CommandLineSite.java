package io.secureconnect.examples;

import io.secureconnect.examples.command.CommandRun;
import io.secureconnect.linux.lab.Command;
import io.secureconnect.linux.lab.NetworkNamespace;
import io.secureconnect.linux.lab.RunningProcess;
import io.secureconnect.linux.lab.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Files and commands of two hosts on a wire, {@code a} and {@code b}, and of their distributor. */
final class CommandLineSite implements AutoCloseable {
    private final Wire wire;
    private final Path dir;

    CommandLineSite(Wire wire) throws IOException {
        this.wire = wire;
        this.dir = Files.createTempDirectory("site");
        Files.writeString(policy(), policyText());
        Files.createDirectory(hosts());
        for (Wire.End end : List.of(wire.a(), wire.b())) {
            here("keys", "identity", "--out", identity(end));
            Files.copy(Path.of(identity(end) + ".pub"), hosts().resolve(end.namespace() + ".pub"));
        }
    }

    Path policy() {
        return dir.resolve("policy.json");
    }

    Path hosts() {
        return dir.resolve("hosts");
    }

    Path state(Wire.End end) {
        return dir.resolve(end.namespace() + ".state");
    }

    private Path identity(Wire.End end) {
        return dir.resolve(end.namespace() + ".key");
    }

    private Path keys() {
        return dir.resolve("keys");
    }

    /** Makes the distributor and the first keys. */
    void issue() {
        here("keys", "issue", "--out", keys(), "--policy", policy(), "--hosts", hosts());
    }

    /** A command in this JVM, which is much cheaper in the guest. */
    private static void here(Object... arguments) {
        CommandRun run = CommandRun.of(new SystemClock(), new SecureRandom()::nextBytes, arguments);
        if (run.status() != 0) {
            throw new AssertionError(run.toString());
        }
    }

    /** A command of the distributor. */
    Command.Result keys(String command, Object... more) {
        return command(
                wire.a(),
                Stream.concat(Stream.of("keys", command, "--out", keys()), Stream.of(more))
                        .toArray());
    }

    /** A command in the namespace of a host. */
    Command.Result command(Wire.End end, Object... arguments) {
        return end.namespace().run(java(arguments));
    }

    /** The same without one capability. */
    Command.Result commandWithout(String capability, Wire.End end, Object... arguments) {
        List<String> argv =
                new ArrayList<>(List.of("setpriv", "--bounding-set", "-" + capability, "--inh-caps", "-" + capability));
        argv.addAll(List.of(java(arguments)));
        return end.namespace().run(argv.toArray(String[]::new));
    }

    Object[] agentArguments(Wire.End end, Object... more) {
        NetworkNamespace host = end.namespace();
        return Stream.concat(
                        Stream.of("agent", "--policy", policy(), "--workload", host, "--state", state(end)),
                        Stream.concat(
                                Stream.of(
                                        "--keys",
                                        keys(),
                                        "--identity",
                                        identity(end),
                                        "--distributor",
                                        keys().resolve("distributor.key.pub"),
                                        "--poll",
                                        "100"),
                                Stream.of(more)))
                .toArray();
    }

    /** An agent that has put the policy in force. */
    RunningProcess startAgent(Wire.End end, Object... more) {
        String[] arguments =
                Stream.of(agentArguments(end, more)).map(Object::toString).toArray(String[]::new);
        RunningProcess agent = end.namespace().startJava(Main.class, arguments);
        agent.awaitOutput("POLICY_APPLIED");
        return agent;
    }

    private static String[] java(Object... arguments) {
        List<String> argv = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        Stream.of(arguments).map(Object::toString).forEach(argv::add);
        return argv.toArray(String[]::new);
    }

    private String policyText() {
        return "{ \"format\": \"secureconnect.policy/v1\", \"version\": 1, \"organization\": { \"id\": \"acme\" },\n"
                + " \"saPolicy\": { \"espProposals\": [\"aes256gcm16\"], \"keying\": \"controller\" },\n"
                + " \"workloads\": [\n" + workload(wire.a()) + ",\n" + workload(wire.b()) + " ],\n"
                + " \"ruleSets\": [ { \"name\": \"all\", \"rules\": [ { \"name\": \"everyone\", \"secConnect\": true,\n"
                + "  \"consumers\": [ { \"actors\": \"ams\" } ], \"providers\": [ { \"actors\": \"ams\" } ] } ] } ] }\n";
    }

    private static String workload(Wire.End end) {
        String interfaces = Stream.of(end.ipv4(), end.ipv6())
                .map(address ->
                        "{ \"name\": \"" + end.device() + "\", \"address\": \"" + address + "\", \"mtu\": 1400 }")
                .collect(Collectors.joining(", "));
        return "  { \"id\": \"" + end.namespace() + "\", \"os\": \"linux\", \"enforcementMode\": \"full\",\n"
                + "    \"interfaces\": [ " + interfaces + " ] }";
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> all = Files.walk(dir)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).collect(Collectors.toList())) {
                Files.deleteIfExists(path);
            }
        }
    }
}
