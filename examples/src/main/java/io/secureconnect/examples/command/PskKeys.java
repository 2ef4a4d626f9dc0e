package io.secureconnect.examples.command;

import io.secureconnect.api.keying.OrganizationKeys;
import io.secureconnect.examples.file.PskFiles;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the keys of an organization are, for the commands that work on them. */
final class PskKeys {
    @Option(
            names = "--keys",
            required = true,
            paramLabel = "FILE",
            description = "The keys of the organization, as 'psk new' has made them.")
    private Path file = Path.of("");

    OrganizationKeys read() {
        return PskFiles.read(file);
    }

    void write(OrganizationKeys keys) {
        PskFiles.write(file, keys);
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
