package io.secureconnect.core.ike.rules;

import io.secureconnect.core.ike.registry.NotifyType;
import io.secureconnect.core.ike.registry.SecurityProtocol;
import io.secureconnect.core.ike.wire.v2.Payload;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What notifications must hold, so that whoever reads one finds what its type promises. */
final class NotifyRules {
    private static final Map<NotifyType, Occurrences.Range> DATA_OCTETS = new EnumMap<>(NotifyType.class);
    private static final int IPSEC_SPI_OCTETS = 4;

    static {
        data(NotifyType.INVALID_KE_PAYLOAD, 2, 2); // a key exchange method
        data(NotifyType.SET_WINDOW_SIZE, 4, 4);
        data(NotifyType.NAT_DETECTION_SOURCE_IP, 20, 20); // SHA-1
        data(NotifyType.NAT_DETECTION_DESTINATION_IP, 20, 20);
        data(NotifyType.COOKIE, 1, 64);
    }

    private NotifyRules() {}

    static Optional<String> breach(Payload.Notify notify) {
        return NotifyType.of(notify.type()).flatMap(type -> breach(type, notify));
    }

    private static Optional<String> breach(NotifyType type, Payload.Notify notify) {
        int octets = notify.data().length();
        Occurrences.Range allowed = DATA_OCTETS.get(type);
        boolean accepts = type == NotifyType.PPK_IDENTITY && octets == 0; // the responder's answer (RFC 8784 §3)
        if (allowed != null && !allowed.holds(octets) && !accepts) {
            return Optional.of(
                    type + " with " + octets + " octets of data; it has " + allowed + " (" + type.source() + ")");
        }
        if (type == NotifyType.SIGNATURE_HASH_ALGORITHMS && octets % 2 != 0) {
            return Optional.of(type + " with " + octets + " octets of data; each algorithm has two (RFC 7427 §4)");
        }
        if (type == NotifyType.PPK_IDENTITY && octets == 1) {
            return Optional.of(type + " with 1 octets of data; it has a type and an identity, or in a response nothing"
                    + " (RFC 8784 §3)");
        }
        if (type == NotifyType.REKEY_SA && !namesAnSa(notify)) {
            return Optional.of(type + " about " + SecurityProtocol.text(notify.protocol()) + " with an SPI of "
                    + notify.spi().length() + " octets; it names AH or ESP and an SPI of 4 (RFC 7296 §1.3.3)");
        }
        return Optional.empty();
    }

    private static boolean namesAnSa(Payload.Notify notify) {
        boolean ipsec =
                notify.protocol() == SecurityProtocol.AH.number() || notify.protocol() == SecurityProtocol.ESP.number();
        return ipsec && notify.spi().length() == IPSEC_SPI_OCTETS;
    }

    private static void data(NotifyType type, int least, int most) {
        DATA_OCTETS.put(type, new Occurrences.Range(least, most));
    }
}
