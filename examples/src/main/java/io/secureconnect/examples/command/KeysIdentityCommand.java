package io.secureconnect.examples.command;

import io.secureconnect.api.SecureConnect;
import io.secureconnect.api.keying.SealingKeyPair;
import io.secureconnect.examples.Surroundings;
import io.secureconnect.examples.console.CommandFailure;
import io.secureconnect.examples.console.ExitStatus;
import io.secureconnect.examples.console.Json;
import io.secureconnect.examples.file.IdentityFile;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code keys identity}: who a host is to its distributor. */
@Command(
        name = "identity",
        description =
                "Makes this host's X25519 key pair: the private key in FILE with mode 0600, the public key in FILE.pub."
                        + " Give the latter to the distributor, named ID.pub after the workload.")
final class KeysIdentityCommand extends SdkCommand {
    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where the private key goes.")
    private Path out = Path.of("");

    @Mixin
    private JsonOption format = new JsonOption();

    KeysIdentityCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus run() {
        if (Files.exists(out)) {
            throw CommandFailure.input(out
                    + ": is there already; a new identity would make its host deaf, so remove it first if you mean it");
        }
        try (SealingKeyPair pair = SecureConnect.keyDistribution().newKeyPair(surroundings.random())) {
            IdentityFile.write(out, pair);
            Path publicFile = IdentityFile.publicFileOf(out);
            if (format.json) {
                out().print(Json.pretty(Json.object(
                        "format", "secureconnect.identity/v1",
                        "privateKeyFile", out.toString(),
                        "publicKeyFile", publicFile.toString(),
                        "publicKey", pair.publicKey().toString())));
            } else {
                out().println("private key  " + out);
                out().println("public key   " + publicFile + "  " + pair.publicKey());
            }
        }
        return ExitStatus.OK;
    }
}
