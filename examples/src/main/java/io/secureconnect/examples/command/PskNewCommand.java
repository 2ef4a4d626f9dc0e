package io.secureconnect.examples.command;

import io.secureconnect.api.SecureConnect;
import io.secureconnect.api.auth.OrganizationKey;
import io.secureconnect.api.keying.OrganizationKeys;
import io.secureconnect.examples.Surroundings;
import io.secureconnect.examples.console.CommandFailure;
import io.secureconnect.examples.console.ExitStatus;
import io.secureconnect.examples.console.Json;
import io.secureconnect.examples.file.PskFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code psk new}: the key of an organization. */
@Command(
        name = "new",
        description =
                "Makes the key of an organization, 256 random bits, in a file of mode 0600. Whoever has it is every"
                        + " host: keep it where the hosts' files are made, and nowhere else.")
final class PskNewCommand extends SdkCommand {
    /** What the file is for. */
    static final class Purpose {
        @Option(
                names = "--organization",
                paramLabel = "ID",
                description = "The organization of the policy; 'psk issue' derives the keys of its pairs.")
        private @Nullable String organization;

        @Option(
                names = "--plain",
                description = "64 hexadecimal digits, for all hosts alike (agent --psk-file) and for peers that are not"
                        + " SecureConnect. A stolen host can then pretend to be any other.")
        private boolean plain;
    }

    @ArgGroup(multiplicity = "1")
    private Purpose purpose = new Purpose();

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "Take this key, 64 hexadecimal digits in a private file, in place of a new one.")
    private @Nullable Path given;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where the key goes.")
    private Path out = Path.of("");

    @Mixin
    private JsonOption format = new JsonOption();

    PskNewCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus run() {
        if (Files.exists(out)) {
            throw CommandFailure.input(
                    out
                            + ": is there already; with another key no host would know its peers, so remove it first if you mean it");
        }
        try (OrganizationKey key =
                given == null ? OrganizationKey.generate(surroundings.random()) : PskFiles.readKey(given)) {
            if (purpose.organization == null) {
                PskFiles.writeKey(out, key);
                tell("a plain key for all hosts");
            } else {
                try (OrganizationKeys keys = SecureConnect.pairKeyDistribution().begin(purpose.organization, key)) {
                    PskFiles.write(out, keys);
                    tell("the keys of " + keys.organization() + ", epoch "
                            + keys.epochs().get(0));
                }
            }
        }
        return ExitStatus.OK;
    }

    private void tell(String what) {
        if (format.json) {
            out().print(Json.pretty(
                    Json.object("format", "secureconnect.psk/v1", "file", out.toString(), "plain", purpose.plain)));
        } else {
            out().println(out + "  " + what);
        }
    }
}
