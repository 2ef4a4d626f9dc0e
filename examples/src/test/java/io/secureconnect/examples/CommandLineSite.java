package io.secureconnect.examples;

import io.secureconnect.linux.lab.Command;
import io.secureconnect.linux.lab.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Two hosts and the distributor of their keys. */
final class CommandLineSite extends TwoHostSite {
    CommandLineSite(Wire wire) throws IOException {
        super(wire, "\"id\": \"acme\"", "\"espProposals\": [\"aes256gcm16\"], \"keying\": \"controller\"", "");
        Files.createDirectory(hosts());
        for (Wire.End end : List.of(wire.a(), wire.b())) {
            here("keys", "identity", "--out", identity(end));
            Files.copy(Path.of(identity(end) + ".pub"), hosts().resolve(end.namespace() + ".pub"));
        }
    }

    Path hosts() {
        return dir.resolve("hosts");
    }

    private Path identity(Wire.End end) {
        return dir.resolve(end.namespace() + ".key");
    }

    private Path keys() {
        return dir.resolve("keys");
    }

    /** Makes the distributor and the first keys. */
    void issue() {
        here("keys", "issue", "--out", keys(), "--policy", policy(), "--hosts", hosts());
    }

    /** A command of the distributor. */
    Command.Result keys(String command, Object... more) {
        return command(
                wire.a(),
                Stream.concat(Stream.of("keys", command, "--out", keys()), Stream.of(more))
                        .toArray());
    }

    @Override
    Stream<Object> credentials(Wire.End end) {
        return Stream.of(
                "--keys", keys(), "--identity", identity(end), "--distributor", keys().resolve("distributor.key.pub"));
    }
}
