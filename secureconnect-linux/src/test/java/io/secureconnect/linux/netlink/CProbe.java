package io.secureconnect.linux.netlink;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;

/** Asks the C compiler and the system's own headers what a number is. */
public final class CProbe {
    private CProbe() {}

    /** Values of constant C expressions, by expression; the test is skipped, loudly, if there is no compiler. */
    public static Map<String, Long> evaluate(List<String> headers, Iterable<String> expressions) throws Exception {
        Path folder = Files.createTempDirectory("cprobe");
        try {
            return run(folder, source(headers, expressions));
        } finally {
            for (String name : List.of("probe.c", "probe", "out")) {
                Files.deleteIfExists(folder.resolve(name));
            }
            Files.delete(folder);
        }
    }

    private static String source(List<String> headers, Iterable<String> expressions) {
        StringBuilder source = new StringBuilder("#include <stddef.h>\n#include <stdio.h>\n");
        headers.forEach(h -> source.append("#include <").append(h).append(">\n"));
        source.append("int main(void) {\n");
        expressions.forEach(e -> source.append("  printf(\"%lld\\t%s\\n\", (long long)(")
                .append(e)
                .append("), \"")
                .append(e)
                .append("\");\n"));
        return source.append("  return 0;\n}\n").toString();
    }

    private static Map<String, Long> run(Path folder, String source) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("probe.c"), source);
        Path out = folder.resolve("out");
        int compiled;
        try {
            compiled = call(folder, out, "gcc", "-o", "probe", "probe.c");
        } catch (IOException noCompiler) {
            System.err.println("SKIPPED: no gcc, so the kernel's structures were NOT compared with its headers");
            Assumptions.abort("gcc is needed to compare structures with the kernel's headers: " + noCompiler);
            return Map.of();
        }
        if (compiled != 0) {
            throw new AssertionError("the probe does not compile:\n" + Files.readString(out));
        }
        call(folder, out, "./probe");
        return Files.readAllLines(out, StandardCharsets.UTF_8).stream()
                .map(line -> line.split("\t", 2))
                .collect(Collectors.toMap(p -> p[1], p -> Long.valueOf(p[0]), (a, b) -> a, LinkedHashMap::new));
    }

    private static int call(Path folder, Path out, String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start()
                .waitFor();
    }
}
