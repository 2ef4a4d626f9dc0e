package io.secureconnect.examples;

import io.secureconnect.examples.command.CommandRun;
import io.secureconnect.linux.lab.Await;
import io.secureconnect.linux.lab.Command;
import io.secureconnect.linux.lab.RunningProcess;
import io.secureconnect.linux.lab.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Files and commands of two hosts on a wire, {@code a} and {@code b}, under one policy. */
abstract class TwoHostSite implements AutoCloseable {
    final Wire wire;
    final Path dir;

    /**
     * @param organization the members of the policy's organization
     * @param saPolicy the members of its SA policy
     * @param more more members of each workload, each with a comma behind
     */
    TwoHostSite(Wire wire, String organization, String saPolicy, String more) throws IOException {
        this.wire = wire;
        this.dir = Files.createTempDirectory("site");
        Files.writeString(policy(), policyText(organization, saPolicy, more));
    }

    final Path policy() {
        return dir.resolve("policy.json");
    }

    /** The policy file of a host. */
    Path policyOf(Wire.End end) {
        return policy();
    }

    final Path state(Wire.End end) {
        return dir.resolve(end.namespace() + ".state");
    }

    /** What the agent of a host needs for its keys. */
    abstract Stream<Object> credentials(Wire.End end);

    /** A command in this JVM, which is much cheaper in the guest. */
    static CommandRun tryHere(Object... arguments) {
        return CommandRun.of(new SystemClock(), new SecureRandom()::nextBytes, arguments);
    }

    /** The same, and it must exit with 0. */
    static CommandRun here(Object... arguments) {
        CommandRun run = tryHere(arguments);
        if (run.status() != 0) {
            throw new AssertionError(run.toString());
        }
        return run;
    }

    /** A command in the namespace of a host. */
    final Command.Result command(Wire.End end, Object... arguments) {
        return end.namespace().run(java(arguments));
    }

    /** The same without one capability. */
    final Command.Result commandWithout(String capability, Wire.End end, Object... arguments) {
        List<String> argv =
                new ArrayList<>(List.of("setpriv", "--bounding-set", "-" + capability, "--inh-caps", "-" + capability));
        argv.addAll(List.of(java(arguments)));
        return end.namespace().run(argv.toArray(String[]::new));
    }

    final Object[] agentArguments(Wire.End end, Object... more) {
        Stream<Object> always = Stream.of(
                "agent",
                "--policy",
                policyOf(end),
                "--workload",
                end.namespace(),
                "--state",
                state(end),
                "--poll",
                "100");
        return Stream.of(always, credentials(end), Stream.of(more))
                .flatMap(part -> part)
                .toArray();
    }

    /** An agent that has put the policy in force. */
    final RunningProcess startAgent(Wire.End end, Object... more) {
        String[] arguments =
                Stream.of(agentArguments(end, more)).map(Object::toString).toArray(String[]::new);
        RunningProcess agent = end.namespace().startJava(Main.class, arguments);
        Await.until(
                "an agent at work",
                Duration.ofSeconds(90),
                () -> !agent.isAlive() || agent.output().contains("POLICY_APPLIED"));
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

    private String policyText(String organization, String saPolicy, String more) {
        return "{ \"format\": \"secureconnect.policy/v1\", \"version\": 1, \"organization\": { " + organization
                + " },\n"
                + " \"saPolicy\": { " + saPolicy + " },\n"
                + " \"workloads\": [\n" + workload(wire.a(), more) + ",\n" + workload(wire.b(), more) + " ],\n"
                + " \"ruleSets\": [ { \"name\": \"all\", \"rules\": [ { \"name\": \"everyone\", \"secConnect\": true,\n"
                + "  \"consumers\": [ { \"actors\": \"ams\" } ], \"providers\": [ { \"actors\": \"ams\" } ] } ] } ] }\n";
    }

    private static String workload(Wire.End end, String more) {
        String interfaces = Stream.of(end.ipv4(), end.ipv6())
                .map(address ->
                        "{ \"name\": \"" + end.device() + "\", \"address\": \"" + address + "\", \"mtu\": 1400 }")
                .collect(Collectors.joining(", "));
        return "  { \"id\": \"" + end.namespace() + "\", \"os\": \"linux\", \"enforcementMode\": \"full\",\n" + "    "
                + more + "\"interfaces\": [ " + interfaces + " ] }";
    }

    @Override
    public final void close() throws IOException {
        try (Stream<Path> all = Files.walk(dir)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).collect(Collectors.toList())) {
                Files.deleteIfExists(path);
            }
        }
    }
}
