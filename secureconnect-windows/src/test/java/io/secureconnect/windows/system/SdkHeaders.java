package io.secureconnect.windows.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** Numbers and layouts against the Windows headers of MinGW-w64, which nobody here wrote. Skips, loudly, without its compiler. */
public final class SdkHeaders {
    private static final String COMPILER = "x86_64-w64-mingw32-gcc";

    private SdkHeaders() {}

    /**
     * Fails if a C expression has another value than is expected of it.
     *
     * @param expected 64 bits by constant expressions, {@code sizeof} and {@code offsetof} among them; compared as 32 bits if
     *     they fit
     */
    public static void require(List<String> headers, Map<String, Long> expected) {
        StringBuilder source = new StringBuilder("#define INITGUID\n#include <stddef.h>\n#include <windows.h>\n");
        headers.forEach(header -> source.append("#include <").append(header).append(">\n"));
        expected.forEach((expression, value) -> source.append("_Static_assert((unsigned int) (")
                .append(expression)
                .append(") == ")
                .append(value & 0xFFFF_FFFFL)
                .append("u, \"")
                .append(expression)
                .append("\");\n"));
        try {
            Path folder = Files.createDirectories(Path.of("target/native-system"));
            Path file = Files.writeString(Files.createTempFile(folder, "headers", ".c"), source);
            compile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void compile(Path file) throws IOException {
        Process process;
        try {
            process = new ProcessBuilder(
                            COMPILER, "-std=c11", "-D_WIN32_WINNT=0x0A00", "-fsyntax-only", file.toString())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException noSuchProgram) {
            System.err.println(
                    "SKIPPED: there is no " + COMPILER + ", so numbers were NOT compared with Windows headers");
            Assumptions.abort(COMPILER + " is needed");
            return;
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new AssertionError("the headers say otherwise:\n" + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
