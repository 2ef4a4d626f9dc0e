package io.secureconnect.examples.command;

import io.secureconnect.examples.Surroundings;
import io.secureconnect.examples.console.ExitStatus;
import io.secureconnect.examples.file.Distributor;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the commands share that work on a distributor's directory. */
abstract class DistributorCommand extends SdkCommand {
    private static final Duration BEAT = Duration.ofMillis(250);

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "The distributor's private directory: its identity and state, a key file for each host, and"
                    + " reports/ where hosts answer.")
    Path directory = Path.of("");

    @Mixin
    JsonOption format = new JsonOption();

    DistributorCommand(Surroundings surroundings) {
        super(surroundings);
    }

    final Instant now() {
        return surroundings.clock().now();
    }

    /**
     * Goes on until every path is complete.
     *
     * @return FINDING if the time is over, or the process is asked to end, before that
     */
    final ExitStatus drive(Distributor distributor, Duration patience) throws Exception {
        Instant end = now().plus(patience);
        int status = surroundings.clock().untilAsked(() -> {
            while (!distributor.isComplete()) {
                if (!now().isBefore(end) || !surroundings.clock().pause(BEAT)) {
                    return ExitStatus.FINDING.code();
                }
                distributor.step(now(), this::remark);
            }
            return ExitStatus.OK.code();
        });
        return status == ExitStatus.OK.code() ? ExitStatus.OK : ExitStatus.FINDING;
    }

    final void show(Distributor distributor) {
        new KeysView(distributor.status()).print(this, format.json);
    }
}
