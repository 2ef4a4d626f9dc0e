package io.secureconnect.examples.quickstart;

import io.secureconnect.examples.console.Palette;
import io.secureconnect.examples.console.Palette.Tone;
import io.secureconnect.examples.console.Table;
import java.io.PrintWriter;
import java.util.List;

/** What the quickstart prints: chapters, facts, and claims that are checked before they are made. */
final class Story {
    private final PrintWriter out;
    private final Palette palette;
    private int chapter;
    private boolean honest = true;

    Story(PrintWriter out, Palette palette) {
        this.out = out;
        this.palette = palette;
    }

    void chapter(String title) {
        chapter++;
        out.println();
        out.println(palette.paint(Tone.HEADING, chapter + ". " + title));
    }

    void fact(String text) {
        out.println("   " + text);
    }

    /** A table; the first row are its headings. */
    void table(List<String[]> rows) {
        try (Table table = new Table(out, palette, indented(rows.get(0)))) {
            table.tones(
                    cell -> cell.equals("ENCRYPTED") ? Tone.GOOD : cell.equals("BLOCKED") ? Tone.BAD : Tone.NEUTRAL);
            rows.stream().skip(1).forEach(row -> table.row((Object[]) indented(row)));
        }
    }

    private static String[] indented(String[] row) {
        String[] indented = row.clone();
        indented[0] = "   " + row[0];
        return indented;
    }

    /** Says whether {@code text} is so. */
    void claim(boolean so, String text) {
        honest &= so;
        fact(palette.paint(so ? Tone.GOOD : Tone.BAD, so ? "yes" : "NO ") + "  " + text);
    }

    /** Whether every claim was so. */
    boolean isTrue() {
        return honest;
    }
}
