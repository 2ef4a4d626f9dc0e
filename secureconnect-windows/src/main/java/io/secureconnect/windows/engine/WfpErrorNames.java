package io.secureconnect.windows.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The SDK's names of all codes {@code FWP_E_*} and {@code ERROR_IPSEC_*}, for texts. */
public final class WfpErrorNames {
    private static final String TABLE = "wfp-errors.txt";
    private static final Map<Integer, String> NAMES = read();

    private WfpErrorNames() {}

    /** The name of a code, also one of {@link WfpError}; empty if it is in neither. */
    public static Optional<String> of(int code) {
        return WfpError.of(code).map(WfpError::name).or(() -> Optional.ofNullable(NAMES.get(code)));
    }

    /** All codes that are in the table. */
    public static Map<Integer, String> all() {
        return Map.copyOf(NAMES);
    }

    private static Map<Integer, String> read() {
        Map<Integer, String> names = new HashMap<>();
        try (InputStream table = WfpErrorNames.class.getResourceAsStream(TABLE);
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(Objects.requireNonNull(table, TABLE), StandardCharsets.US_ASCII))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                String[] codeAndName = line.split(" ", -1);
                names.put(Integer.parseUnsignedInt(codeAndName[0], 16), codeAndName[1]);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }
}
