package io.secureconnect.windows.jna;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The functions that are called here, held against the SDK's headers. */
@Tag("rung-V1")
class WfpFunctionTest {
    private static JsonNode facts(WfpFunction function) throws IOException {
        try (InputStream in = WfpFunctionTest.class.getResourceAsStream("/wfp/wfp-functions.json")) {
            JsonNode found = new ObjectMapper().readTree(in).get("functions").get(function.name());
            assertThat(found).as("the headers declare " + function).isNotNull();
            return found;
        }
    }

    @ParameterizedTest
    @EnumSource
    void isExportedSinceTheWindowsThatItNames(WfpFunction function) throws IOException {
        String oldest = facts(function).get("min_windows").textValue();
        assertThat(function.since())
                .isEqualTo(
                        switch (oldest) {
                            case "Vista/2008" -> WindowsVersion.VISTA;
                            case "7/2008R2" -> WindowsVersion.WINDOWS_7;
                            case "8/2012" -> WindowsVersion.WINDOWS_8;
                            default -> throw new AssertionError(oldest);
                        });
    }
}
