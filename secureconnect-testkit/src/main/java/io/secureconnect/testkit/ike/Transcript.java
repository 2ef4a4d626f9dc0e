package io.secureconnect.testkit.ike;

import io.secureconnect.testkit.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What happened between two ends, one thing a line: messages as arrows with exchange type, message id, payloads and SPIs, what
 * became of them, what each kernel was asked, and the states of both ends after it.
 *
 * <p>Each thread keeps the transcripts of the pairs it made, until {@link #forgetAll}, so that a test that fails anywhere can
 * show them; {@code @Seeded} does.
 */
public final class Transcript {
    private static final ThreadLocal<List<Transcript>> OF_THIS_THREAD = ThreadLocal.withInitial(ArrayList::new);

    private final String title;
    private final ManualClock clock;
    private final Instant start;
    private final List<String> lines = new ArrayList<>();

    Transcript(String title, ManualClock clock) {
        this.title = title;
        this.clock = clock;
        this.start = clock.now();
        OF_THIS_THREAD.get().add(this);
    }

    /** All transcripts that this thread began since {@link #forgetAll}. */
    public static List<Transcript> ofThisThread() {
        return List.copyOf(OF_THIS_THREAD.get());
    }

    /** Begins anew, before a test. */
    public static void forgetAll() {
        OF_THIS_THREAD.remove();
    }

    void add(String line) {
        long millis = Duration.between(start, clock.now()).toMillis();
        lines.add(String.format(Locale.ROOT, "%5d.%03d  %s", millis / 1000, millis % 1000, line));
    }

    /** One thing a line, in order; times are in seconds since the beginning. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public String toString() {
        return title + "\n" + String.join("\n", lines);
    }
}
