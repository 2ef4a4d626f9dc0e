package io.secureconnect.windows.wfp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.secureconnect.windows.abi.Abi;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Where compilers put the members of the SDK's structures: {@code wfp-layout.json}. */
final class LayoutFacts {
    private static final JsonNode STRUCTS = read().get("structs");

    private LayoutFacts() {}

    private static JsonNode read() {
        try (InputStream in = LayoutFacts.class.getResourceAsStream("/wfp/wfp-layout.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a compiler was asked about it; the interfaces of IP were not looked at for 32 bits. */
    static boolean know(String struct, Abi abi) {
        return of(struct).has(abi == Abi.BITS_64 ? "size" : "size_x86");
    }

    static int size(String struct, Abi abi) {
        return of(struct).get(abi == Abi.BITS_64 ? "size" : "size_x86").intValue();
    }

    /** Offset and size; empty if the headers have no such member. */
    static Optional<Place> member(String struct, String name, Abi abi) {
        for (JsonNode field : of(struct).get("fields")) {
            if (field.get("name").textValue().equals(name)) {
                String suffix = abi == Abi.BITS_64 ? "" : "_x86";
                return Optional.of(new Place(
                        field.get("offset" + suffix).intValue(),
                        field.get("size" + suffix).intValue()));
            }
        }
        return Optional.empty();
    }

    /** How many members the headers have. */
    static int members(String struct) {
        return of(struct).get("fields").size();
    }

    private static JsonNode of(String struct) {
        JsonNode found = STRUCTS.get(struct);
        if (found == null) {
            throw new AssertionError("the facts have no " + struct);
        }
        return found;
    }

    /** Where a member stands. */
    record Place(int offset, int size) {}
}
