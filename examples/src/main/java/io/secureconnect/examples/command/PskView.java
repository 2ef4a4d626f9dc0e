package io.secureconnect.examples.command;

import io.secureconnect.api.keying.OrganizationKeys;
import io.secureconnect.examples.console.Json;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where the keys of an organization stand, for people or as {@code secureconnect.psk-status/v1}. Never a key. */
final class PskView {
    private final OrganizationKeys keys;

    PskView(OrganizationKeys keys) {
        this.keys = keys;
    }

    /** The steps of a change of epoch, by what comes next. */
    enum Next {
        ACCEPT("'psk rotate' adds an epoch that hosts take as well, for the time when you want to change it"),
        BEGIN("issue and bring the files to all hosts; then 'psk rotate' lets hosts begin with the newer epoch"),
        RETIRE("issue and bring the files to all hosts; then 'psk rotate' drops the older epoch");

        private final String advice;

        Next(String advice) {
            this.advice = advice;
        }
    }

    static Next next(OrganizationKeys keys) {
        List<Integer> epochs = keys.epochs();
        return epochs.size() < 2 ? Next.ACCEPT : epochs.get(0) < epochs.get(1) ? Next.BEGIN : Next.RETIRE;
    }

    void print(SdkCommand command, boolean json) {
        if (json) {
            command.out().print(Json.pretty(json()));
            return;
        }
        command.out()
                .println("organization " + keys.organization() + ", hosts begin with epoch "
                        + keys.epochs().get(0)
                        + keys.epochs().stream()
                                .skip(1)
                                .map(epoch -> " and take epoch " + epoch)
                                .collect(Collectors.joining()));
        command.out().println("next: " + next(keys).advice);
    }

    private Map<String, @Nullable Object> json() {
        return Json.object(
                "format", "secureconnect.psk-status/v1",
                "organization", keys.organization(),
                "epochs", keys.epochs().stream().map(Integer::longValue).collect(Collectors.toList()),
                "next", next(keys).name());
    }
}
