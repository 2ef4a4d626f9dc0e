package io.secureconnect.examples;

import io.secureconnect.linux.lab.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Two hosts with pair keys, each of which takes the other for a Windows host and so speaks IKEv1 with it. */
final class Ikev1Site extends PskSite {
    Ikev1Site(Wire wire) throws IOException {
        super(wire);
        for (Wire.End end : List.of(wire.a(), wire.b())) {
            String peer = "\"id\": \"" + wire.peerOf(end).namespace() + "\", \"os\": ";
            Files.writeString(
                    policyOf(end), Files.readString(policy()).replace(peer + "\"linux\"", peer + "\"windows\""));
        }
    }

    @Override
    Path policyOf(Wire.End end) {
        return dir.resolve("policy-" + end.namespace() + ".json");
    }
}
