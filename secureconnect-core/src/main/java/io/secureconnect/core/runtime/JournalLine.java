package io.secureconnect.core.runtime;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One note of a key journal, as text: {@code INBOUND 10.0.0.1 10.0.0.2 7} and a line feed.
 *
 * @param key what the note is about
 * @param generation the one that was used
 */
record JournalLine(Key key, long generation) {
    /** The path and direction that a key serves. */
    record Key(HostPair path, Direction direction) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::path).thenComparing(Key::direction);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    String encode() {
        return key.direction() + " " + key.path().local() + " " + key.path().remote() + " " + generation + "\n";
    }

    /**
     * All notes of a file. What stands behind the last line feed is a note that a crash has torn: its key was never used,
     * and it is dropped.
     *
     * @throws SecureConnectException with {@code JOURNAL_FAILED} if another line is no note
     */
    static List<JournalLine> decodeAll(Path file, String text) {
        List<JournalLine> notes = new ArrayList<>();
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        int number = 0;
        for (String line : whole.split("\n", -1)) {
            number++;
            if (!line.isEmpty()) {
                notes.add(decode(file, number, line));
            }
        }
        return notes;
    }

    private static JournalLine decode(Path file, int number, String line) {
        String[] words = line.split(" ", -1);
        try {
            if (words.length == 4) {
                Key key = new Key(HostPair.of(words[1], words[2]), Direction.valueOf(words[0]));
                return new JournalLine(key, Long.parseLong(words[3]));
            }
        } catch (IllegalArgumentException e) {
            throw unreadable(file, number, line);
        }
        throw unreadable(file, number, line);
    }

    private static SecureConnectException unreadable(Path file, int number, String line) {
        return new SecureConnectException(
                ErrorCode.JOURNAL_FAILED,
                file + ": line " + number + ": '" + line
                        + "' is not DIRECTION LOCAL REMOTE GENERATION; without the journal"
                        + " a key could serve twice: restore the file, or have the distributor make new keys and then remove it");
    }
}
