package io.secureconnect.core.ike.v1.wire;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IkeIdentity;
import io.secureconnect.core.ike.v1.registry.PayloadType;
import io.secureconnect.core.ike.wire.DataAttribute;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Any payloads that the formats can hold, whether an exchange would have them or not. */
final class IsakmpPayloads {
    private static final Arbitrary<Integer> U8 = Arbitraries.integers().between(0, 255);
    private static final Arbitrary<Integer> U16 = Arbitraries.integers().between(0, 65_535);
    private static final Arbitrary<Integer> U32 = Arbitraries.integers();
    private static final Arbitrary<Boolean> FLAG = Arbitraries.of(true, false);
    private static final Arbitrary<Bytes> OCTETS = octets(0, 80);
    private static final int LABELS = 0x06;

    private IsakmpPayloads() {}

    static Arbitrary<IsakmpHead> heads() {
        Arbitrary<Long> cookie = Arbitraries.longs();
        Arbitrary<Integer> version = Arbitraries.integers().between(0x10, 0x1f);
        return Combinators.combine(cookie, cookie, version, U8, FLAG, FLAG, FLAG, U32)
                .as(IsakmpHead::new);
    }

    static IsakmpHead inClear(IsakmpHead head) {
        return new IsakmpHead(
                head.initiatorCookie(),
                head.responderCookie(),
                head.version(),
                head.exchangeType(),
                false,
                head.commit(),
                head.authenticationOnly(),
                head.messageId());
    }

    static Arbitrary<List<IsakmpPayload>> chains() {
        return payloads().list().ofMaxSize(7);
    }

    private static Arbitrary<IsakmpPayload> payloads() {
        return Arbitraries.<IsakmpPayload>oneOf(List.<Arbitrary<? extends IsakmpPayload>>of(
                associations(),
                OCTETS.map(IsakmpPayload.KeyExchange::new),
                Combinators.combine(identities(), U8, U16).as(IsakmpPayload.Identification::new),
                Combinators.combine(U8, OCTETS).as(IsakmpPayload.Certificate::new),
                Combinators.combine(U8, OCTETS).as(IsakmpPayload.CertificateRequest::new),
                OCTETS.map(IsakmpPayload.Hash::new),
                OCTETS.map(IsakmpPayload.Signature::new),
                OCTETS.map(IsakmpPayload.Nonce::new),
                Combinators.combine(U32, U8, octets(0, 16), U16, OCTETS).as(IsakmpPayload.Notification::new),
                deletes(),
                OCTETS.map(IsakmpPayload.VendorId::new),
                Combinators.combine(Arbitraries.of(20, 130), OCTETS).as(IsakmpPayload.NatDiscovery::new),
                Combinators.combine(Arbitraries.of(21, 131), identities()).as(IsakmpPayload.NatOriginalAddress::new),
                Combinators.combine(U16, Arbitraries.integers().between(1, 255), FLAG, OCTETS)
                        .as(IsakmpPayload.Fragment::new),
                Combinators.combine(unknownTypes(), OCTETS).as(IsakmpPayload.Unknown::new)));
    }

    private static Arbitrary<IsakmpPayload> associations() {
        return Combinators.combine(
                        U32, U32.map(s -> s & ~LABELS), proposals().list().ofMaxSize(3))
                .as(IsakmpPayload.SecurityAssociation::new);
    }

    private static Arbitrary<IsakmpPayload.Proposal> proposals() {
        return Combinators.combine(U8, U8, octets(0, 16), transforms().list().ofMaxSize(6))
                .as(IsakmpPayload.Proposal::new);
    }

    private static Arbitrary<IsakmpPayload.Transform> transforms() {
        return Combinators.combine(U8, U8, attributes().list().ofMaxSize(8)).as(IsakmpPayload.Transform::new);
    }

    static Arbitrary<DataAttribute> attributes() {
        Arbitrary<Integer> types = Arbitraries.integers().between(0, 0x7fff);
        return Arbitraries.oneOf(
                Combinators.combine(types, U16).as(DataAttribute::ofShort),
                Combinators.combine(types, octets(0, 9)).as((type, data) -> new DataAttribute(type, false, 0, data)));
    }

    /** Proposals and transforms have types too, but no format outside of an SA payload. */
    private static Arbitrary<Integer> unknownTypes() {
        return U8.filter(type -> type != PayloadType.NONE
                && (PayloadType.of(type).isEmpty()
                        || type == PayloadType.PROPOSAL.number()
                        || type == PayloadType.TRANSFORM.number()));
    }

    private static Arbitrary<IkeIdentity> identities() {
        return Combinators.combine(U8, OCTETS).as(IkeIdentity::new);
    }

    private static Arbitrary<IsakmpPayload> deletes() {
        return Arbitraries.integers()
                .between(1, 16)
                .flatMap(size -> Combinators.combine(
                                U32, U8, octets(size, size).list().ofMaxSize(4))
                        .as((doi, protocol, spis) -> new IsakmpPayload.Delete(doi, protocol, size, spis)));
    }

    static Arbitrary<Bytes> octets(int least, int most) {
        return Arbitraries.bytes()
                .array(byte[].class)
                .ofMinSize(least)
                .ofMaxSize(most)
                .map(Bytes::copyOf);
    }
}
