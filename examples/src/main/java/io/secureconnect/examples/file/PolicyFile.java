package io.secureconnect.examples.file;

import io.secureconnect.api.SecureConnect;
import io.secureconnect.api.error.InvalidPolicyException;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.examples.console.CommandFailure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Policy documents as files; {@code -} is standard input. */
public final class PolicyFile {
    /** What stands for standard input on a command line. */
    public static final Path STANDARD_INPUT = Path.of("-");

    private PolicyFile() {}

    /** Reads a document; its faults come with the name of the file. */
    public static PolicyDocument read(Path file) {
        try (InputStream in = open(file)) {
            return SecureConnect.policies().read(in);
        } catch (InvalidPolicyException e) {
            throw CommandFailure.faults(file, e.faults(), e);
        } catch (IOException e) {
            throw CommandFailure.file(file, e, "name a policy document");
        }
    }

    private static InputStream open(Path file) throws IOException {
        if (file.equals(STANDARD_INPUT)) {
            return System.in;
        }
        if (Files.isDirectory(file)) {
            throw new IOException("is a directory");
        }
        return new BufferedInputStream(Files.newInputStream(file));
    }
}
