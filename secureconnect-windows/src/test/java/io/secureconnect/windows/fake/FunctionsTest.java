package io.secureconnect.windows.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The fake's functions and their parameters are those of the SDK's headers. */
@Tag("rung-V2")
class FunctionsTest {
    private static final Pattern LIST =
            Pattern.compile("#define (\\w+)_PARAMETERS\\(P, S\\) \\\\\n((?:.*\\\\\n)*.*\n)");
    private static final Pattern PARAMETER = Pattern.compile("P\\((\\w+), (\\w+)");

    /** The kinds of functions.h that stand for a type of the headers. */
    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("HANDLE", "handle|ends"),
            Map.entry("HANDLE*", "opens"),
            Map.entry("UINT32", "u32"),
            Map.entry("FWPM_ENGINE_OPTION", "u32"),
            Map.entry("UINT64", "u64"),
            Map.entry("IPSEC_SA_SPI", "spi"),
            Map.entry("UINT64*", "makes_id"),
            Map.entry("IPSEC_SA_SPI*", "makes_spi"),
            Map.entry("UINT32*", "makes_count"),
            Map.entry("const GUID*", "guid"),
            Map.entry("const wchar_t*", "text"),
            Map.entry("IPSEC_STATISTICS1*", "fills"));

    private static JsonNode facts() throws IOException {
        try (InputStream in = FunctionsTest.class.getResourceAsStream("/wfp/wfp-functions.json")) {
            return new ObjectMapper().readTree(in).get("functions");
        }
    }

    /** Functions with their parameters, as kind and name. */
    private static Map<String, List<String>> fake() throws IOException {
        Map<String, List<String>> functions = new TreeMap<>();
        Matcher list = LIST.matcher(Files.readString(NativeBuild.SOURCES.resolve("functions.h")));
        while (list.find()) {
            List<String> parameters = new ArrayList<>();
            Matcher parameter = PARAMETER.matcher(list.group(2));
            while (parameter.find()) {
                parameters.add(parameter.group(1) + " " + parameter.group(2));
            }
            functions.put(list.group(1), parameters);
        }
        return functions;
    }

    @Test
    void everyFunctionThatIsNeededIsThere() throws IOException {
        List<String> needed = new ArrayList<>();
        facts().properties().forEach(function -> {
            if (function.getValue().path("needed").asBoolean()) {
                needed.add(function.getKey());
            }
        });
        needed.remove("FwpmFreeMemory0"); // written by hand, for it returns nothing
        assertThat(fake().keySet()).containsExactlyInAnyOrderElementsOf(needed);
        assertThat(FakeLibrary.load().functions().keySet()).containsExactlyInAnyOrderElementsOf(needed);
    }

    @Test
    void parametersHaveNamesTypesAndOrderOfTheHeaders() throws IOException {
        JsonNode facts = facts();
        fake().forEach((function, parameters) -> {
            JsonNode declared = facts.get(function).get("params");
            assertThat(parameters).as(function).hasSize(declared.size());
            for (int i = 0; i < declared.size(); i++) {
                String type = declared.get(i).get("type").textValue();
                assertThat(parameters.get(i))
                        .as(function + ": " + type)
                        .matches("(" + kinds(type) + ") "
                                + declared.get(i).get("name").textValue());
            }
        });
    }

    private static String kinds(String type) {
        String otherwise = type.endsWith("***")
                ? "makes_list"
                : type.endsWith("**")
                        ? "makes"
                        : type.contains("CALLBACK") ? "calls" : type.startsWith("const ") ? "given" : "unknown";
        return KINDS.getOrDefault(type, otherwise);
    }
}
