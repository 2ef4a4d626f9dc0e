package io.secureconnect.examples.command;

import io.secureconnect.api.keying.KeyDistributor.PathKeys;
import io.secureconnect.examples.console.Json;
import io.secureconnect.examples.console.Table;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where every path of a distributor stands, for people or as {@code secureconnect.keys-status/v1}. */
final class KeysView {
    private final List<PathKeys> paths;

    KeysView(List<PathKeys> paths) {
        this.paths = paths;
    }

    void print(SdkCommand command, boolean json) {
        if (json) {
            command.out()
                    .print(Json.pretty(Json.object(
                            "format", "secureconnect.keys-status/v1",
                            "complete", paths.stream().allMatch(PathKeys::complete),
                            "paths", paths.stream().map(KeysView::json).collect(Collectors.toList()))));
            return;
        }
        try (Table table = command.table("A", "B", "PATH", "SUITE", "GENERATION", "PHASE", "STATE")) {
            for (PathKeys keys : paths) {
                table.row(
                        keys.path().a(),
                        keys.path().b(),
                        keys.path().addressOfA() + " <-> " + keys.path().addressOfB(),
                        keys.path().parameters().proposal(),
                        keys.generation(),
                        keys.phase(),
                        state(keys));
            }
        }
    }

    private static String state(PathKeys keys) {
        return keys.complete()
                ? "complete"
                : "waiting for "
                        + new TreeMap<>(keys.waitingFor())
                                .entrySet().stream()
                                        .map(host -> host.getKey() + " (" + host.getValue() + ")")
                                        .collect(Collectors.joining(", "));
    }

    private static Map<String, @Nullable Object> json(PathKeys keys) {
        return Json.object(
                "a", keys.path().a(),
                "addressOfA", keys.path().addressOfA().toString(),
                "b", keys.path().b(),
                "addressOfB", keys.path().addressOfB().toString(),
                "suite", keys.path().parameters().proposal().keyword(),
                "generation", keys.generation(),
                "phase", keys.phase().name(),
                "complete", keys.complete(),
                "waitingFor", new TreeMap<>(keys.waitingFor()),
                "madeAt", keys.madeAt().toString());
    }
}
