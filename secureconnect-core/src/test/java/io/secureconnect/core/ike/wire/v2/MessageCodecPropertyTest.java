package io.secureconnect.core.ike.wire.v2;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.rules.ExchangeForm;
import io.secureconnect.core.ike.rules.MessageRules;
import io.secureconnect.core.ike.wire.DecodeException;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for all messages, and for all octets. */
class MessageCodecPropertyTest {
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void decodeOfEncodeIsTheMessage(@ForAll("messages") IkeMessage message) throws DecodeException {
        byte[] octets = MessageCodec.encode(message);
        assertThat(MessageCodec.decode(octets)).isEqualTo(message);
        assertThat(MessageCodec.peek(octets)).isEqualTo(message.head());
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void encodeOfDecodeIsTheOctets(@ForAll("messages") IkeMessage message) throws DecodeException {
        byte[] octets = MessageCodec.encode(message);
        assertThat(MessageCodec.encode(MessageCodec.decode(octets))).isEqualTo(octets);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void theInsideIsReadAsItWasWritten(@ForAll("payloads") List<Payload> payloads) throws DecodeException {
        byte[] octets = PayloadChain.encode(payloads);
        assertThat(PayloadChain.decode(PayloadChain.firstType(payloads), octets))
                .isEqualTo(payloads);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void theFramePrecedesAnyBody(
            @ForAll("heads") MessageHead head, @ForAll("body") byte[] body, @ForAll("octet") int firstInner)
            throws DecodeException {
        byte[] message = EncryptedFrame.join(EncryptedFrame.associated(head, firstInner, body.length), body);
        IkeMessage expected = new IkeMessage(head, List.of(new Payload.Encrypted(firstInner, Bytes.copyOf(body))));
        assertThat(MessageCodec.decode(message)).isEqualTo(expected);
        assertThat(MessageCodec.encode(expected)).isEqualTo(message);
    }

    @Property
    void anyOctetsAreAMessageOrRefused(@ForAll("body") byte[] octets) {
        DecoderRules.holdForMessage(octets);
    }

    @Property
    void anyOctetsAreAChainOrRefused(@ForAll("octet") int firstType, @ForAll("body") byte[] octets) {
        DecoderRules.holdForChain(firstType, octets);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void aDamagedMessageIsAMessageOrRefused(@ForAll("damaged") byte[] octets) {
        DecoderRules.holdForMessage(octets).ifPresent(message -> {
            MessageRules.head(message.head());
            MessageRules.clear(message);
        });
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void rulesAnswerForAnyPayloads(@ForAll("payloads") List<Payload> payloads) {
        for (ExchangeForm form : ExchangeForm.values()) {
            assertThat(MessageRules.inner(form, true, payloads)).isNotNull();
            assertThat(MessageRules.inner(form, false, payloads)).isNotNull();
        }
    }

    @Provide
    Arbitrary<IkeMessage> messages() {
        return Messages.messages();
    }

    @Provide
    Arbitrary<List<Payload>> payloads() {
        return Messages.payloads();
    }

    @Provide
    Arbitrary<MessageHead> heads() {
        return Messages.heads();
    }

    @Provide
    Arbitrary<Integer> octet() {
        return Arbitraries.integers().between(0, 255);
    }

    @Provide
    Arbitrary<byte[]> body() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(300);
    }

    /** A message with one octet changed, or cut off, with its length as it was. */
    @Provide
    Arbitrary<byte[]> damaged() {
        return Combinators.combine(
                        messages(), Arbitraries.integers().between(0, 400), octet(), Arbitraries.of(true, false))
                .as((message, at, octet, cut) -> {
                    byte[] octets = MessageCodec.encode(message);
                    int where = at % octets.length;
                    if (cut) {
                        return Arrays.copyOf(octets, where);
                    }
                    octets[where] = octet.byteValue();
                    return octets;
                });
    }
}
