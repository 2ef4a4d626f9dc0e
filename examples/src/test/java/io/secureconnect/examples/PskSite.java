package io.secureconnect.examples;

import io.secureconnect.linux.lab.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Two hosts with pair keys of one organization. */
class PskSite extends IkeSite {
    PskSite(Wire wire) throws IOException {
        super(wire, "{ \"type\": \"psk\" }", "");
        here("psk", "new", "--organization", "acme", "--out", organization());
        issue();
    }

    private Path organization() {
        return dir.resolve("organization.psk");
    }

    /** The key file of a host, on its host at once. */
    Path keys(Wire.End end) {
        return dir.resolve("psk").resolve(end.namespace() + ".psk");
    }

    void issue() {
        here("psk", "issue", "--keys", organization(), "--policy", policy(), "--out", dir.resolve("psk"));
    }

    void rotate() {
        here("psk", "rotate", "--keys", organization());
        issue();
    }

    /** Gives one host keys of another organization key. */
    void giveStrangeKeys(Wire.End end) throws IOException {
        Path strange = dir.resolve("strange");
        here("psk", "new", "--organization", "acme", "--out", dir.resolve("strange.psk"));
        here("psk", "issue", "--keys", dir.resolve("strange.psk"), "--policy", policy(), "--out", strange);
        replace(keys(end), Files.readAllBytes(strange.resolve(end.namespace() + ".psk")));
    }

    @Override
    Stream<Object> credentials(Wire.End end) {
        return Stream.of("--psk-file", keys(end));
    }
}
