package io.secureconnect.examples.command;

import io.secureconnect.api.SecureConnect;
import io.secureconnect.examples.Surroundings;
import io.secureconnect.examples.console.ExitStatus;
import picocli.CommandLine.Command;

/** {@code schema}: the form of policies, for editors and other programs. */
@Command(name = "schema", description = "Prints the JSON Schema (draft 2020-12) of policy documents.")
final class SchemaCommand extends SdkCommand {
    SchemaCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus run() {
        out().println(SecureConnect.policies().schema().stripTrailing());
        return ExitStatus.OK;
    }
}
