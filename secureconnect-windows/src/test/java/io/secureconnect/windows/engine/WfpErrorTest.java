package io.secureconnect.windows.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What people read of a code. */
@Tag("rung-V1b")
class WfpErrorTest {
    private static Map<Integer, String> facts() throws IOException {
        Map<Integer, String> facts = new HashMap<>();
        try (InputStream in = WfpErrorTest.class.getResourceAsStream("/wfp/wfp-enums.json")) {
            JsonNode errors = new ObjectMapper().readTree(in).get("errors");
            errors.fields()
                    .forEachRemaining(error -> facts.put((int) error.getValue().longValue(), error.getKey()));
        }
        return facts;
    }

    @Test
    void everyCodeOfTheHeadersHasItsName() throws IOException {
        assertThat(WfpErrorNames.all()).hasSize(220).isEqualTo(facts());
    }

    @ParameterizedTest
    @EnumSource
    void whatIsDecidedByIsCalledAsInTheHeaders(WfpError error) throws IOException {
        assertThat(facts().getOrDefault(error.code(), error.name())).isEqualTo(error.name());
        assertThat(WfpError.of(error.code())).as("the only one of its code").contains(error);
    }

    @Test
    void aTextHasTheNumberAndTheName() {
        assertThat(new WfpException("FwpmFilterAdd0", 0x80320024))
                .hasMessage("FwpmFilterAdd0 failed with 0x80320024 FWP_E_INVALID_ACTION_TYPE");
        assertThat(new WfpException("FwpmEngineOpen0", 1753)).hasMessageContaining("0x000006d9 EPT_S_NOT_REGISTERED");
        assertThat(new WfpException("FwpmEngineOpen0", 0x12345678))
                .hasMessage("FwpmEngineOpen0 failed with 0x12345678");
    }
}
