package io.secureconnect.core.ike.wire.v2;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IkeIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Messages of any payloads that the formats can hold, whether an exchange would have them or not. */
final class Messages {
    private static final Arbitrary<Integer> U8 = Arbitraries.integers().between(0, 255);
    private static final Arbitrary<Integer> U16 = Arbitraries.integers().between(0, 65_535);
    private static final Arbitrary<Bytes> OCTETS = octets(0, 80);

    private Messages() {}

    static Arbitrary<IkeMessage> messages() {
        return Combinators.combine(heads(), payloads()).as(IkeMessage::new);
    }

    static Arbitrary<MessageHead> heads() {
        Arbitrary<Long> spi = Arbitraries.longs();
        Arbitrary<Boolean> flag = Arbitraries.of(true, false);
        Arbitrary<Integer> version = Arbitraries.integers().between(0x20, 0x2f);
        return Combinators.combine(spi, spi, version, U8, flag, flag, flag, Arbitraries.integers())
                .as(MessageHead::new);
    }

    /** A chain; an encrypted payload stands at its end or nowhere. */
    static Arbitrary<List<Payload>> payloads() {
        return Combinators.combine(plain().list().ofMaxSize(6), encrypted().optional(0.3))
                .as((before, last) -> {
                    List<Payload> chain = new ArrayList<>(before);
                    last.ifPresent(chain::add);
                    return chain;
                });
    }

    private static Arbitrary<Payload> encrypted() {
        Arbitrary<Payload> whole = Combinators.combine(U8, OCTETS).as(Payload.Encrypted::new);
        Arbitrary<Integer> totals = Arbitraries.integers().between(1, 65_535);
        Arbitrary<Payload> fragment = totals.flatMap(
                total -> Combinators.combine(U8, Arbitraries.integers().between(1, total), OCTETS)
                        .as((first, number, body) -> new Payload.EncryptedFragment(first, number, total, body)));
        return Arbitraries.oneOf(whole, fragment);
    }

    private static Arbitrary<Payload> plain() {
        Arbitrary<Boolean> flag = Arbitraries.of(true, false);
        return Arbitraries.<Payload>oneOf(List.<Arbitrary<? extends Payload>>of(
                proposals().list().ofMaxSize(3).map(Payload.SecurityAssociation::new),
                Combinators.combine(U16, OCTETS).as(Payload.KeyExchange::new),
                Combinators.combine(flag, identities()).as(Payload.Identification::new),
                Combinators.combine(U8, OCTETS).as(Payload.Certificate::new),
                Combinators.combine(U8, OCTETS).as(Payload.CertificateRequest::new),
                Combinators.combine(U8, OCTETS).as(Payload.Authentication::new),
                OCTETS.map(Payload.Nonce::new),
                Combinators.combine(U8, octets(0, 16), U16, OCTETS).as(Payload.Notify::new),
                deletes(),
                OCTETS.map(Payload.VendorId::new),
                Combinators.combine(flag, selectors().list().ofMaxSize(4)).as(Payload.TrafficSelectors::new),
                Combinators.combine(unknownTypes(), flag, OCTETS).as(Payload.Unknown::new)));
    }

    private static Arbitrary<Integer> unknownTypes() {
        return U8.filter(type -> type != 0 && (type < 33 || type > 46) && type != 53);
    }

    private static Arbitrary<IkeIdentity> identities() {
        return Combinators.combine(U8, OCTETS).as(IkeIdentity::new);
    }

    private static Arbitrary<Payload> deletes() {
        return Arbitraries.integers()
                .between(1, 16)
                .flatMap(size -> Combinators.combine(
                                U8, octets(size, size).list().ofMaxSize(4))
                        .as((protocol, spis) -> new Payload.Delete(protocol, spis.isEmpty() ? 0 : size, spis)));
    }

    private static Arbitrary<Payload.Proposal> proposals() {
        return Combinators.combine(U8, U8, octets(0, 9), transforms().list().ofMaxSize(9))
                .as(Payload.Proposal::new);
    }

    private static Arbitrary<Payload.Transform> transforms() {
        Arbitrary<OptionalInt> keyBits =
                U16.optional().map(bits -> bits.isPresent() ? OptionalInt.of(bits.get()) : OptionalInt.empty());
        return Combinators.combine(U8, U16, keyBits)
                .as((type, id, bits) -> new Payload.Transform(type, id, bits, false));
    }

    private static Arbitrary<Payload.WireSelector> selectors() {
        return Arbitraries.oneOf(
                ranges(7, 4),
                ranges(8, 16),
                Combinators.combine(U8.filter(type -> type != 7 && type != 8), U8, OCTETS)
                        .as((type, protocol, body) ->
                                new Payload.WireSelector(type, protocol, 0, 0, body, Bytes.empty())));
    }

    private static Arbitrary<Payload.WireSelector> ranges(int type, int octets) {
        return Combinators.combine(U8, U16, U16, octets(octets, octets), octets(octets, octets))
                .as((protocol, startPort, endPort, start, end) ->
                        new Payload.WireSelector(type, protocol, startPort, endPort, start, end));
    }

    private static Arbitrary<Bytes> octets(int least, int most) {
        return Arbitraries.bytes()
                .array(byte[].class)
                .ofMinSize(least)
                .ofMaxSize(most)
                .map(Bytes::copyOf);
    }
}
