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

    /** GUIDs and octets are written as what they are not declared as; everything else is an error. */
    private static final List<String> OPTIONS = List.of(
            "-std=c11",
            "-O1",
            "-g",
            "-Wall",
            "-Wextra",
            "-Werror",
            "-fno-strict-aliasing",
            "-I" + OUTPUT,
            "-I" + SOURCES);

    private NativeBuild() {}

    /** The fake as a library of this system. Skips the test, loudly, if there is no compiler. */
    static Path sharedObject() {
        return library("gcc", "libfwpuclnt.so", "-fvisibility=hidden", "-fPIC", "-shared", "-pthread");
    }

    /** The fake as a library of 64-bit Windows; skips as well. */
    static Path dll() {
        return library("x86_64-w64-mingw32-gcc", "fwpuclnt.dll", "-shared", "-static-libgcc");
    }

    private static Path library(String compiler, String name, String... options) {
        writeFacts();
        List<Path> sources = new ArrayList<>();
        try (Stream<Path> files = Files.list(SOURCES)) {
            files.filter(file -> file.toString().endsWith(".c")).sorted().forEach(sources::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sources.add(OUTPUT.resolve("facts.c"));
        return compile(compiler, name, sources, List.of(options));
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
