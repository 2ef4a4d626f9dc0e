package io.secureconnect.core.keying;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.keying.KeyInstruction;
import io.secureconnect.api.keying.KeyPhase;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.api.sa.KeyMaterial;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.api.sa.UdpEncapsulationTemplate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * A {@link KeyInstruction} as octets, before it is sealed. Reader and writer walk the same list of fields.
 */
final class InstructionCodec {
    private static final Field<String> WORKLOAD = field("workload", OctetForm.TEXT, KeyInstruction::workload);
    private static final Field<IpAddress> LOCAL =
            field("local address", OctetForm.ADDRESS, i -> i.path().local());
    private static final Field<IpAddress> REMOTE =
            field("remote address", OctetForm.ADDRESS, i -> i.path().remote());
    private static final Field<Long> GENERATION = field("generation", OctetForm.U64, KeyInstruction::generation);
    private static final Field<KeyPhase> PHASE = field("phase", OctetForm.PHASE, KeyInstruction::phase);
    private static final Field<Spi> INBOUND_SPI = field("inbound SPI", OctetForm.SPI, KeyInstruction::inboundSpi);
    private static final Field<Spi> OUTBOUND_SPI = field("outbound SPI", OctetForm.SPI, KeyInstruction::outboundSpi);
    private static final Field<EspProposal> PROPOSAL =
            parameter("proposal", OctetForm.PROPOSAL, EspParameters::proposal);
    private static final Field<Boolean> ESN =
            parameter("extended sequence numbers", OctetForm.FLAG, EspParameters::extendedSequenceNumbers);
    private static final Field<Integer> WINDOW = parameter("replay window", OctetForm.U16, EspParameters::replayWindow);
    private static final Field<Optional<UdpEncapsulationTemplate>> UDP =
            parameter("UDP ports", OctetForm.optional(OctetForm.UDP_PORTS), EspParameters::udpEncapsulation);
    private static final Field<Optional<Duration>> SOFT =
            lifetime("soft time", OctetForm.optional(OctetForm.DURATION), SaLifetime::soft);
    private static final Field<Optional<Duration>> HARD =
            lifetime("hard time", OctetForm.optional(OctetForm.DURATION), SaLifetime::hard);
    private static final Field<OptionalLong> SOFT_BYTES =
            lifetime("soft bytes", OctetForm.optionalU64(), SaLifetime::softBytes);
    private static final Field<OptionalLong> HARD_BYTES =
            lifetime("hard bytes", OctetForm.optionalU64(), SaLifetime::hardBytes);
    private static final Field<OptionalLong> SOFT_PACKETS =
            lifetime("soft packets", OctetForm.optionalU64(), SaLifetime::softPackets);
    private static final Field<OptionalLong> HARD_PACKETS =
            lifetime("hard packets", OctetForm.optionalU64(), SaLifetime::hardPackets);
    private static final Field<Optional<SecretBytes>> ENCRYPTION = field(
            "encryption key",
            OctetForm.optional(OctetForm.SECRET),
            i -> i.keys().map(KeyMaterial::encryption));
    private static final Field<Optional<SecretBytes>> INTEGRITY = field(
            "integrity key", OctetForm.optional(OctetForm.SECRET), i -> i.keys().flatMap(KeyMaterial::integrity));

    private static final List<Field<?>> FIELDS = List.of(
            WORKLOAD,
            LOCAL,
            REMOTE,
            GENERATION,
            PHASE,
            INBOUND_SPI,
            OUTBOUND_SPI,
            PROPOSAL,
            ESN,
            WINDOW,
            UDP,
            SOFT,
            HARD,
            SOFT_BYTES,
            HARD_BYTES,
            SOFT_PACKETS,
            HARD_PACKETS,
            ENCRYPTION,
            INTEGRITY);

    private InstructionCodec() {}

    /** The octets; the caller wipes them. */
    static byte[] encode(KeyInstruction instruction) {
        try (OctetWriter out = new OctetWriter()) {
            FIELDS.forEach(field -> field.write(out, instruction));
            return out.toOctets();
        }
    }

    /** The instruction; the caller wipes {@code octets}, and closes the instruction. */
    static KeyInstruction decode(byte[] octets) throws UnreadableInstructionException {
        OctetReader in = new OctetReader(octets);
        Values values = new Values();
        try {
            for (Field<?> field : FIELDS) {
                in.begin(field.name);
                values.read(field, in);
            }
            in.end();
            return values.instruction();
        } catch (IllegalArgumentException e) {
            values.wipe();
            throw in.fault(String.valueOf(e.getMessage()));
        } catch (UnreadableInstructionException e) {
            values.wipe();
            throw e;
        }
    }

    private static <T> Field<T> field(String name, OctetForm<T> form, Function<KeyInstruction, T> of) {
        return new Field<>(name, form, of);
    }

    private static <T> Field<T> parameter(String name, OctetForm<T> form, Function<EspParameters, T> of) {
        return field(name, form, i -> of.apply(i.parameters()));
    }

    private static <T> Field<T> lifetime(String name, OctetForm<T> form, Function<SaLifetime, T> of) {
        return parameter(name, form, p -> of.apply(p.lifetime()));
    }

    /** One field of the list. */
    private static final class Field<T> {
        private final String name;
        private final OctetForm<T> form;
        private final Function<KeyInstruction, T> of;

        Field(String name, OctetForm<T> form, Function<KeyInstruction, T> of) {
            this.name = name;
            this.form = form;
            this.of = of;
        }

        void write(OctetWriter out, KeyInstruction instruction) {
            form.write(out, of.apply(instruction));
        }
    }

    /** What was read so far. */
    private static final class Values {
        private final Map<Field<?>, Object> values = new HashMap<>();

        <T> void read(Field<T> field, OctetReader in) throws UnreadableInstructionException {
            values.put(field, field.form.read(in));
        }

        @SuppressWarnings("unchecked") // put there by read, with the same type
        private <T> T of(Field<T> field) {
            return (T) Objects.requireNonNull(values.get(field));
        }

        KeyInstruction instruction() {
            EspParameters parameters = EspParameters.builder()
                    .proposal(of(PROPOSAL))
                    .extendedSequenceNumbers(of(ESN))
                    .replayWindow(of(WINDOW))
                    .udpEncapsulation(of(UDP))
                    .lifetime(SaLifetime.builder()
                            .soft(of(SOFT))
                            .hard(of(HARD))
                            .softBytes(of(SOFT_BYTES))
                            .hardBytes(of(HARD_BYTES))
                            .softPackets(of(SOFT_PACKETS))
                            .hardPackets(of(HARD_PACKETS))
                            .build())
                    .build();
            return new KeyInstruction(
                    of(WORKLOAD),
                    new HostPair(of(LOCAL), of(REMOTE)),
                    of(GENERATION),
                    of(PHASE),
                    of(INBOUND_SPI),
                    of(OUTBOUND_SPI),
                    parameters,
                    keys());
        }

        private Optional<KeyMaterial> keys() {
            if (of(ENCRYPTION).isEmpty() && of(INTEGRITY).isPresent()) {
                throw new IllegalArgumentException("an integrity key without an encryption key");
            }
            return of(ENCRYPTION).map(key -> new KeyMaterial(of(PROPOSAL), key, of(INTEGRITY)));
        }

        void wipe() {
            values.values().forEach(value -> {
                if (value instanceof Optional) {
                    ((Optional<?>) value)
                            .filter(SecretBytes.class::isInstance)
                            .map(SecretBytes.class::cast)
                            .ifPresent(SecretBytes::close);
                }
            });
        }
    }
}
