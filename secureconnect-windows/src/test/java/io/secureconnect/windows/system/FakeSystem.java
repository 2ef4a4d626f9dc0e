package io.secureconnect.windows.system;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** {@code src/test/native/system} as one library of this system, which stands for several of Windows'. */
public final class FakeSystem {
    private static final Path SOURCES = Path.of("src/test/native/system").toAbsolutePath();
    private static final Path OUTPUT = Path.of("target/native-system").toAbsolutePath();
    private static @Nullable Path built;

    private final NativeLibrary library;

    private FakeSystem(Path path) {
        this.library = NativeLibrary.getInstance(path.toString());
    }

    /** Compiles and loads it; skips the test, loudly, if there is no compiler. */
    public static FakeSystem load() {
        return new FakeSystem(path());
    }

    /** The file. */
    public static synchronized Path path() {
        Path done = built;
        if (done == null) {
            done = compile();
            built = done;
        }
        return done;
    }

    /** As the code under test has it. */
    public SystemLibrary library() {
        return SystemLibrary.at(path());
    }

    public int ask(String function, @Nullable Object... arguments) {
        return function(function).invokeInt(arguments);
    }

    public void tell(String function, @Nullable Object... arguments) {
        function(function).invokeVoid(arguments);
    }

    /** What was called since the last reset, a line each. */
    public List<String> trace() {
        return function("fake_trace").invokeString(new Object[0], false).lines().toList();
    }

    private Function function(String name) {
        return library.getFunction(name);
    }

    private static Path compile() {
        Path result = OUTPUT.resolve("libsystem.so");
        List<String> command = new ArrayList<>(List.of("gcc", "-std=c11", "-O1", "-g", "-Wall", "-Wextra", "-Werror"));
        command.addAll(List.of("-fvisibility=hidden", "-fPIC", "-shared", "-pthread", "-o", result.toString()));
        try (Stream<Path> files = Files.list(SOURCES)) {
            files.map(Path::toString)
                    .filter(file -> file.endsWith(".c"))
                    .sorted()
                    .forEach(command::add);
            Files.createDirectories(OUTPUT);
            run(command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return result;
    }

    private static void run(List<String> command) throws IOException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException noSuchProgram) {
            System.err.println(
                    "SKIPPED: there is no " + command.get(0) + ", so calls of Windows' libraries are NOT shown");
            Assumptions.abort(command.get(0) + " is needed");
            return;
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new AssertionError("the fake libraries do not compile:\n" + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
