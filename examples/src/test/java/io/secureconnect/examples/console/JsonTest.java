package io.secureconnect.examples.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    private static final Object VALUE = Json.object(
            "text", "a \"b\" \u00e9", "number", 1L << 40, "yes", true, "none", null, "list", List.of("x", List.of()));

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        assertThat(Json.parse(Json.pretty(VALUE).getBytes(UTF_8))).isEqualTo(VALUE);
        assertThat(Json.parse(Json.line(VALUE).getBytes(UTF_8))).isEqualTo(VALUE);
    }

    @Test
    void fieldsKeepTheirOrder() {
        assertThat(Json.line(Json.object("z", 1, "a", 2))).isEqualTo("{\"z\":1,\"a\":2}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"a\":1,\"a\":2}", "{} {}", "nil", "[1,]", "{'a':1}", "99999999999999999999"})
    void anythingElseIsRefusedWithAnIoException(String text) {
        assertThatThrownBy(() -> Json.parse(text.getBytes(UTF_8))).isInstanceOf(IOException.class);
    }

    @Test
    void deepNestingIsRefusedBeforeTheStackIsUsedUp() {
        byte[] deep = "[".repeat(1_000_000).getBytes(UTF_8);
        assertThatThrownBy(() -> Json.parse(deep)).isInstanceOf(IOException.class);
    }
}
