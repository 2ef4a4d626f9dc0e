package io.secureconnect.windows.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.secureconnect.windows.abi.Guid;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The SDK's GUIDs, from the facts and not from the constants of the backend, which would hide a wrong one. */
final class Facts {
    private static final Map<String, Guid> GUIDS = read();

    private Facts() {}

    private static Map<String, Guid> read() {
        Map<String, Guid> guids = new LinkedHashMap<>();
        try (InputStream in = Facts.class.getResourceAsStream("/wfp/wfp-guids.json")) {
            JsonNode all = new ObjectMapper().readTree(in).get("guids");
            all.properties()
                    .forEach(entry -> guids.put(
                            entry.getKey(),
                            Guid.parse(entry.getValue().get("guid").textValue())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return guids;
    }

    static Guid guid(String name) {
        Guid guid = GUIDS.get(name);
        if (guid == null) {
            throw new AssertionError("the facts have no " + name);
        }
        return guid;
    }

    /** All whose names begin with {@code prefix}, by name. */
    static Map<String, Guid> beginningWith(String prefix) {
        Map<String, Guid> found = new LinkedHashMap<>(GUIDS);
        found.keySet().removeIf(name -> !name.startsWith(prefix));
        return found;
    }
}
