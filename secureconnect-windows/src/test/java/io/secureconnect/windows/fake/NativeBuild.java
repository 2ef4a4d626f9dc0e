package io.secureconnect.windows.fake;

import static java.util.stream.Collectors.toList;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Compiles {@code src/test/native} into {@code target/native}. */
final class NativeBuild {
    static final Path SOURCES = Path.of("src/test/native/fake").toAbsolutePath();
    static final Path OUTPUT = Path.of("target/native").toAbsolutePath();

    /** Structures of two versions that begin alike are looked at as one; every warning is an error. */
    private static final List<String> OPTIONS =
            List.of("-std=c11", "-O1", "-g", "-Wall", "-Wextra", "-Werror", "-fno-strict-aliasing");

    private static final Path REFERENCE = Path.of("src/test/native/reference").toAbsolutePath();
    private static final String MINGW = "x86_64-w64-mingw32-gcc";

    private NativeBuild() {}

    /** The fake as a library of this system. Skips the test, loudly, if there is no compiler. */
    static Path sharedObject() {
        return library("gcc", "libfwpuclnt.so", "-fvisibility=hidden", "-fPIC", "-shared", "-pthread");
    }

    /** The fake as a library of 64-bit Windows; skips as well. */
    static Path dll() {
        return library(MINGW, "fwpuclnt.dll", "-shared", "-static-libgcc");
    }

    /** A program of 64-bit Windows that calls the fake, compiled without our headers; skips as well. */
    static synchronized Path reference() {
        Path program = OUTPUT.resolve("reference.exe");
        if (!referenceIsBuilt) {
            Path dll = dll();
            compile(
                    MINGW,
                    program.getFileName().toString(),
                    sources(REFERENCE),
                    List.of(dll.toString(), "-static-libgcc"));
            referenceIsBuilt = true;
        }
        return program;
    }

    private static boolean referenceIsBuilt;

    private static List<Path> sources(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".c")).sorted().collect(toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path library(String compiler, String name, String... options) {
        writeFacts();
        List<Path> sources = sources(SOURCES);
        sources.add(OUTPUT.resolve("facts.c"));
        List<String> all = new ArrayList<>(List.of("-I" + OUTPUT, "-I" + SOURCES));
        all.addAll(List.of(options));
        return compile(compiler, name, sources, all);
    }

    private static void writeFacts() {
        try {
            Files.createDirectories(OUTPUT);
            new FactsSource().write(OUTPUT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws AssertionError with what the compiler says */
    static Path compile(String compiler, String name, List<Path> sources, List<String> options) {
        Path result = OUTPUT.resolve(name);
        List<String> command = new ArrayList<>(List.of(compiler));
        command.addAll(OPTIONS);
        command.addAll(List.of("-o", result.toString()));
        command.addAll(sources.stream().map(Path::toString).collect(toList()));
        command.addAll(options);
        Command.Result compiled = Command.of(command, OUTPUT).orElseGet(() -> skip(compiler, name));
        if (compiled.status() != 0) {
            throw new AssertionError(name + " does not compile:\n" + compiled.output());
        }
        return result;
    }

    /** Ends the test as skipped. Who reads the log has to see it. */
    static <T> T skip(String missing, String what) {
        System.err.println("SKIPPED: there is no " + missing + ", so " + what
                + " could NOT be had, and what it is to show is" + " NOT shown");
        Assumptions.abort(missing + " is needed for " + what);
        throw new AssertionError("abort throws");
    }
}
