package io.secureconnect.windows.nativekeying;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.windows.abi.Guid;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/** Stable keys by path and role, and the text that each provider context carries. */
final class NativeNames {
    /** The provider of everything here; another one than that of filters and SAs by hand, so that nobody mixes them up. */
    static final Guid PROVIDER = Guid.parse("0cf6c0a2-1f6b-4f0e-9d4b-63b0d7b1a7a4");

    private static final String FORMAT = "secureconnect/1 native";
    private static final int LONGEST = 512;

    private NativeNames() {}

    /** Name-based, version 3 (RFC 9562 §5.3): it is no secret and protects nothing. */
    static Guid context(HostPair path, NativeRole role) {
        return named("context", path, role);
    }

    static Guid filter(HostPair path, NativeRole role) {
        return named("filter", path, role);
    }

    private static Guid named(String kind, HostPair path, NativeRole role) {
        String name = String.join(
                " ", FORMAT, kind, path.local().toString(), path.remote().toString(), role.word());
        return new Guid(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    /** Which path, and which terms without their secret. */
    record Label(HostPair path, Bytes fingerprint) {
        Bytes providerData() {
            String text = String.join(
                    " ", FORMAT, path.local().toString(), path.remote().toString(), fingerprint.toHex());
            return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
        }

        /** What {@link #providerData} wrote; empty for anything else. */
        static Optional<Label> read(Bytes providerData) {
            if (providerData.length() > LONGEST) {
                return Optional.empty();
            }
            String[] words = new String(providerData.toArray(), StandardCharsets.UTF_8).split(" ", -1);
            if (words.length != 5 || !(words[0] + " " + words[1]).equals(FORMAT)) {
                return Optional.empty();
            }
            try {
                Label label = new Label(HostPair.of(words[2], words[3]), Bytes.ofHex(words[4]));
                return Optional.of(label).filter(read -> read.providerData().equals(providerData));
            } catch (IllegalArgumentException e) {
                return Optional.empty(); // somebody wrote with our provider's key what we would not write
            }
        }
    }
}
