package io.secureconnect.windows.wfp;

import io.secureconnect.windows.abi.Struct;
import java.util.Optional;

/** What an object is called for people: {@code FWPM_DISPLAY_DATA0}. */
public record DisplayData(Optional<String> name, Optional<String> description) {
    static final Struct<DisplayData> STRUCT = Struct.of(
            "FWPM_DISPLAY_DATA0",
            new DisplayData(Optional.empty(), Optional.empty()),
            (m, v) -> new DisplayData(m.text("name", v.name), m.text("description", v.description)));

    public static DisplayData of(String name, String description) {
        return new DisplayData(Optional.of(name), Optional.of(description));
    }

    static DisplayData blank() {
        return STRUCT.blank();
    }
}
