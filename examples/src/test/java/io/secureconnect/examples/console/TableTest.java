package io.secureconnect.examples.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secureconnect.examples.console.Palette.Tone;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TableTest {
    private final StringWriter text = new StringWriter();

    @Test
    void columnsAreAlignedAndLinesEndWithoutSpaces() {
        try (Table table = new Table(new PrintWriter(text), Palette.PLAIN, "A", "VERDICT", "C")) {
            table.row("web1", "ENCRYPTED", "").row("longer name", "BLOCKED", "x");
        }
        assertThat(text.toString().lines())
                .containsExactly("A            VERDICT    C", "web1         ENCRYPTED", "longer name  BLOCKED    x");
    }

    @Test
    void colourDoesNotDisturbTheAlignment() {
        try (Table table = new Table(new PrintWriter(text), Palette.COLOR, "A", "B")) {
            table.tones(cell -> cell.equals("BLOCKED") ? Tone.BAD : Tone.NEUTRAL)
                    .row("BLOCKED", "x");
        }
        assertThat(text.toString().lines())
                .containsExactly("\u001b[1mA\u001b[0m        \u001b[1mB\u001b[0m", "\u001b[31mBLOCKED\u001b[0m  x");
    }

    @Test
    void hostileCellsCannotControlTheTerminalOrForgeRows() {
        try (Table table = new Table(new PrintWriter(text), Palette.PLAIN, "A")) {
            table.row("\u001b[2Jweb1\nBLOCKED \u202e");
        }
        assertThat(text.toString().lines()).containsExactly("A", "\\u001b[2Jweb1\\u000aBLOCKED \\u202e");
    }

    @Test
    void longTablesArePrintedInBlocksThatDoNotGetNarrower() {
        try (Table table = new Table(new PrintWriter(text), Palette.PLAIN, "A", "B")) {
            table.row("a wide cell", 0);
            for (int i = 1; i < 2500; i++) {
                table.row("x", i);
            }
        }
        assertThat(text.toString().lines()).hasSize(2501).last().isEqualTo("x            2499");
    }

    @Test
    void rowsFitTheHeadings() {
        Table table = new Table(new PrintWriter(text), Palette.PLAIN, "A", "B");
        assertThatThrownBy(() -> table.row("x")).hasMessage("1 cells under 2 headings");
    }
}
