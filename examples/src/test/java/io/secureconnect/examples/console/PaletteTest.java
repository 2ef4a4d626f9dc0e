package io.secureconnect.examples.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PaletteTest {
    private static final Map<String, String> XTERM = Map.of("TERM", "xterm");

    @Test
    void aTerminalGetsColours() {
        assertThat(Palette.of(true, XTERM)).isEqualTo(Palette.COLOR);
    }

    @Test
    void aPipeGetsNone() {
        assertThat(Palette.of(false, XTERM)).isEqualTo(Palette.PLAIN);
    }

    @Test
    void noColorIsRespectedUnlessEmpty() {
        assertThat(Palette.of(true, Map.of("TERM", "xterm", "NO_COLOR", "1"))).isEqualTo(Palette.PLAIN);
        assertThat(Palette.of(true, Map.of("TERM", "xterm", "NO_COLOR", ""))).isEqualTo(Palette.COLOR);
    }

    @Test
    void aDumbTerminalGetsNone() {
        assertThat(Palette.of(true, Map.of("TERM", "dumb"))).isEqualTo(Palette.PLAIN);
        assertThat(Palette.of(true, Map.of())).isEqualTo(Palette.PLAIN);
    }
}
