package io.secureconnect.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/standards.md} names classes and tests that are there. */
class StandardsPageTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern NAME = Pattern.compile("[A-Z]\\w*(#\\w+)?");

    private final Map<String, List<Path>> classes = sources("src/main/java");
    private final Map<String, List<Path>> tests = sources("src/test/java");

    @Test
    void hasATableForEachStandard() throws IOException {
        assertThat(page().stream().filter(line -> line.startsWith("## ")))
                .map(line -> line.replaceFirst("## (RFC \\d+).*", "$1"))
                .contains(
                        "RFC 7296",
                        "RFC 7383",
                        "RFC 7427",
                        "RFC 8784",
                        "RFC 9242",
                        "RFC 9370",
                        "RFC 3948",
                        "RFC 4303",
                        "RFC 2407",
                        "RFC 2408",
                        "RFC 2409",
                        "RFC 3706",
                        "RFC 3947",
                        "RFC 4754");
    }

    @Test
    void everyRowNamesASectionAClassAndATestThatAreThere() throws IOException {
        List<String> rows = page().stream()
                .filter(line -> line.startsWith("| §") || line.startsWith("| appendix"))
                .toList();
        assertThat(rows).hasSizeGreaterThan(100);
        assertThat(rows.stream().flatMap(row -> faults(row).stream())).isEmpty();
    }

    private List<String> faults(String row) {
        String[] cells = row.split("\\|");
        if (cells.length != 5) {
            return List.of("not four cells: " + row);
        }
        List<String> faults = new ArrayList<>();
        faults.addAll(unknown(names(cells[3]), classes, row));
        faults.addAll(unknown(names(cells[4]), tests, row));
        return faults;
    }

    private static List<String> unknown(List<String> names, Map<String, List<Path>> sources, String row) {
        if (names.isEmpty()) {
            return List.of("names nothing: " + row);
        }
        return names.stream()
                .filter(name -> !isThere(name, sources))
                .map(name -> "no " + name + ": " + row)
                .toList();
    }

    private static boolean isThere(String name, Map<String, List<Path>> sources) {
        String[] parts = name.split("#");
        List<Path> files = sources.getOrDefault(parts[0], List.of());
        return parts.length == 1 ? !files.isEmpty() : files.stream().anyMatch(file -> mentions(file, parts[1] + "("));
    }

    private static boolean mentions(Path file, String text) {
        try {
            return Files.readString(file).contains(text);
        } catch (IOException e) {
            throw new AssertionError(file + " cannot be read", e);
        }
    }

    private static List<String> names(String cell) {
        List<String> names = new ArrayList<>();
        for (Matcher code = CODE.matcher(cell); code.find(); ) {
            assertThat(code.group(1)).matches(NAME);
            names.add(code.group(1));
        }
        return names;
    }

    private static List<String> page() throws IOException {
        return Files.readAllLines(ROOT.resolve("docs/standards.md"));
    }

    private static Map<String, List<Path>> sources(String kind) {
        try (Stream<Path> files = Files.find(ROOT, 30, (path, attributes) -> isSource(path, kind))) {
            return files.collect(
                    Collectors.groupingBy(path -> path.getFileName().toString().replace(".java", "")));
        } catch (IOException e) {
            throw new AssertionError("the sources cannot be listed", e);
        }
    }

    private static boolean isSource(Path path, String kind) {
        String text = ROOT.relativize(path).toString();
        return text.endsWith(".java") && text.matches("[a-z-]+/" + kind + "/.*");
    }
}
