package io.secureconnect.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Remembers every key a test made and every text a backend gave out, and looks for the one in the other. */
final class KeyScan {
    /** A shorter run may appear by chance. */
    private static final int RUN = 6;

    private final List<byte[]> keys = new ArrayList<>();
    private final Set<String> texts = new HashSet<>();

    synchronized void made(byte[] key) {
        keys.add(key.clone());
    }

    synchronized void heard(Object answer) {
        texts.add(answer.toString().toLowerCase(Locale.ROOT));
    }

    synchronized void heard(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        texts.add(text.toString().toLowerCase(Locale.ROOT));
    }

    /** In hexadecimal with and without separators, Base64, and as Java prints arrays. */
    synchronized void assertNoKeyShown() {
        String all = String.join("\n", texts);
        String hexOnly = all.replaceAll("[ :,-]|0x", "");
        for (byte[] key : keys) {
            for (int from = 0; from + RUN <= key.length; from++) {
                byte[] run = Arrays.copyOfRange(key, from, from + RUN);
                assertThat(hexOnly.contains(hex(run)))
                        .as("octets of a key stand in a text of the backend")
                        .isFalse();
                String array = Arrays.toString(run);
                assertThat(all.contains(array.substring(1, array.length() - 1)))
                        .as("octets of a key stand in a text of the backend")
                        .isFalse();
            }
            assertThat(all.contains(Base64.getEncoder().encodeToString(key).toLowerCase(Locale.ROOT)))
                    .as("a key stands in a text of the backend")
                    .isFalse();
        }
    }

    private static String hex(byte[] octets) {
        StringBuilder text = new StringBuilder();
        for (byte octet : octets) {
            text.append(String.format(Locale.ROOT, "%02x", octet));
        }
        return text.toString();
    }
}
