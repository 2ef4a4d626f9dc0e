package io.secureconnect.examples.file;

import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.keying.KeyReport;
import io.secureconnect.examples.console.CommandFailure;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reports on their way from hosts to the distributor, in files named {@code WORKLOAD.NUMBER.report}. A host writes numbers
 * that grow; the distributor deletes what it has taken in and saved. Whatever else lies there is left alone.
 */
public final class ReportDirectory {
    private static final Pattern NAME = Pattern.compile("(.+)\\.([0-9]{12})\\.report");
    private static final int LONGEST = 16 << 20;

    private final Path directory;

    public ReportDirectory(Path directory) {
        this.directory = directory;
    }

    /** Reports and the file they came in. */
    public record Received(Path file, List<KeyReport> reports) {}

    private record Name(String workload, long number) {}

    /** Writes the reports of one host behind those it has written before. */
    public void add(String workload, List<KeyReport> reports) {
        long next = 1
                + files().values().stream()
                        .filter(name -> name.workload().equals(workload))
                        .mapToLong(Name::number)
                        .max()
                        .orElse(0);
        String name = String.format(Locale.ROOT, "%s.%012d.report", HostFileName.of(workload), next);
        PrivateFiles.write(directory.resolve(name), ReportJson.encode(workload, reports));
    }

    /**
     * All reports, host by host in the order they were written. A file that cannot be understood, is open to others or
     * speaks for another host than it is named after is set aside as {@code .rejected} and told to {@code complaints}.
     */
    public List<Received> read(Consumer<String> complaints) {
        List<Received> received = new ArrayList<>();
        files().forEach((file, name) -> {
            try {
                byte[] text = PrivateFiles.read(file, LONGEST);
                received.add(new Received(file, ReportJson.decode(file, name.workload(), text)));
            } catch (SecureConnectException | CommandFailure e) {
                complaints.accept(String.valueOf(e.getMessage()));
                setAside(file);
            }
        });
        return received;
    }

    /** Forgets what the distributor has taken in and saved. */
    public void delete(List<Received> done) {
        for (Received received : done) {
            try {
                Files.deleteIfExists(received.file());
            } catch (IOException e) {
                throw CommandFailure.file(received.file(), e, "give this user the right to delete it");
            }
        }
    }

    private SortedMap<Path, Name> files() {
        SortedMap<Path, Name> files = new TreeMap<>();
        try (DirectoryStream<Path> listing = Files.newDirectoryStream(directory)) {
            for (Path file : listing) {
                name(file).ifPresent(name -> files.put(file, name));
            }
        } catch (IOException e) {
            throw CommandFailure.file(directory, e, "name a directory that can be read");
        }
        return files;
    }

    private static Optional<Name> name(Path file) {
        Matcher matcher = NAME.matcher(String.valueOf(file.getFileName()));
        return matcher.matches()
                ? HostFileName.workload(matcher.group(1))
                        .map(workload -> new Name(workload, Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    private static void setAside(Path file) {
        try {
            Files.move(
                    file, file.resolveSibling(file.getFileName() + ".rejected"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw CommandFailure.file(file, e, "move it away, it cannot be understood");
        }
    }
}
