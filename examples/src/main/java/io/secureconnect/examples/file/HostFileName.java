package io.secureconnect.examples.file;

import io.secureconnect.examples.console.CommandFailure;
import io.secureconnect.examples.console.Printable;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Workload ids as file names. Ids come out of policies and may hold anything, also {@code ../}: letters, digits, {@code _},
 * {@code -} and inner dots stand for themselves, every other octet of the UTF-8 text becomes {@code %XX}.
 */
final class HostFileName {
    private static final int LONGEST = 200;

    private HostFileName() {}

    /** The file name for an id, without a suffix. */
    static String of(String workload) {
        StringBuilder name = new StringBuilder();
        for (byte octet : workload.getBytes(StandardCharsets.UTF_8)) {
            boolean innerDot = octet == '.' && name.length() > 0;
            if (isPlain(octet) || innerDot) {
                name.append((char) octet);
            } else {
                name.append(String.format(Locale.ROOT, "%%%02X", octet & 0xff));
            }
        }
        if (name.length() == 0 || name.length() > LONGEST) {
            throw CommandFailure.input("workload id '" + Printable.of(workload)
                    + "': a file is named after it, so it needs 1 to " + LONGEST + " letters; choose another id");
        }
        return name.toString();
    }

    /** The id that has this file name; empty if none has. */
    static Optional<String> workload(String name) {
        try {
            String id = URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
            return of(id).equals(name) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException | CommandFailure e) {
            return Optional.empty();
        }
    }

    private static boolean isPlain(byte octet) {
        return (octet >= 'a' && octet <= 'z')
                || (octet >= 'A' && octet <= 'Z')
                || (octet >= '0' && octet <= '9')
                || octet == '_'
                || octet == '-';
    }
}
