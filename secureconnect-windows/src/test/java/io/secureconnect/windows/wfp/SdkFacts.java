package io.secureconnect.windows.wfp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.secureconnect.windows.abi.Guid;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the SDK's headers say of names: {@code wfp-guids.json} and {@code wfp-enums.json}. */
final class SdkFacts {
    private static final JsonNode GUIDS = read("wfp-guids.json").get("guids");
    private static final JsonNode ENUMS = read("wfp-enums.json");
    private static final Map<String, Long> NUMBERS = numbers();

    private SdkFacts() {}

    static JsonNode read(String name) {
        try (InputStream in = SdkFacts.class.getResourceAsStream("/wfp/" + name)) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Long> numbers() {
        Map<String, Long> numbers = new HashMap<>();
        ENUMS.get("enums").forEach(values -> put(numbers, values));
        put(numbers, ENUMS.get("constants"));
        put(numbers, ENUMS.get("errors"));
        return numbers;
    }

    private static void put(Map<String, Long> numbers, JsonNode values) {
        values.fields()
                .forEachRemaining(
                        value -> numbers.put(value.getKey(), value.getValue().longValue()));
    }

    static Optional<Guid> guid(String name) {
        return Optional.ofNullable(GUIDS.get(name))
                .map(fact -> Guid.parse(fact.get("guid").textValue()));
    }

    /** Of an enumeration, a macro, or an error. */
    static Optional<Long> number(String name) {
        return Optional.ofNullable(NUMBERS.get(name));
    }

    /** Type and variant of an algorithm. */
    static Optional<List<Integer>> transform(String name) {
        return Optional.ofNullable(ENUMS.get("transform_ids").get(name))
                .map(pair -> List.of(pair.get(0).intValue(), pair.get(1).intValue()));
    }
}
