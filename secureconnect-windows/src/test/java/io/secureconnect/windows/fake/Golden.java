package io.secureconnect.windows.fake;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;

/** Traces that have been looked at, in {@code src/test/resources/fake}. */
final class Golden {
    private Golden() {}

    /** @param who whose trace it is, for the message */
    static void compare(String name, String who, String trace) {
        List<String> expected = read(name).lines().toList();
        List<String> actual = trace.lines().toList();
        for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
            String wanted = i < expected.size() ? expected.get(i) : "the end";
            String found = i < actual.size() ? actual.get(i) : "the end";
            if (!wanted.equals(found)) {
                throw new AssertionError("line " + (i + 1) + " of " + name + ", in " + call(actual, i) + ": "
                        + wanted.trim()
                        + "\nbut " + who + " has: " + found.trim() + "\nAll of it is in " + put(name, who, trace)
                        + ". If it is right, copy it to src/test/resources/fake/" + name);
            }
        }
        if (!read(name).equals(trace)) {
            throw new AssertionError("the ends of lines differ from " + name + " in " + put(name, who, trace));
        }
    }

    /** The call that a line belongs to: the last one that is not indented. */
    private static String call(List<String> lines, int at) {
        for (int i = Math.min(at, lines.size() - 1); i >= 0; i--) {
            if (!lines.get(i).startsWith(" ")) {
                return lines.get(i);
            }
        }
        return "nothing";
    }

    private static String read(String name) {
        try (InputStream in = Golden.class.getResourceAsStream("/fake/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String put(String name, String who, String trace) {
        try {
            return Files.writeString(NativeBuild.OUTPUT.resolve(who + "-" + name), trace)
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
