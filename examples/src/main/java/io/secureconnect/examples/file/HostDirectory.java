package io.secureconnect.examples.file;

import io.secureconnect.api.keying.SealingPublicKey;
import io.secureconnect.examples.console.CommandFailure;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The public keys of the hosts, one file {@code ID.pub} each, in a directory that only its owner may change. */
public final class HostDirectory {
    private static final String SUFFIX = ".pub";

    private HostDirectory() {}

    /** All keys, by workload. */
    public static Map<String, SealingPublicKey> read(Path directory) {
        PrivateFiles.requireTrusted(directory);
        Map<String, SealingPublicKey> keys = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                Optional<String> workload = HostFileName.workload(name.substring(0, name.length() - SUFFIX.length()));
                if (workload.isPresent()) {
                    keys.put(workload.get(), IdentityFile.readPublic(PrivateFiles.requireTrusted(file)));
                }
            }
        } catch (IOException e) {
            throw CommandFailure.file(directory, e, "name the directory with the hosts' public keys");
        }
        return keys;
    }
}
