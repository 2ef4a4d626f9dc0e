package io.secureconnect.core.json;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** How this package talks to Jackson: strict UTF-8, and limits that keep any input within bounded memory. */
final class JsonFormat {
    /** Objects and arrays within each other; the policy format itself needs nine. */
    static final int MOST_NESTING = 32;

    /** Characters of one string; names are much shorter, see {@code DocumentCheck}. */
    static final int MOST_STRING = 65_536;

    /** Octets of a document: room for more than a million workloads. */
    static final long MOST_DOCUMENT = 1L << 30;

    private static final int MOST_NAME = 4_096;
    private static final int MOST_NUMBER = 64;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MOST_NESTING)
                    .maxStringLength(MOST_STRING)
                    .maxNameLength(MOST_NAME)
                    .maxNumberLength(MOST_NUMBER)
                    .maxDocumentLength(MOST_DOCUMENT)
                    .build())
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private JsonFormat() {}

    /** Never closes {@code in}. Octets that are not UTF-8 make it fail with {@code CharacterCodingException}. */
    static JsonParser parser(InputStream in) throws IOException {
        return FACTORY.createParser(new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
    }

    /** Never closes {@code out}; the text ends with a line feed. */
    static JsonGenerator generator(OutputStream out, int deepestOnOwnLine) throws IOException {
        JsonGenerator generator = FACTORY.createGenerator(out, JsonEncoding.UTF8);
        generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        generator.setPrettyPrinter(new LinePrinter(deepestOnOwnLine));
        return generator;
    }
}
