package io.secureconnect.core.ike.rules;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IkeIdentity;
import io.secureconnect.core.ike.registry.NotifyType;
import io.secureconnect.core.ike.wire.v2.Payload;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** Payloads from words: those of the RFCs, with a star after a critical one, and names of notify types. */
final class Samples {
    private static final Payload.Transform CIPHER = new Payload.Transform(1, 20, OptionalInt.of(256), false);
    private static final Payload.WireSelector SELECTOR =
            new Payload.WireSelector(7, 0, 0, 65_535, Bytes.ofHex("c0000201"), Bytes.ofHex("c0000201"));

    private Samples() {}

    static List<Payload> payloads(String words) {
        return words.isBlank()
                ? List.of()
                : Arrays.stream(words.trim().split("\\s+"))
                        .map(Samples::payload)
                        .toList();
    }

    static Payload payload(String word) {
        return switch (word) {
            case "SA" -> association(3, "11223344");
            case "SAike" -> association(1, "1122334455667788");
            case "SAempty" -> new Payload.SecurityAssociation(List.of());
            case "KE" -> new Payload.KeyExchange(31, Bytes.ofHex("00"));
            case "IDi" -> new Payload.Identification(true, IkeIdentity.fqdn("a"));
            case "IDr" -> new Payload.Identification(false, IkeIdentity.fqdn("b"));
            case "CERT" -> new Payload.Certificate(4, Bytes.ofHex("00"));
            case "CERTREQ" -> new Payload.CertificateRequest(4, Bytes.empty());
            case "AUTH" -> new Payload.Authentication(2, Bytes.ofHex("00"));
            case "Nonce" -> nonce(32);
            case "Nonce15" -> nonce(15);
            case "Nonce257" -> nonce(257);
            case "D" -> new Payload.Delete(3, 4, List.of(Bytes.ofHex("11223344")));
            case "Dike" -> new Payload.Delete(1, 0, List.of());
            case "Dstrange" -> new Payload.Delete(3, 8, List.of());
            case "V" -> new Payload.VendorId(Bytes.ofHex("ab"));
            case "TSi" -> new Payload.TrafficSelectors(true, List.of(SELECTOR));
            case "TSr" -> new Payload.TrafficSelectors(false, List.of(SELECTOR));
            case "TSempty" -> new Payload.TrafficSelectors(true, List.of());
            case "SK" -> new Payload.Encrypted(0, Bytes.ofHex("00"));
            case "SKF" -> new Payload.EncryptedFragment(0, 1, 2, Bytes.ofHex("00"));
            case "CP" -> new Payload.Unknown(47, false, Bytes.empty());
            case "EAP" -> new Payload.Unknown(48, false, Bytes.empty());
            case "X" -> new Payload.Unknown(200, false, Bytes.empty());
            case "X*" -> new Payload.Unknown(200, true, Bytes.empty());
            case "PRIVATE_ERROR" -> notify(8192);
            case "REKEY_SA" -> new Payload.Notify(3, Bytes.ofHex("11223344"), 16393, Bytes.empty());
            case "REKEY_SAike" -> new Payload.Notify(1, Bytes.ofHex("11223344"), 16393, Bytes.empty());
            case "REKEY_SAlong" -> new Payload.Notify(3, Bytes.ofHex("1122334455"), 16393, Bytes.empty());
            default -> notifyWithData(word);
        };
    }

    static Payload.Notify notify(int type) {
        return new Payload.Notify(0, Bytes.empty(), type, Bytes.empty());
    }

    /** A notify type, and behind a colon how many octets of data it has; without, as many as it should have. */
    private static Payload notifyWithData(String word) {
        String[] parts = word.split(":");
        NotifyType type = NotifyType.valueOf(parts[0]);
        int octets = parts.length > 1 ? Integer.parseInt(parts[1]) : usualOctets(type);
        return new Payload.Notify(0, Bytes.empty(), type.number(), Bytes.wrap(new byte[octets]));
    }

    private static int usualOctets(NotifyType type) {
        return switch (type) {
            case INVALID_KE_PAYLOAD -> 2;
            case SET_WINDOW_SIZE -> 4;
            case NAT_DETECTION_SOURCE_IP, NAT_DETECTION_DESTINATION_IP -> 20;
            case COOKIE, PPK_IDENTITY -> 8;
            default -> 0;
        };
    }

    private static Payload nonce(int octets) {
        return new Payload.Nonce(Bytes.wrap(new byte[octets]));
    }

    private static Payload association(int protocol, String spi) {
        return new Payload.SecurityAssociation(
                List.of(new Payload.Proposal(1, protocol, Bytes.ofHex(spi), List.of(CIPHER))));
    }
}
