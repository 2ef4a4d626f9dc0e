package io.secureconnect.core.ike.wire.v2;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.core.ike.wire.DecodeException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What holds for whatever octets a decoder is given. */
final class DecoderRules {
    private DecoderRules() {}

    /** The message of octets, if they are one; fails if the decoder does anything but decode or refuse. */
    static Optional<IkeMessage> holdForMessage(byte[] octets) {
        byte[] before = octets.clone();
        try {
            MessageCodec.peek(octets);
            IkeMessage message = MessageCodec.decode(octets);
            assertThat(octets).isEqualTo(before);
            if (canBeSent(message.payloads())) {
                byte[] again = MessageCodec.encode(message);
                assertThat(again).hasSameSizeAs(octets);
                assertThat(MessageCodec.decode(again)).isEqualTo(message);
            }
            intermediateIsTotal(octets, message.payloads());
            return Optional.of(message);
        } catch (DecodeException refused) {
            assertRefusal(refused, octets.length);
            return Optional.empty();
        }
    }

    /** The same for the inside of an encrypted payload. */
    static Optional<List<Payload>> holdForChain(int firstType, byte[] octets) {
        try {
            List<Payload> payloads = PayloadChain.decode(firstType, octets);
            if (canBeSent(payloads)) {
                byte[] again = PayloadChain.encode(payloads);
                assertThat(again).hasSameSizeAs(octets);
                assertThat(PayloadChain.decode(PayloadChain.firstType(payloads), again))
                        .isEqualTo(payloads);
            }
            return Optional.of(payloads);
        } catch (DecodeException refused) {
            assertRefusal(refused, octets.length);
            return Optional.empty();
        }
    }

    private static void intermediateIsTotal(byte[] octets, List<Payload> payloads) {
        int body = bodyOctets(payloads);
        if (body >= 0) {
            byte[] associated = EncryptedFrame.associatedOf(octets, body);
            byte[] intermediate = EncryptedFrame.intermediate(associated, body);
            assertThat(intermediate).hasSizeLessThanOrEqualTo(associated.length);
            assertThat(Arrays.copyOf(intermediate, 16)).isEqualTo(Arrays.copyOf(octets, 16));
        }
    }

    private static int bodyOctets(List<Payload> payloads) {
        Payload last = payloads.isEmpty() ? null : payloads.get(payloads.size() - 1);
        if (last instanceof Payload.Encrypted) {
            return ((Payload.Encrypted) last).body().length();
        }
        return last instanceof Payload.EncryptedFragment
                ? ((Payload.EncryptedFragment) last).body().length()
                : -1;
    }

    /** Attributes of transforms that are not understood are not kept. */
    private static boolean canBeSent(List<Payload> payloads) {
        return payloads.stream()
                .filter(Payload.SecurityAssociation.class::isInstance)
                .flatMap(payload -> ((Payload.SecurityAssociation) payload).proposals().stream())
                .flatMap(proposal -> proposal.transforms().stream())
                .noneMatch(Payload.Transform::unknownAttributes);
    }

    private static void assertRefusal(DecodeException refused, int octets) {
        assertThat(refused.field()).isNotBlank();
        assertThat(refused.section()).startsWith("RFC ");
        assertThat(refused.offset()).isBetween(0, octets);
    }
}
