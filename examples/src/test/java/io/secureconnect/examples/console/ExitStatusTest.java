package io.secureconnect.examples.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.error.ErrorCode;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ExitStatusTest {
    @Test
    void numbersAreThoseOfTheManual() {
        assertThat(Arrays.stream(ExitStatus.values()).map(ExitStatus::code)).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void everyErrorCodeIsPlacedOnPurpose() {
        assertThat(Arrays.stream(ErrorCode.values()).filter(code -> ExitStatus.of(code) == ExitStatus.INTERNAL))
                .containsExactly(ErrorCode.NO_IMPLEMENTATION, ErrorCode.CLOSED, ErrorCode.INTERNAL);
    }
}
