package io.secureconnect.core.keying;

import com.fasterxml.jackson.core.JsonGenerator;
import io.secureconnect.api.keying.KeyPhase;
import io.secureconnect.api.keying.KeyedPath;
import io.secureconnect.api.keying.SealedInstruction;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.api.sa.UdpEncapsulationTemplate;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** One rotation in a distributor's JSON. Absent members stand for empty values. */
final class RotationJson {
    private RotationJson() {}

    static void write(JsonGenerator json, Rotation rotation) throws IOException {
        Generation generation = rotation.generation();
        json.writeStartObject();
        json.writeStringField("a", rotation.path().a());
        json.writeStringField("addressOfA", rotation.path().addressOfA().toString());
        json.writeStringField("b", rotation.path().b());
        json.writeStringField("addressOfB", rotation.path().addressOfB().toString());
        writeParameters(json, rotation.path().parameters());
        json.writeNumberField("generation", generation.number());
        json.writeStringField("madeAt", generation.madeAt().toString());
        optional(json, "renewAt", generation.renewAt());
        json.writeNumberField("highestUsed", rotation.highestUsed());
        optional(json, "completeSince", rotation.completeSince());
        optional(json, "replaceAt", rotation.replaceAt());
        json.writeNumberField("failures", rotation.failures());
        writeEnd(json, "endA", rotation.a());
        writeEnd(json, "endB", rotation.b());
        json.writeEndObject();
    }

    static Rotation read(JsonRecord json) {
        String a = json.text("a", w -> w);
        IpAddress addressOfA = json.text("addressOfA", IpAddress::parse);
        String b = json.text("b", w -> w);
        IpAddress addressOfB = json.text("addressOfB", IpAddress::parse);
        EspParameters parameters = readParameters(json.record("parameters"));
        KeyedPath path = json.build(() -> new KeyedPath(a, addressOfA, b, addressOfB, parameters));
        long number = json.number("generation");
        RotationEnd endA = readEnd(json.record("endA"), a, path, number);
        RotationEnd endB = readEnd(json.record("endB"), b, path, number);
        Instant madeAt = json.text("madeAt", Instant::parse);
        Optional<Instant> renewAt = json.optionalText("renewAt", Instant::parse);
        Generation generation = json.build(() -> new Generation(number, newest(endA), newest(endB), madeAt, renewAt));
        Rotation rotation = new Rotation(path, endA, endB, generation);
        rotation.restore(
                json.number("highestUsed"),
                json.optionalText("completeSince", Instant::parse),
                json.optionalText("replaceAt", Instant::parse),
                json.smallNumber("failures"));
        json.end();
        requireGeneration(json, "generation", number);
        requireGeneration(json, "highestUsed", rotation.highestUsed());
        if (rotation.failures() < 0) {
            throw json.fault("failures", "is negative");
        }
        if (rotation.completeSince().isPresent() != rotation.isComplete() && !rotation.isBroken()) {
            throw json.fault("completeSince", "does not fit the phases that are done");
        }
        return rotation;
    }

    private static void requireGeneration(JsonRecord json, String name, long number) {
        if (number < 0 || number > 2 * ControllerKeyDistributor.HIGHEST_PLAUSIBLE) {
            throw json.fault(name, "is not a number that generations reach");
        }
    }

