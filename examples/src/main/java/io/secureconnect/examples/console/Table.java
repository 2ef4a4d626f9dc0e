package io.secureconnect.examples.console;

import io.secureconnect.examples.console.Palette.Tone;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows under headings, aligned. Rows are printed in blocks, so that a table of any length needs little memory; a later
 * block is never narrower than an earlier one.
 */
public final class Table implements AutoCloseable {
    private static final int BLOCK = 1000;
    private static final String GAP = "  ";

    private final PrintWriter out;
    private final Palette palette;
    private final int[] widths;
    private final List<List<String>> waiting = new ArrayList<>();
    private Function<String, Tone> tones = cell -> Tone.NEUTRAL;
    private boolean headed;

    public Table(PrintWriter out, Palette palette, String... headings) {
        this.out = out;
        this.palette = palette;
        this.widths = new int[headings.length];
        row((Object[]) headings);
    }

    /** Chooses the colour of a cell by its text. */
    public Table tones(Function<String, Tone> chosen) {
        tones = chosen;
        return this;
    }

    /** Adds a row with one cell for each heading; what is null is printed as a dash. */
    public Table row(@Nullable Object... cells) {
        if (cells.length != widths.length) {
            throw new IllegalArgumentException(cells.length + " cells under " + widths.length + " headings");
        }
        List<String> texts = new ArrayList<>(cells.length);
        for (int i = 0; i < cells.length; i++) {
            String text = Printable.of(Objects.toString(cells[i], "-"));
            widths[i] = Math.max(widths[i], text.codePointCount(0, text.length()));
            texts.add(text);
        }
        waiting.add(texts);
        if (waiting.size() == BLOCK) {
            flush();
        }
        return this;
    }

    /** Prints what is left. */
    @Override
    public void close() {
        flush();
        out.flush();
    }

    private void flush() {
        for (List<String> row : waiting) {
            print(row, headed);
            headed = true;
        }
        waiting.clear();
    }

    private void print(List<String> row, boolean body) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            String text = row.get(i);
            line.append(palette.paint(body ? tones.apply(text) : Tone.HEADING, text));
            if (i < row.size() - 1) {
                line.append(" ".repeat(widths[i] - text.codePointCount(0, text.length())))
                        .append(GAP);
            }
        }
        out.println(line.toString().stripTrailing());
    }
}
