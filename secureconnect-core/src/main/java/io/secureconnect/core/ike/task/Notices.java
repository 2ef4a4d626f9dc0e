package io.secureconnect.core.ike.task;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.negotiate.EspProposals;
import io.secureconnect.core.ike.registry.NotifyType;
import io.secureconnect.core.ike.registry.SecurityProtocol;
import io.secureconnect.core.ike.wire.v2.Payload.Notify;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Notify payloads as they are sent (RFC 7296 §3.10). */
public final class Notices {
    private Notices() {}

    /** One that says all by its type. */
    public static Notify of(NotifyType type) {
        return of(type, Bytes.empty());
    }

    public static Notify of(NotifyType type, Bytes data) {
        return new Notify(0, Bytes.empty(), type.number(), data);
    }

    /** One about a child; its SPI is the one that the sender receives under (§1.3.3). */
    public static Notify about(NotifyType type, Spi spi) {
        return new Notify(SecurityProtocol.ESP.number(), EspProposals.octets(spi), type.number(), Bytes.empty());
    }

    /** Numbers of 16 bits, one after the other. */
    public static Bytes numbers(List<Integer> numbers) {
        ByteBuffer octets = ByteBuffer.allocate(2 * numbers.size());
        numbers.forEach(n -> octets.putShort(n.shortValue()));
        return Bytes.wrap(octets.array());
    }

    /** The numbers of 16 bits in the data of a notify; a half one at the end is left out. */
    public static List<Integer> numbers(Bytes data) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i + 1 < data.length(); i += 2) {
            numbers.add(data.at(i) << 8 | data.at(i + 1));
        }
        return numbers;
    }
}
