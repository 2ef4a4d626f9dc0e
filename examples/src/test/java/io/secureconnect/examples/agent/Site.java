package io.secureconnect.examples.agent;

import io.secureconnect.api.CloseMode;
import io.secureconnect.examples.ManualProcessClock;
import io.secureconnect.examples.command.CommandRun;
import io.secureconnect.testkit.kernel.IpPacket;
import io.secureconnect.testkit.time.SeededRandom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A policy for web1 and db1, their hosts, and a distributor, in one directory. Pauses of commands tick both agents. */
final class Site implements AutoCloseable {
    private static final String POLICY = "{ \"format\": \"secureconnect.policy/v1\", \"version\": 2,\n"
            + " \"organization\": { \"id\": \"acme\" },\n"
            + " \"saPolicy\": { \"espProposals\": [\"aes256gcm16\"], \"keying\": \"controller\" },\n"
            + " \"workloads\": [\n"
            + "  { \"id\": \"web1\", \"os\": \"linux\", \"enforcementMode\": \"full\", \"labels\": { \"role\": \"web\" },\n"
            + "    \"interfaces\": [ { \"name\": \"eth0\", \"address\": \"10.0.0.1\", \"mtu\": 1400 } ] },\n"
            + "  { \"id\": \"db1\", \"os\": \"linux\", \"enforcementMode\": \"full\", \"labels\": { \"role\": \"db\" },\n"
            + "    \"interfaces\": [ { \"name\": \"eth0\", \"address\": \"10.0.0.2\", \"mtu\": 1400 } ] } ],\n"
            + " \"ruleSets\": [ { \"name\": \"shop\", \"rules\": [ { \"name\": \"web to db\", \"secConnect\": true,\n"
            + "    \"consumers\": [ { \"label\": { \"role\": \"web\" } } ],\n"
            + "    \"providers\": [ { \"label\": { \"role\": \"db\" } } ] } ] } ] }\n";

    /** Pauses after which a command is asked to end. */
    private static final int PATIENCE = 100;

    private final ManualProcessClock clock = new ManualProcessClock();
    private final SeededRandom random = new SeededRandom(7);
    private final Path dir;
    private final AgentHost web;
    private final AgentHost db;
    private Runnable meanwhile = () -> {};
    private int edits;

    Site(Path dir) throws IOException {
        this.dir = dir;
        Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwx------"));
        writePolicy(POLICY);
        Files.createDirectory(hosts());
        web = new AgentHost(this, "web1", "10.0.0.1", "db1", clock);
        db = new AgentHost(this, "db1", "10.0.0.2", "web1", clock);
        for (AgentHost host : List.of(web, db)) {
            Path identity = host.identity();
            CommandRun made = run("keys", "identity", "--out", identity);
            if (made.status() != 0) {
                throw new IllegalStateException(made.err());
            }
            Files.copy(Path.of(identity + ".pub"), hosts().resolve(host.workload() + ".pub"));
        }
    }

    Path dir() {
        return dir;
    }

    Path policy() {
        return dir.resolve("policy.json");
    }

    Path hosts() {
        return dir.resolve("hosts");
    }

    Path keys() {
        return dir.resolve("keys");
    }

    AgentHost web() {
        return web;
    }

    AgentHost db() {
        return db;
    }

    /** Replaces the policy file as an editor would, so that its time or identity is another. */
    void writePolicy(String text) throws IOException {
        Path fresh = dir.resolve("policy.json." + edits++);
        Files.write(fresh, text.getBytes(StandardCharsets.UTF_8));
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r--r--"));
        Files.move(fresh, policy(), StandardCopyOption.ATOMIC_MOVE);
    }

    ManualProcessClock clock() {
        return clock;
    }

    /** Reports that no one has taken in. */
    List<Path> reports() throws IOException {
        try (Stream<Path> all = Files.list(keys().resolve("reports"))) {
            return all.collect(Collectors.toList());
        }
    }

    /** Makes the distributor's directory and starts both agents. */
    void start() {
        prepare();
        web.start();
        db.start();
    }

    /** Makes the distributor's directory. */
    void prepare() {
        if (!Files.exists(keys())) {
            // the agents need the distributor's public key before it has issued anything
            distributor("issue", "--policy", policy(), "--hosts", hosts());
            try {
                for (String name : List.of("web1.keys", "db1.keys")) {
                    Files.deleteIfExists(keys().resolve(name));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    void tick() {
        for (AgentHost host : List.of(web, db)) {
            host.tick();
        }
    }

    /** What is done in every pause after the agents' ticks. */
    void meanwhile(Runnable work) {
        meanwhile = work;
    }

    CommandRun distributor(String command, Object... more) {
        return run(Stream.concat(Stream.of("keys", command, "--out", keys()), Arrays.stream(more))
                .toArray());
    }

    CommandRun run(Object... arguments) {
        for (int i = 0; i < PATIENCE; i++) {
            clock.then(() -> {
                tick();
                meanwhile.run();
            });
        }
        try {
            return CommandRun.of(clock, random, arguments);
        } finally {
            clock.forget();
        }
    }

    /** Sends one packet each way. @return how many did not come through as ESP */
    int exchange() {
        return lost(web, db) + lost(db, web);
    }

    private static int lost(AgentHost from, AgentHost to) {
        IpPacket packet = IpPacket.udp(from.address(), 1, to.address(), 2, new byte[100]);
        Optional<IpPacket> opened =
                from.kernel().send(packet).filter(IpPacket::isEsp).flatMap(to.kernel()::receive);
        return opened.equals(Optional.of(packet)) ? 0 : 1;
    }

    /** Everything the distributor and the agents have written. */
    List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path root : List.of(keys(), web.state(), db.state())) {
            try (Stream<Path> all = Files.walk(root)) {
                files.addAll(all.collect(Collectors.toList()));
            }
        }
        return files;
    }

    @Override
    public void close() {
        web.stop(CloseMode.LEAVE);
        db.stop(CloseMode.LEAVE);
    }
}
