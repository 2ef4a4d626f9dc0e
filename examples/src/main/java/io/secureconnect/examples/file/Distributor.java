package io.secureconnect.examples.file;

import io.secureconnect.api.SecureConnect;
import io.secureconnect.api.keying.KeyDistributor;
import io.secureconnect.api.keying.KeyDistributor.PathKeys;
import io.secureconnect.api.keying.KeyReport;
import io.secureconnect.api.keying.KeyedPath;
import io.secureconnect.api.keying.SealingKeyPair;
import io.secureconnect.api.keying.SealingPublicKey;
import io.secureconnect.examples.console.CommandFailure;
import io.secureconnect.spi.RandomSource;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A {@link KeyDistributor} that lives in a directory: {@code distributor.key} and {@code .key.pub}, {@code
 * distributor.state}, a {@code .keys} file for each host, and {@code reports/}, where hosts answer.
 *
 * <p>Nothing is told that was not saved before, and no report is forgotten before what it taught is saved, so it may be
 * killed at any moment. Several processes may work in one directory; they take turns, step by step.
 */
public final class Distributor implements AutoCloseable {
    private static final String KEYS = ".keys";

    private final Path directory;
    private final SealingKeyPair own;
    private final DistributorState state;
    private final ReportDirectory reports;

    private Distributor(Path directory, SealingKeyPair own, RandomSource random) {
        this.directory = directory;
        this.own = own;
        this.state = new DistributorState(directory.resolve("distributor.state"), own, random);
        this.reports = new ReportDirectory(PrivateFiles.createDirectory(directory.resolve("reports")));
    }

    /** Opens the distributor of a directory that {@code keys issue} has made. */
    public static Distributor open(Path directory, RandomSource random) {
        if (!Files.exists(identityOf(directory))) {
            throw CommandFailure.input(directory + ": holds no distributor; begin with 'secureconnect keys issue'");
        }
        PrivateFiles.requirePrivateDirectory(directory);
        return new Distributor(directory, IdentityFile.read(identityOf(directory)), random);
    }

    /** Opens a directory's distributor, or makes one with a fresh identity. */
    @SuppressWarnings("try") // the lock is there to be held
    public static Distributor openOrCreate(Path directory, RandomSource random) {
        PrivateFiles.createDirectory(directory);
        try (DirectoryLock turn = lock(directory)) {
            if (!Files.exists(identityOf(directory))) {
                try (SealingKeyPair fresh = SecureConnect.keyDistribution().newKeyPair(random)) {
                    IdentityFile.write(identityOf(directory), fresh);
                }
            }
        }
        return open(directory, random);
    }

    /**
     * Says whose keys are which and which paths shall have some, takes in reports, and tells every host what it is to do.
     *
     * @param complaints hears of reports that were set aside
     * @throws io.secureconnect.api.error.SecureConnectException with {@code UNKNOWN_WORKLOAD} if an end has no public key
     */
    public void issue(
            Map<String, SealingPublicKey> hosts, List<KeyedPath> paths, Instant now, Consumer<String> complaints) {
        inTurn(keys -> {
            hosts.forEach(keys::enroll);
            keys.want(paths, now);
            settle(keys, now, complaints);
        });
    }

    /** As {@link #step}, and begins fresh keys on every path that has none under way then. */
    public void rotate(Instant now, Consumer<String> complaints) {
        inTurn(keys -> {
            settle(keys, now, complaints);
            keys.rotate(now);
            publish(keys);
        });
    }

    /**
     * Takes in what hosts have reported, begins fresh keys where the soft lifetime is over or a failure asks for them, saves,
     * and tells every host what it is to do now.
     *
     * @param complaints hears of reports that were set aside
     */
    public void step(Instant now, Consumer<String> complaints) {
        inTurn(keys -> settle(keys, now, complaints));
    }

    /** Where every path stands. */
    public List<PathKeys> status() {
        return state.load().status();
    }

    /** Whether nobody owes an answer. */
    public boolean isComplete() {
        return status().stream().allMatch(PathKeys::complete);
    }

    /** Wipes the private key. */
    @Override
    public void close() {
        own.close();
    }

    @SuppressWarnings("try") // the lock is there to be held
    private void inTurn(Consumer<KeyDistributor> work) {
        try (DirectoryLock turn = lock(directory)) {
            work.accept(state.load());
        } catch (RuntimeException e) {
            state.forget();
            throw e;
        }
    }

    private static DirectoryLock lock(Path directory) {
        return DirectoryLock.await(directory, "distributor.lock");
    }

    private void settle(KeyDistributor keys, Instant now, Consumer<String> complaints) {
        List<ReportDirectory.Received> received = reports.read(complaints);
        for (ReportDirectory.Received file : received) {
            for (KeyReport report : file.reports()) {
                keys.on(report, now);
            }
        }
        keys.tick(now);
        publish(keys);
        reports.delete(received);
    }

    /** Saves, then tells. */
    private void publish(KeyDistributor keys) {
        state.save();
        NavigableSet<String> hosts = hostsWithKeyFile();
        for (PathKeys path : keys.status()) {
            hosts.add(path.path().a());
            hosts.add(path.path().b());
        }
        for (String host : hosts) {
            KeyFile.write(KeyFile.of(directory, host), host, keys.outstanding(host));
        }
    }

    private NavigableSet<String> hostsWithKeyFile() {
        NavigableSet<String> hosts = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + KEYS)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                HostFileName.workload(name.substring(0, name.length() - KEYS.length()))
                        .ifPresent(hosts::add);
            }
        } catch (IOException e) {
            throw CommandFailure.file(directory, e, "name a directory that can be read");
        }
        return hosts;
    }

    private static Path identityOf(Path directory) {
        return directory.resolve("distributor.key");
    }
}
