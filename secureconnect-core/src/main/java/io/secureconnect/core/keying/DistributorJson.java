package io.secureconnect.core.keying;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.keying.SealingPublicKey;
import io.secureconnect.api.sa.Spi;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * The state of a distributor as JSON, format {@value #FORMAT}. It holds envelopes, which only their hosts can open, and no key
 * in clear. Reading is strict and total: any text gives a state or a fault.
 */
final class DistributorJson {
    static final String FORMAT = "secureconnect.distributor/v1";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private DistributorJson() {}

    static String write(SealingPublicKey own, DistributorState state) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = MAPPER.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("format", FORMAT);
            json.writeStringField("distributor", own.toString());
            json.writeArrayFieldStart("hosts");
            for (Map.Entry<String, EnrolledHost> host : state.hosts().entrySet()) {
                json.writeStartObject();
                json.writeStringField("workload", host.getKey());
                json.writeStringField("publicKey", host.getValue().publicKey().toString());
                json.writeArrayFieldStart("releasedSpis");
                for (Spi spi : host.getValue().released()) {
                    json.writeString(spi.toString());
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("paths");
            for (Rotation rotation : state.rotations()) {
                RotationJson.write(json, rotation);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a StringWriter does not fail
        }
        return text.toString();
    }

    static DistributorState read(SealingPublicKey own, String text) {
        JsonRecord document = new JsonRecord("", tree(text));
        document.text("format", DistributorJson::requireFormat);
        document.text("distributor", key -> requireOwn(own, SealingPublicKey.parse(key)));
        DistributorState state = new DistributorState();
        for (JsonRecord host : document.records("hosts")) {
            readHost(host, state);
        }
        for (JsonRecord path : document.records("paths")) {
            Rotation rotation = RotationJson.read(path);
            if (state.rotation(rotation.path()).isPresent()) {
                throw path.fault("", "is there twice");
            }
            path.build(() -> {
                state.put(rotation);
                return rotation;
            });
        }
        document.end();
        return state;
    }

    /** Reads what {@link Spi#toString} wrote. */
    static Spi spi(String text) {
        if (!text.matches("[0-9a-f]{8}")) {
            throw new IllegalArgumentException("an SPI is written as eight hexadecimal digits");
        }
        return new Spi(Integer.parseUnsignedInt(text, 16));
    }

    private static void readHost(JsonRecord host, DistributorState state) {
        String workload = host.text("workload", w -> w);
        EnrolledHost enrolled = new EnrolledHost(host.text("publicKey", SealingPublicKey::parse));
        enrolled.released().addAll(host.texts("releasedSpis", DistributorJson::spi));
        enrolled.taken().addAll(enrolled.released());
        host.end();
        if (state.host(workload).isPresent()) {
            throw host.fault("workload", "is there twice");
        }
        state.add(workload, enrolled);
    }

    private static JsonNode tree(String text) {
        try {
            JsonNode root = MAPPER.readTree(text);
            if (root == null || root.isMissingNode()) {
                throw new SecureConnectException(ErrorCode.KEY_UNREADABLE, "saved distributor state: it is empty");
            }
            return root;
        } catch (JsonProcessingException e) {
            throw new SecureConnectException(
                    ErrorCode.KEY_UNREADABLE, "saved distributor state: not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static String requireFormat(String format) {
        if (!format.equals(FORMAT)) {
            throw new IllegalArgumentException("this version reads " + FORMAT);
        }
        return format;
    }

    private static SealingPublicKey requireOwn(SealingPublicKey own, SealingPublicKey saved) {
        if (!saved.equals(own)) {
            throw new IllegalArgumentException("the state belongs to the distributor with public key " + saved
                    + ", not to " + own + "; hosts would not believe what it sealed");
        }
        return saved;
    }
}
