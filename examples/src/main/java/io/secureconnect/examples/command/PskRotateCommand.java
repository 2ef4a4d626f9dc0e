package io.secureconnect.examples.command;

import io.secureconnect.api.auth.OrganizationKey;
import io.secureconnect.api.keying.OrganizationKeys;
import io.secureconnect.examples.Surroundings;
import io.secureconnect.examples.console.CommandFailure;
import io.secureconnect.examples.console.ExitStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code psk rotate}: the next step of a change of epoch. */
@Command(
        name = "rotate",
        description =
                "Goes one step in changing the epoch: first hosts take the keys of a newer epoch as well, then they begin"
                        + " with them, then the older ones go. After each step: 'psk issue', and bring the files to all hosts.")
final class PskRotateCommand extends SdkCommand {
    @Mixin
    private PskKeys keys = new PskKeys();

    @Option(
            names = "--new-key",
            description = "With the first step: derive the newer epoch from a new key of the organization, for when the"
                    + " old one may be known to others.")
    private boolean newKey;

    @Mixin
    private JsonOption format = new JsonOption();

    PskRotateCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus run() {
        try (OrganizationKeys organization = keys.read()) {
            step(organization);
            keys.write(organization);
            new PskView(organization).print(this, format.json);
        }
        return ExitStatus.OK;
    }

    private void step(OrganizationKeys organization) {
        PskView.Next next = PskView.next(organization);
        if (newKey && next != PskView.Next.ACCEPT) {
            throw CommandFailure.input(keys + ": a change of epoch is under way, " + organization.epochs()
                    + "; end it without --new-key, then begin another");
        }
        switch (next) {
            case ACCEPT:
                accept(organization);
                break;
            case BEGIN:
                organization.beginWithNext();
                break;
            case RETIRE:
                organization.retirePrevious();
                break;
        }
    }

    private void accept(OrganizationKeys organization) {
        if (newKey) {
            try (OrganizationKey fresh = OrganizationKey.generate(surroundings.random())) {
                organization.acceptNext(fresh);
            }
        } else {
            organization.acceptNext();
        }
    }
}
