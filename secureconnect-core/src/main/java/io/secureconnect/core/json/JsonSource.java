package io.secureconnect.core.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.secureconnect.core.resolve.FaultList;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A document while it is read: the value at hand, where it stands, and the faults so far. Each method that reads leaves
 * the parser on the value's last token; one that finds a fault notes it, reads past the value and answers with a stand-in.
 */
final class JsonSource {
    private static final int MOST_SHARED = 1 << 16;
    private static final int MOST_TEXT = 1_024;

    private final JsonParser parser;
    private final FaultList faults;
    private final JsonPath path = new JsonPath();
    private final Map<String, String> shared = new HashMap<>();
    private final Set<Object> unreadable = Collections.newSetFromMap(new IdentityHashMap<>());

    JsonSource(JsonParser parser, FaultList faults) {
        this.parser = parser;
        this.faults = faults;
    }

    /** Where the value at hand stands. */
    String pointer() {
        return path.toString();
    }

    JsonPath path() {
        return path;
    }

    JsonParser parser() {
        return parser;
    }

    /** Parts that stand in for what could not be read, by identity. */
    Set<Object> unreadable() {
        return unreadable;
    }

    /** Marks {@code part} as a stand-in. */
    <T> T standIn(T part) {
        unreadable.add(part);
        return part;
    }

    boolean isNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    /** Reads past the value at hand and notes that it is wrong. */
    void refuse(String rule, String remedy) throws IOException {
        refuseAt(pointer(), JsonExcerpt.consume(parser), rule, remedy);
    }

    /** Notes a fault about something else than the value at hand. */
    void refuseAt(String pointer, String value, String rule, String remedy) {
        faults.add(pointer, value, rule, remedy);
        if (faults.isFull()) {
            throw new TooManyFaults();
        }
    }

    @Nullable
    String text() throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            refuse("a string is wanted here", "put it in quotation marks");
            return null;
        }
        String text = parser.getText();
        if (text.length() > MOST_TEXT) {
            refuse("a string has at most " + MOST_TEXT + " characters", "shorten it");
            return null;
        }
        return text;
    }

    /** As {@link #text}; equal texts are mostly the same object, for labels recur. */
    @Nullable
    String sharedText() throws IOException {
        String text = text();
        return text == null ? null : share(text);
    }

    String share(String text) {
        String known = shared.get(text);
        if (known == null) {
            if (shared.size() < MOST_SHARED) {
                shared.put(text, text);
            }
            return text;
        }
        return known;
    }

    boolean flag(boolean standIn) throws IOException {
        JsonToken token = parser.currentToken();
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            refuse("true or false is wanted here", "write it without quotation marks");
            return standIn;
        }
        return token == JsonToken.VALUE_TRUE;
    }

    long number(long least, long most, long standIn) throws IOException {
        boolean whole = parser.currentToken() == JsonToken.VALUE_NUMBER_INT;
        boolean fits = whole
                && (parser.getNumberType() == JsonParser.NumberType.INT
                        || parser.getNumberType() == JsonParser.NumberType.LONG);
        if (!fits || parser.getLongValue() < least || parser.getLongValue() > most) {
            refuse(
                    "a whole number from " + least + " to " + most + " is wanted here",
                    whole ? "correct it" : "write digits only, without quotation marks, point or exponent");
            return standIn;
        }
        return parser.getLongValue();
    }

    /** One of the values of an enum, by its name in the format. */
    <E> @Nullable E word(E[] values, Function<E, String> name) throws IOException {
        String text = text();
        if (text == null) {
            return null;
        }
        List<String> names = new ArrayList<>();
        for (E value : values) {
            if (name.apply(value).equals(text)) {
                return value;
            }
            names.add(name.apply(value));
        }
        refuse(
                "one of " + String.join(", ", names) + " is wanted here",
                NearestName.remedy(text, names, "choose one of them"));
        return null;
    }

    /** A text that a value type reads; its complaint is {@code what is wrong; what to do}. */
    <T> @Nullable T parsed(Function<String, T> reader) throws IOException {
        String text = text();
        if (text == null) {
            return null;
        }
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException complaint) {
            refuse(complaint);
            return null;
        }
    }

    /** Notes what a value type says about the value at hand. */
    void refuse(IllegalArgumentException complaint) throws IOException {
        Complaint said = Complaint.of(complaint);
        refuse(said.rule(), said.remedy());
    }

    /** The entries of an array; {@code entry} reads one and answers with a stand-in if it cannot. */
    <T> List<T> list(Entry<T> entry) throws IOException {
        List<T> list = new ArrayList<>();
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            refuse("a list is wanted here", "write [ ] around it");
            return list;
        }
        path.enterList();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(entry.read(this));
            path.nextEntry();
        }
        path.leave();
        return list;
    }

    /**
     * The members of an object; each key once.
     *
     * @return whether it was an object
     */
    boolean members(Member member) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            refuse("an object is wanted here", "write { } around it");
            return false;
        }
        Set<String> seen = new HashSet<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            path.enter(key);
            parser.nextToken();
            if (seen.add(key)) {
                member.read(share(key), this);
            } else {
                refuseDuplicateKey();
            }
            path.leave();
        }
        return true;
    }

    void refuseDuplicateKey() throws IOException {
        refuse("an object has each key once; this is the second", "take one of them out");
    }

    /** Reads an entry of a list. */
    interface Entry<T> {
        T read(JsonSource in) throws IOException;
    }

    /** Reads the value of a key. */
    interface Member {
        void read(String key, JsonSource in) throws IOException;
    }

    /** Ends the reading of a document that has too many faults. */
    static final class TooManyFaults extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyFaults() {
            super("too many faults", null, false, false);
        }
    }
}
