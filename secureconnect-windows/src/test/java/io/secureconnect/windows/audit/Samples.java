package io.secureconnect.windows.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code src/test/resources/audit}: composed, not captured. */
public final class Samples {
    public static final List<String> NAMES =
            List.of("4653", "4655", "4960", "4965", "5447", "5451", "5453", "5478", "user-data");

    private Samples() {}

    public static String of(String name) {
        try (InputStream in = Samples.class.getResourceAsStream("/audit/" + name + ".xml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
