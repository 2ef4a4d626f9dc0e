package io.secureconnect.examples.command;

import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.examples.Surroundings;
import io.secureconnect.examples.console.CommandFailure;
import io.secureconnect.examples.console.ExitStatus;
import io.secureconnect.examples.file.Distributor;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code keys serve}: a distributor that runs on. */
@Command(
        name = "serve",
        description =
                "Answers hosts and rotates keys whose soft lifetime is over, until it is asked to end. Other 'keys'"
                        + " commands may be used meanwhile.")
final class KeysServeCommand extends DistributorCommand {
    @Option(
            names = "--poll",
            paramLabel = "MILLISECONDS",
            defaultValue = "1000",
            description = "How often it looks for reports, ${DEFAULT-VALUE} if left out.")
    private long poll;

    private String lastComplaint = "";

    KeysServeCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitStatus run() throws Exception {
        try (Distributor distributor = Distributor.open(directory, surroundings.random())) {
            surroundings.clock().untilAsked(() -> {
                do {
                    step(distributor);
                } while (surroundings.clock().pause(Duration.ofMillis(Math.max(1, poll))));
                return 0;
            });
            show(distributor);
            return ExitStatus.OK;
        }
    }

    /** What fails is told once until it changes, and tried again. */
    private void step(Distributor distributor) {
        try {
            distributor.step(now(), this::remark);
            lastComplaint = "";
        } catch (SecureConnectException | CommandFailure e) {
            String complaint = String.valueOf(e.getMessage());
            if (!complaint.equals(lastComplaint)) {
                remark(complaint);
            }
            lastComplaint = complaint;
        }
    }
}