    private static void writeEnd(JsonGenerator json, String name, RotationEnd end) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("done", end.done());
        json.writeArrayFieldStart("spis");
        for (Spi spi : end.held()) {
            json.writeString(spi.toString());
        }
        json.writeEndArray();
        json.writeObjectFieldStart("sealed");
        for (Map.Entry<KeyPhase, SealedInstruction> sealed : end.sealed().entrySet()) {
            byte[] envelope = sealed.getValue().envelope();
            json.writeStringField(sealed.getKey().name(), Base64.getEncoder().encodeToString(envelope));
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static RotationEnd readEnd(JsonRecord json, String workload, KeyedPath path, long number) {
        int done = json.smallNumber("done");
        List<Spi> held = json.texts("spis", DistributorJson::spi);
        JsonRecord envelopes = json.record("sealed");
        Map<KeyPhase, SealedInstruction> sealed = new EnumMap<>(KeyPhase.class);
        for (KeyPhase phase : KeyPhase.values()) {
            envelopes
                    .optionalText(phase.name(), Base64.getDecoder()::decode)
                    .ifPresent(envelope -> sealed.put(
                            phase, new SealedInstruction(workload, path.toString(), number, phase, envelope)));
        }
        envelopes.end();
        json.end();
        if (done < 0 || done > Rotation.PHASES.size()) {
            throw json.fault("done", "is not a number of phases");
        }
        if (held.isEmpty()) {
            throw json.fault("spis", "is empty");
        }
        List<KeyPhase> due = Rotation.PHASES.subList(done, Rotation.PHASES.size());
        if (!List.copyOf(sealed.keySet()).equals(due)) {
            throw json.fault("sealed", "does not hold the phases that are not done");
        }
        return new RotationEnd(workload, done, held, sealed);
    }

    private static Spi newest(RotationEnd end) {
        return end.held().get(end.held().size() - 1);
    }

    private static void writeParameters(JsonGenerator json, EspParameters parameters) throws IOException {
        SaLifetime lifetime = parameters.lifetime();
        json.writeObjectFieldStart("parameters");
        json.writeStringField("proposal", parameters.proposal().keyword());
        json.writeBooleanField("extendedSequenceNumbers", parameters.extendedSequenceNumbers());
        json.writeNumberField("replayWindow", parameters.replayWindow());
        if (parameters.udpEncapsulation().isPresent()) {
            UdpEncapsulationTemplate ports = parameters.udpEncapsulation().get();
            json.writeObjectFieldStart("udpEncapsulation");
            json.writeNumberField("portOfA", ports.localPort());
            json.writeNumberField("portOfB", ports.remotePort());
            json.writeEndObject();
        }
        optional(json, "soft", lifetime.soft());
        optional(json, "hard", lifetime.hard());
        optional(json, "softBytes", lifetime.softBytes());
        optional(json, "hardBytes", lifetime.hardBytes());
        optional(json, "softPackets", lifetime.softPackets());
        optional(json, "hardPackets", lifetime.hardPackets());
        json.writeEndObject();
    }

    private static EspParameters readParameters(JsonRecord json) {
        Optional<UdpEncapsulationTemplate> udp =
                json.optionalRecord("udpEncapsulation").map(RotationJson::readPorts);
        EspParameters parameters = json.build(() -> EspParameters.builder()
                .proposal(json.text("proposal", EspProposal::parse))
                .extendedSequenceNumbers(json.flag("extendedSequenceNumbers"))
                .replayWindow(json.smallNumber("replayWindow"))
                .udpEncapsulation(udp)
                .lifetime(SaLifetime.builder()
                        .soft(json.optionalText("soft", Duration::parse))
                        .hard(json.optionalText("hard", Duration::parse))
                        .softBytes(json.optionalNumber("softBytes"))
                        .hardBytes(json.optionalNumber("hardBytes"))
                        .softPackets(json.optionalNumber("softPackets"))
                        .hardPackets(json.optionalNumber("hardPackets"))
                        .build())
                .build());
        json.end();
        return parameters;
    }

    private static UdpEncapsulationTemplate readPorts(JsonRecord json) {
        int portOfA = json.smallNumber("portOfA");
        int portOfB = json.smallNumber("portOfB");
        json.end();
        return json.build(() -> new UdpEncapsulationTemplate(portOfA, portOfB));
    }

    private static void optional(JsonGenerator json, String name, Optional<?> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get().toString());
        }
    }

    private static void optional(JsonGenerator json, String name, OptionalLong value) throws IOException {
        if (value.isPresent()) {
            json.writeNumberField(name, value.getAsLong());
        }
    }
}
