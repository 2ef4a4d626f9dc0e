package io.secureconnect.core.keying;

import com.fasterxml.jackson.databind.JsonNode;
import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object of a saved state, taken apart strictly: a missing, a wrong and an unknown member are faults that name their
 * JSON pointer, and never show a value.
 */
final class JsonRecord {
    private final String pointer;
    private final JsonNode node;
    private final Set<String> known = new HashSet<>();

    JsonRecord(String pointer, JsonNode node) {
        this.pointer = pointer;
        this.node = node;
        if (!node.isObject()) {
            throw fault("", "is not an object");
        }
    }

    /** A text, made into what it stands for; {@code parse} may throw any {@link RuntimeException}. */
    <T> T text(String name, Function<String, T> parse) {
        return optionalText(name, parse).orElseThrow(() -> fault(name, "is missing"));
    }

    <T> Optional<T> optionalText(String name, Function<String, T> parse) {
        return member(name).map(value -> {
            if (!value.isTextual()) {
                throw fault(name, "is not a text");
            }
            return parsed(name, () -> parse.apply(value.textValue()));
        });
    }

    long number(String name) {
        OptionalLong value = optionalNumber(name);
        if (value.isEmpty()) {
            throw fault(name, "is missing");
        }
        return value.getAsLong();
    }

    OptionalLong optionalNumber(String name) {
        Optional<JsonNode> value = member(name);
        if (value.filter(v -> !v.isIntegralNumber() || !v.canConvertToLong()).isPresent()) {
            throw fault(name, "is not a whole number of 64 bits");
        }
        return value.map(v -> OptionalLong.of(v.longValue())).orElse(OptionalLong.empty());
    }

    int smallNumber(String name) {
        long value = number(name);
        if (value != (int) value) {
            throw fault(name, "is not a whole number of 32 bits");
        }
        return (int) value;
    }

    boolean flag(String name) {
        JsonNode value = member(name).orElseThrow(() -> fault(name, "is missing"));
        if (!value.isBoolean()) {
            throw fault(name, "is neither true nor false");
        }
        return value.booleanValue();
    }

    Optional<JsonRecord> optionalRecord(String name) {
        return member(name).map(value -> new JsonRecord(pointer + "/" + name, value));
    }

    JsonRecord record(String name) {
        return optionalRecord(name).orElseThrow(() -> fault(name, "is missing"));
    }

    List<JsonRecord> records(String name) {
        List<JsonRecord> records = new ArrayList<>();
        for (JsonNode element : array(name)) {
            records.add(new JsonRecord(pointer + "/" + name + "/" + records.size(), element));
        }
        return records;
    }

    <T> List<T> texts(String name, Function<String, T> parse) {
        List<T> values = new ArrayList<>();
        for (JsonNode element : array(name)) {
            if (!element.isTextual()) {
                throw fault(name, "holds what is not a text");
            }
            values.add(parsed(name, () -> parse.apply(element.textValue())));
        }
        return values;
    }

    /** Builds a value of members that were read; what it throws is a fault of this object. */
    <T> T build(Supplier<T> builder) {
        return parsed("", builder);
    }

    /** Demands that there is no member that was not asked for. */
    void end() {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new SecureConnectException(
                        ErrorCode.KEY_UNREADABLE, "saved distributor state: " + pointer + " has an unknown member");
            }
        });
    }

    SecureConnectException fault(String name, String problem) {
        return fault(name, problem, null);
    }

    private SecureConnectException fault(String name, String problem, @Nullable Throwable cause) {
        String where = name.isEmpty() ? pointer : pointer + "/" + name;
        return new SecureConnectException(
                ErrorCode.KEY_UNREADABLE,
                "saved distributor state: " + (where.isEmpty() ? "the document" : where) + " " + problem
                        + "; take a state that was not changed, or begin with an empty one: hosts then get new keys",
                cause);
    }

    private <T> T parsed(String name, Supplier<T> parse) {
        try {
            return parse.get();
        } catch (SecureConnectException e) {
            throw e;
        } catch (RuntimeException e) {
            throw fault(name, "is wrong: " + e.getMessage(), e);
        }
    }

    private JsonNode array(String name) {
        JsonNode value = member(name).orElseThrow(() -> fault(name, "is missing"));
        if (!value.isArray()) {
            throw fault(name, "is not an array");
        }
        return value;
    }

    private Optional<JsonNode> member(String name) {
        known.add(name);
        return Optional.ofNullable(node.get(name)).filter(value -> !value.isNull());
    }
}
