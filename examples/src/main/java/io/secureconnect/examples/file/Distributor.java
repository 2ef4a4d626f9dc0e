package io.secureconnect.examples.file;

import io.secureconnect.api.SecureConnect;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.keying.KeyDistribution;
import io.secureconnect.api.keying.KeyDistributor;
import io.secureconnect.api.keying.KeyDistributor.PathKeys;
import io.secureconnect.api.keying.KeyReport;
import io.secureconnect.api.keying.KeyedPath;
import io.secureconnect.api.keying.SealingKeyPair;
import io.secureconnect.api.keying.SealingPublicKey;
import io.secureconnect.examples.console.CommandFailure;
import io.secureconnect.spi.RandomSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A {@link KeyDistributor} that lives in a directory: {@code distributor.key} and {@code .key.pub}, {@code
 * distributor.state}, a {@code .keys} file for each host, and {@code reports/}, where hosts answer.
 *
 * <p>Nothing is told that was not saved before, and no report is forgotten before what it taught is saved, so it may be
 * killed at any moment.
 */
public final class Distributor implements AutoCloseable {
    private static final int LONGEST = 256 << 20;
    private static final String KEYS = ".keys";

    private final Path directory;
    private final DirectoryLock lock;
    private final SealingKeyPair own;
    private final KeyDistributor keys;
    private final ReportDirectory reports;
    private String saved = "";

    private Distributor(
            Path directory, DirectoryLock lock, SealingKeyPair own, KeyDistributor keys, ReportDirectory reports) {
        this.directory = directory;
        this.lock = lock;
        this.own = own;
        this.keys = keys;
        this.reports = reports;
    }

    /** Opens the distributor of a directory that {@code keys issue} has made. */
    public static Distributor open(Path directory, RandomSource random) {
        requireDistributor(directory);
        return openOrCreate(directory, random);
    }

    /** Opens a directory's distributor, or makes one with a fresh identity. */
    public static Distributor openOrCreate(Path directory, RandomSource random) {
        PrivateFiles.createDirectory(directory);
        ReportDirectory reports = new ReportDirectory(PrivateFiles.createDirectory(directory.resolve("reports")));
        DirectoryLock lock = DirectoryLock.take(directory, "distributor.lock", "another 'keys' command");
        try {
            if (!Files.exists(identityOf(directory))) {
                try (SealingKeyPair fresh = SecureConnect.keyDistribution().newKeyPair(random)) {
                    IdentityFile.write(identityOf(directory), fresh);
                }
            }
            SealingKeyPair own = IdentityFile.read(identityOf(directory));
            return new Distributor(directory, lock, own, restore(directory, own, random), reports);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Where every path of a directory stands, also while another process works there. */
    public static List<PathKeys> look(Path directory, RandomSource random) {
        requireDistributor(directory);
        PrivateFiles.requirePrivateDirectory(directory);
        try (SealingKeyPair own = IdentityFile.read(identityOf(directory))) {
            return restore(directory, own, random).status();
        }
    }

    private static KeyDistributor restore(Path directory, SealingKeyPair own, RandomSource random) {
        KeyDistribution distribution = SecureConnect.keyDistribution();
        Path state = stateOf(directory);
        if (!Files.exists(state)) {
            return distribution.create(own, random);
        }
        String saved = new String(PrivateFiles.read(state, LONGEST), StandardCharsets.UTF_8);
        try {
            return distribution.restore(own, random, saved);
        } catch (SecureConnectException e) {
            throw new SecureConnectException(
                    e.code(), state + ": " + e.getMessage() + "; restore the file from a copy", e);
        }
    }

    private static void requireDistributor(Path directory) {
        if (!Files.exists(identityOf(directory))) {
            throw CommandFailure.input(directory + ": holds no distributor; begin with 'secureconnect keys issue'");
        }
    }

    /** The file of the public key that hosts are given. */
    public static Path publicKeyOf(Path directory) {
        return IdentityFile.publicFileOf(identityOf(directory));
    }

    /**
     * Says whose keys are which and which paths shall have some; {@link #step} tells the hosts.
     *
     * @throws io.secureconnect.api.error.SecureConnectException with {@code UNKNOWN_WORKLOAD} if an end has no public key
     */
    public void issue(Map<String, SealingPublicKey> hosts, List<KeyedPath> paths, Instant now) {
        hosts.forEach(keys::enroll);
        keys.want(paths, now);
    }

    /** Begins fresh keys on every path that has none under way, and tells the hosts. */
    public void rotate(Instant now) {
        keys.rotate(now);
        publish();
    }

    /**
     * Takes in what hosts have reported, begins fresh keys where the soft lifetime is over or a failure asks for them, saves,
     * and tells every host what it is to do now.
     *
     * @param complaints hears of reports that were set aside
     */
    public void step(Instant now, Consumer<String> complaints) {
        List<ReportDirectory.Received> received = reports.read(complaints);
        for (ReportDirectory.Received file : received) {
            for (KeyReport report : file.reports()) {
                keys.on(report, now);
            }
        }
        keys.tick(now);
        publish();
        reports.delete(received);
    }

    /** Where every path stands. */
    public List<PathKeys> status() {
        return keys.status();
    }

    /** Whether nobody owes an answer. */
    public boolean isComplete() {
        return keys.status().stream().allMatch(PathKeys::complete);
    }

    @Override
    public void close() {
        own.close();
        lock.close();
    }

    private void publish() {
        String state = keys.save();
        if (!state.equals(saved)) {
            PrivateFiles.write(stateOf(directory), state.getBytes(StandardCharsets.UTF_8));
            saved = state;
        }
        TreeSet<String> hosts = new TreeSet<>(hostsWithKeyFile());
        for (PathKeys path : keys.status()) {
            hosts.add(path.path().a());
            hosts.add(path.path().b());
        }
        for (String host : hosts) {
            KeyFile.write(KeyFile.of(directory, host), host, keys.outstanding(host));
        }
    }

    private List<String> hostsWithKeyFile() {
        List<String> hosts = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + KEYS)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                Optional<String> host = HostFileName.workload(name.substring(0, name.length() - KEYS.length()));
                host.ifPresent(hosts::add);
            }
        } catch (IOException e) {
            throw CommandFailure.file(directory, e, "name a directory that can be read");
        }
        return hosts;
    }

    private static Path identityOf(Path directory) {
        return directory.resolve("distributor.key");
    }

    private static Path stateOf(Path directory) {
        return directory.resolve("distributor.state");
    }
}
