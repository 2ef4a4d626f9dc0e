package io.secureconnect.examples.command;

import io.secureconnect.api.keying.OrganizationKeys;
import io.secureconnect.examples.Surroundings;
import io.secureconnect.examples.console.ExitStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code psk status}: which epochs are in use. */
@Command(
        name = "status",
        description = "Shows which epochs of an organization's keys are in use, and what comes next. Never a key.")
final class PskStatusCommand extends SdkCommand {
    @Mixin
    private PskKeys keys = new PskKeys();

    @Mixin
    private JsonOption format = new JsonOption();

    PskStatusCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus run() {
        try (OrganizationKeys organization = keys.read()) {
            new PskView(organization).print(this, format.json);
        }
        return ExitStatus.OK;
    }
}
