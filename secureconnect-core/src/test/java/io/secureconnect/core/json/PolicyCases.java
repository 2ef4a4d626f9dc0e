package io.secureconnect.core.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Documents from {@code policies/*.txt}, each with a title, its text, and the faults that were reviewed. */
record PolicyCases(String title, String document, List<String> faults) {
    private static final String BASE_WITHOUT_VERSION =
            "\"format\": \"secureconnect.policy/v1\", \"organization\": {\"id\": \"acme\"}";

    static List<PolicyCases> read(String name) {
        List<PolicyCases> cases = new ArrayList<>();
        String[] parts = text(name).split("(?m)^== ");
        for (int i = 1; i < parts.length; i++) {
            cases.add(read(parts[i].lines().toList()));
        }
        return cases;
    }

    private static PolicyCases read(List<String> lines) {
        StringBuilder document = new StringBuilder();
        List<String> faults = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            if (line.startsWith("> ")) {
                faults.add(line.substring(2));
            } else {
                document.append(line).append('\n');
            }
        }
        String text = document.toString()
                .replace("BASE_WITHOUT_VERSION", BASE_WITHOUT_VERSION)
                .replace("BASE", BASE_WITHOUT_VERSION + ", \"version\": 1")
                .replace("LONG", "x".repeat(1025));
        return new PolicyCases(lines.get(0), text, faults);
    }

    private static String text(String name) {
        try (InputStream in = PolicyCases.class.getResourceAsStream("/policies/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
