package io.secureconnect.examples;

import io.secureconnect.examples.command.CommandRun;
import io.secureconnect.linux.lab.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/** Two hosts that agree on keys by IKE. */
abstract class IkeSite extends TwoHostSite {
    private static final String SA_POLICY = "\"espProposals\": [\"aes256gcm16\"], \"keying\": \"ike\"";

    /**
     * @param authentication the value of the policy's member of that name
     * @param more more members of each workload, each with a comma behind
     */
    IkeSite(Wire wire, String authentication, String more) throws IOException {
        super(wire, "\"id\": \"acme\", \"authentication\": " + authentication, SA_POLICY, more);
    }

    /** Puts a file in the place of another, with mode 0600, at once. */
    static void replace(Path file, byte[] content) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".fresh");
        Files.write(fresh, content);
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
        Files.move(fresh, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    /** What the agent of a host says to {@code status}, by its socket, which is not of a network. */
    final CommandRun status(Wire.End end, Object... more) {
        return tryHere(Stream.concat(Stream.of("status", "--state", state(end)), Stream.of(more))
                .toArray());
    }

    /** What the agent of a host says about the other one. */
    final CommandRun explain(Wire.End end) {
        return here("explain", "--state", state(end), wire.peerOf(end).namespace());
    }
}
