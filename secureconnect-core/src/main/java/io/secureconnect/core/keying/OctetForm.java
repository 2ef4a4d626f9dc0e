package io.secureconnect.core.keying;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.keying.KeyPhase;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.api.sa.UdpEncapsulationTemplate;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** How a value of one type stands in octets. Every form writes a value in exactly one way. */
interface OctetForm<T> {
    void write(OctetWriter out, T value);

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException if the octets are no such value
     */
    T read(OctetReader in) throws UnreadableInstructionException;

    /** The two halves of a form. */
    static <T> OctetForm<T> of(Writing<T> writing, Reading<T> reading) {
        return new OctetForm<>() {
            @Override
            public void write(OctetWriter out, T value) {
                writing.write(out, value);
            }

            @Override
            public T read(OctetReader in) throws UnreadableInstructionException {
                return reading.read(in);
            }
        };
    }

    OctetForm<String> TEXT = of(OctetWriter::text, OctetReader::text);
    OctetForm<Long> U64 = of(OctetWriter::u64, OctetReader::u64);
    OctetForm<Integer> U16 = of(OctetWriter::u16, OctetReader::u16);
    OctetForm<Boolean> FLAG = of((out, v) -> out.u8(v ? 1 : 0), OctetForm::flag);
    OctetForm<Spi> SPI = of((out, v) -> out.u32(v.value()), in -> new Spi(in.u32()));
    OctetForm<IpAddress> ADDRESS = of((out, v) -> out.counted(v.octets()), in -> IpAddress.of(in.counted()));
    OctetForm<EspProposal> PROPOSAL = of((out, v) -> out.text(v.keyword()), in -> EspProposal.parse(in.text()));
    OctetForm<KeyPhase> PHASE = of((out, v) -> out.u8(number(v)), OctetForm::phase);
    OctetForm<Duration> DURATION = of((out, v) -> out.u64(v.getSeconds()).u32(v.getNano()), OctetForm::duration);
    OctetForm<UdpEncapsulationTemplate> UDP_PORTS = of(
            (out, v) -> out.u16(v.localPort()).u16(v.remotePort()),
            in -> new UdpEncapsulationTemplate(in.u16(), in.u16()));
    OctetForm<SecretBytes> SECRET = of((out, v) -> v.use(out::counted), in -> SecretBytes.wrap(in.counted()));

    /** One octet that says whether {@code form} follows. */
    static <T> OctetForm<Optional<T>> optional(OctetForm<T> form) {
        return of(
                (out, v) -> {
                    FLAG.write(out, v.isPresent());
                    v.ifPresent(present -> form.write(out, present));
                },
                in -> FLAG.read(in) ? Optional.of(form.read(in)) : Optional.empty());
    }

    /** As {@link #optional} of {@link #U64}. */
    static OctetForm<OptionalLong> optionalU64() {
        return of(
                (out, v) -> {
                    FLAG.write(out, v.isPresent());
                    v.ifPresent(out::u64);
                },
                in -> FLAG.read(in) ? OptionalLong.of(in.u64()) : OptionalLong.empty());
    }

    private static boolean flag(OctetReader in) throws UnreadableInstructionException {
        int octet = in.u8();
        if (octet > 1) {
            throw in.fault("is " + octet + ", neither 0 nor 1");
        }
        return octet == 1;
    }

    private static int number(KeyPhase phase) {
        return switch (phase) {
            case INBOUND -> 1;
            case OUTBOUND -> 2;
            case RETIRE -> 3;
        };
    }

    private static KeyPhase phase(OctetReader in) throws UnreadableInstructionException {
        int number = in.u8();
        for (KeyPhase phase : KeyPhase.values()) {
            if (number(phase) == number) {
                return phase;
            }
        }
        throw in.fault("there is no phase " + number);
    }

    private static Duration duration(OctetReader in) throws UnreadableInstructionException {
        long seconds = in.u64();
        int nanos = in.u32();
        if (seconds < 0 || nanos < 0 || nanos > 999_999_999) {
            throw in.fault("is not a duration");
        }
        return Duration.ofSeconds(seconds, nanos);
    }

    /** Half a form. */
    interface Writing<T> {
        void write(OctetWriter out, T value);
    }

    /** The other half. */
    interface Reading<T> {
        T read(OctetReader in) throws UnreadableInstructionException;
    }
}
