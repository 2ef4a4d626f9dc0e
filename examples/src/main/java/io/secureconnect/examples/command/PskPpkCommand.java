package io.secureconnect.examples.command;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.examples.Surroundings;
import io.secureconnect.examples.console.CommandFailure;
import io.secureconnect.examples.console.ExitStatus;
import io.secureconnect.examples.file.PpkFile;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code psk ppk}: a post-quantum pre-shared key. */
@Command(
        name = "ppk",
        description =
                "Makes a post-quantum pre-shared key (RFC 8784), 256 random bits, in a file of mode 0600, the same for"
                        + " all hosts (agent --ppk-file). Who records the traffic and breaks the key exchange in years to come"
                        + " still lacks it.")
final class PskPpkCommand extends SdkCommand {
    private static final int OCTETS = 32;

    @Option(names = "--id", required = true, paramLabel = "ID", description = "By which peers name it, in the clear.")
    private String id = "";

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where the key goes.")
    private Path out = Path.of("");

    PskPpkCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus run() {
        if (id.isBlank() || !id.equals(id.strip()) || id.codePoints().anyMatch(Character::isISOControl)) {
            throw usage("--id '" + id + "': letters, digits and signs on one line are wanted");
        }
        if (Files.exists(out)) {
            throw CommandFailure.input(out + ": is there already; remove it first if you mean it");
        }
        try (SecretBytes secret = SecretBytes.wrap(surroundings.random().octets(OCTETS))) {
            PpkFile.write(out, id, secret);
        }
        out().println(out + "  post-quantum pre-shared key " + id);
        return ExitStatus.OK;
    }
}
