package io.secureconnect.core.ike.v1.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.core.ike.wire.DecodeException;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for all messages, and for all octets. */
class IsakmpCodecPropertyTest {
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void decodeOfEncodeIsTheMessage(@ForAll("heads") IsakmpHead any, @ForAll("chains") List<IsakmpPayload> payloads)
            throws DecodeException {
        IsakmpHead head = IsakmpPayloads.inClear(any);
        byte[] octets = IsakmpCodec.encode(head, payloads);
        IsakmpMessage message = IsakmpCodec.decode(octets);
        assertThat(message.head()).isEqualTo(head);
        assertThat(message.payloads()).isEqualTo(payloads);
        assertThat(IsakmpCodec.encode(message.head(), message.payloads())).isEqualTo(octets);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void aChainIsReadAsItWasWrittenWhateverPadsIt(
            @ForAll("chains") List<IsakmpPayload> payloads, @ForAll("padding") byte[] padding) throws DecodeException {
        byte[] octets = IsakmpCodec.encodeChain(payloads);
        byte[] padded = Arrays.copyOf(octets, octets.length + padding.length);
        System.arraycopy(padding, 0, padded, octets.length, padding.length);
        Chain chain = IsakmpCodec.decodeChain(IsakmpCodec.firstType(payloads), padded);
        assertThat(chain.payloads()).isEqualTo(payloads);
        assertThat(chain.octets()).isEqualTo(octets.length);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void aHeaderOfItsOwnIsTheOneThatAMessageHas(
            @ForAll("heads") IsakmpHead head, @ForAll("chains") List<IsakmpPayload> payloads) throws DecodeException {
        byte[] chain = IsakmpCodec.encodeChain(payloads);
        byte[] header = IsakmpCodec.header(head, IsakmpCodec.firstType(payloads), IsakmpHead.OCTETS + chain.length);
        byte[] message = Arrays.copyOf(header, header.length + chain.length);
        System.arraycopy(chain, 0, message, header.length, chain.length);
        assertThat(IsakmpCodec.peek(message)).isEqualTo(head);
        assertThat(IsakmpCodec.firstType(message)).isEqualTo(IsakmpCodec.firstType(payloads));
        if (!head.encrypted()) {
            assertThat(message).isEqualTo(IsakmpCodec.encode(head, payloads));
        }
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void everyTruncationIsRefused(@ForAll("heads") IsakmpHead head, @ForAll("chains") List<IsakmpPayload> payloads) {
        byte[] octets = IsakmpCodec.encode(IsakmpPayloads.inClear(head), payloads);
        for (int length = 0; length < octets.length; length++) {
            assertThat(IsakmpRules.holdForMessage(Arrays.copyOf(octets, length)))
                    .as("%s of %s octets", length, octets.length)
                    .isEmpty();
        }
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void everyTruncationOfAChainIsAChainOrRefused(@ForAll("chains") List<IsakmpPayload> payloads) {
        byte[] octets = IsakmpCodec.encodeChain(payloads);
        for (int length = 0; length < octets.length; length++) {
            IsakmpRules.holdForChain(IsakmpCodec.firstType(payloads), Arrays.copyOf(octets, length));
        }
    }

    @Property(tries = 25, edgeCases = EdgeCasesMode.NONE)
    void everyFlippedBitIsAMessageOrRefused(
            @ForAll("heads") IsakmpHead head, @ForAll("chains") List<IsakmpPayload> payloads) {
        byte[] octets = IsakmpCodec.encode(IsakmpPayloads.inClear(head), payloads);
        for (int bit = 0; bit < octets.length * 8; bit++) {
            octets[bit / 8] ^= (byte) (1 << bit % 8);
            IsakmpRules.holdForMessage(octets);
            octets[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    @Property
    void anyOctetsAreAMessageOrRefused(@ForAll("padding") byte[] octets) {
        IsakmpRules.holdForMessage(octets);
    }

    @Property
    void anyOctetsAreAChainOrRefused(@ForAll("octet") int firstType, @ForAll("padding") byte[] octets) {
        IsakmpRules.holdForChain(firstType, octets);
    }

    @Provide
    Arbitrary<IsakmpHead> heads() {
        return IsakmpPayloads.heads();
    }

    @Provide
    Arbitrary<List<IsakmpPayload>> chains() {
        return IsakmpPayloads.chains();
    }

    @Provide
    Arbitrary<Integer> octet() {
        return Arbitraries.integers().between(0, 255);
    }

    @Provide
    Arbitrary<byte[]> padding() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(300);
    }
}
