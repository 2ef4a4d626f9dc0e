package io.secureconnect.windows.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The facts about the SDK's headers as C: its constants as {@code facts.h}, and {@code facts.c}, which does not compile unless
 * every structure that our own header defines lies where the facts have it.
 */
final class FactsSource {
    private final JsonNode constants = read("wfp-enums.json");
    private final JsonNode structs = read("wfp-layout.json").get("structs");

    private static JsonNode read(String name) {
        try (InputStream in = FactsSource.class.getResourceAsStream("/wfp/" + name)) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(Path folder) throws IOException {
        Files.writeString(folder.resolve("facts.h"), header());
        Files.writeString(folder.resolve("facts.c"), assertions());
    }

    private String header() {
        StringBuilder text = new StringBuilder("/* Made from wfp-enums.json. */\n");
        constants.get("enums").forEach(each -> each.properties().forEach(constant -> define(text, constant)));
        constants.get("constants").properties().forEach(constant -> define(text, constant));
        return text.toString();
    }

    private static void define(StringBuilder text, Map.Entry<String, JsonNode> constant) {
        long value = constant.getValue().bigIntegerValue().longValue();
        text.append("#define ").append(constant.getKey()).append(" 0x").append(Long.toHexString(value));
        text.append(value >>> 32 == 0 ? "\n" : "ULL\n");
    }

    private String assertions() {
        StringBuilder text = new StringBuilder("/* Made from wfp-layout.json. */\n#include \"wfp.h\"\n");
        structs.properties().forEach(struct -> {
            text.append("#ifdef ").append(struct.getKey()).append("_MEMBERS\n");
            assertThat(
                    text, "sizeof(" + struct.getKey() + ")", struct.getValue().get("size"));
            struct.getValue().get("fields").forEach(field -> {
                String member = field.get("name").textValue();
                assertThat(text, "offsetof(" + struct.getKey() + ", " + member + ")", field.get("offset"));
                assertThat(text, "sizeof(((" + struct.getKey() + " *) 0)->" + member + ")", field.get("size"));
            });
            text.append("#endif\n");
        });
        return text.toString();
    }

    private static void assertThat(StringBuilder text, String measure, JsonNode value) {
        text.append("_Static_assert(").append(measure).append(" == ").append(value.intValue());
        text.append(", \"")
                .append(measure)
                .append(" is ")
                .append(value.intValue())
                .append("\");\n");
    }
}
