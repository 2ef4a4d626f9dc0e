package io.secureconnect.api.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CodePointOrderTest {
    private static final String[] TEXTS = {
        "",
        "a",
        "aa",
        "ab",
        "b",
        "\u00e9",
        "\ud7ff",
        "\ue000",
        "\uffff",
        "\ud800\udc00",
        "\ud83c\udf10",
        "\udbff\udfff",
        "a\ue000",
        "a\ud800\udc00",
        "a\ud800\udc01"
    };

    @Test
    void theOrderIsThatOfTheUtf8Octets() {
        for (String one : TEXTS) {
            for (String other : TEXTS) {
                assertThat(Integer.signum(CodePointOrder.compare(one, other)))
                        .as(one + " and " + other)
                        .isEqualTo(Integer.signum(Arrays.compareUnsigned(
                                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8))));
            }
        }
    }
}
