package io.secureconnect.windows.audit;

import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.api.sa.Spi;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One event of the Security log.
 *
 * @param recordId {@code EventRecordID}, which grows within one log
 * @param time when it was written
 * @param failed whether it is an audit of a failure
 * @param fields the event's own data by the names of Microsoft's manifest, in their order. A value such as {@code %%14592} is
 *     the number of a text in a table of Windows, which is not looked up
 */
public record AuditRecord(
        AuditEvent event, long recordId, Instant time, String computer, boolean failed, Map<String, String> fields) {
    public AuditRecord {
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(computer, "computer");
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** A field of the event's own data; empty if there is none of that name, or Windows wrote {@code -} for nothing. */
    public Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name)).filter(value -> !value.isEmpty() && !value.equals("-"));
    }

    /** This host's address, if the event has one. */
    public Optional<IpAddress> localAddress() {
        return field("LocalAddress").flatMap(IpAddress::tryParse);
    }

    /** The peer's address, if the event has one. */
    public Optional<IpAddress> remoteAddress() {
        return field("RemoteAddress").flatMap(IpAddress::tryParse);
    }

    /** The SPI of packets that this host receives, if the event has one. */
    public Optional<Spi> inboundSpi() {
        return spi("SPI", "InboundSpi");
    }

    /** The SPI of packets that this host sends, if the event has one. */
    public Optional<Spi> outboundSpi() {
        return spi("OutboundSpi");
    }

    /** Why it failed, as Windows says it in its own language; empty if it does not. */
    public Optional<String> failureReason() {
        return field("FailureReason");
    }

    private Optional<Spi> spi(String... names) {
        return List.of(names).stream()
                .flatMap(name -> field(name).stream())
                .findFirst()
                .flatMap(AuditRecord::decoded);
    }

    /** Decimal, or hexadecimal after 0x. */
    private static Optional<Spi> decoded(String text) {
        try {
            long value = text.startsWith("0x") ? Long.parseLong(text.substring(2), 16) : Long.parseLong(text);
            return value < Spi.LOWEST || value > 0xFFFF_FFFFL ? Optional.empty() : Optional.of(new Spi((int) value));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** On one line, for people. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder()
                .append(time)
                .append(' ')
                .append(event.id())
                .append(' ')
                .append(event.meaning());
        fields.keySet()
                .forEach(name -> field(name)
                        .ifPresent(value -> text.append("; ")
                                .append(name)
                                .append(' ')
                                .append(value.strip().replaceAll("\\s+", " "))));
        return text.toString();
    }
}
