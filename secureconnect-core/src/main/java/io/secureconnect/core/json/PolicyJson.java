package io.secureconnect.core.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.secureconnect.api.error.InvalidPolicyException;
import io.secureconnect.api.error.PolicyFault;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.core.resolve.DocumentCheck;
import io.secureconnect.core.resolve.FaultList;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and writes {@code secureconnect.policy/v1}. One pass, one entry at a time; memory stays bounded. */
public final class PolicyJson {
    private static final int LIST_ENTRIES = 2;

    private PolicyJson() {}

    /**
     * Reads a document and checks it as a whole.
     *
     * @throws InvalidPolicyException with every fault, the sections in the order of the format, entries by index
     * @throws IOException if {@code in} fails
     */
    public static PolicyDocument read(InputStream in) throws IOException {
        FaultList faults = new FaultList();
        PolicyDocument document;
        try (JsonParser parser = JsonFormat.parser(in)) {
            document = read(new JsonSource(parser, faults), faults);
        }
        List<PolicyFault> sorted = new ArrayList<>(faults.list());
        sorted.sort(new PointerOrder());
        if (document == null || !sorted.isEmpty()) {
            throw new InvalidPolicyException(sorted);
        }
        return document;
    }

    /** The document if it could be read to its end; the faults tell whether it is to be used. */
    private static @Nullable PolicyDocument read(JsonSource in, FaultList faults) throws IOException {
        try {
            if (in.parser().nextToken() == null) {
                faults.add("", "", "a document is a JSON object; this one is empty", "write an object");
                return null;
            }
            PolicyDocument document = PolicyForm.read(in);
            if (in.parser().nextToken() != null) {
                in.refuse("nothing follows the document's closing brace", "take out what follows");
            }
            DocumentCheck.check(document, in.unreadable(), faults);
            return document;
        } catch (JsonSource.TooManyFaults enough) {
            return null;
        } catch (StreamConstraintsException tooLarge) {
            faults.add(
                    in.pointer(),
                    at(tooLarge.getLocation()),
                    "a document has at most " + JsonFormat.MOST_NESTING + " levels, strings of "
                            + JsonFormat.MOST_STRING + " characters and " + (JsonFormat.MOST_DOCUMENT >> 20)
                            + " MiB; reading stopped here",
                    "split or shorten what stands there");
            return null;
        } catch (JsonProcessingException malformed) {
            faults.add(
                    in.pointer(),
                    at(malformed.getLocation()),
                    "a document is JSON (RFC 8259); reading stopped here: " + firstLine(malformed.getOriginalMessage()),
                    "correct the text there");
            return null;
        } catch (CharacterCodingException malformed) {
            faults.add(
                    in.pointer(),
                    at(in.parser().currentLocation()),
                    "a document is UTF-8; reading stopped at or after this place, where octets are not",
                    "save the document as UTF-8");
            return null;
        }
    }

    private static String at(@Nullable JsonLocation location) {
        return location == null ? "somewhere" : "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static String firstLine(@Nullable String message) {
        String text = message == null ? "" : message.lines().findFirst().orElse("");
        return text.length() <= 160 ? text : text.substring(0, 160) + "…";
    }

    /** Writes a document so that {@link #read} gives an equal one. All defaults are written out. Does not close {@code out}. */
    public static void write(PolicyDocument document, OutputStream out) throws IOException {
        try (JsonGenerator generator = JsonFormat.generator(out, LIST_ENTRIES + 2)) {
            PolicyForm.SHAPE.write(document, generator);
            generator.writeRaw('\n');
        }
    }
}
