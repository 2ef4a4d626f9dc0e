package io.secureconnect.core.ike.v1.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.v1.wire.IsakmpMessage.Part;
import io.secureconnect.core.ike.wire.DecodeException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What holds for whatever octets a decoder of ISAKMP is given. */
final class IsakmpRules {
    private IsakmpRules() {}

    /** The message of octets, if they are one in clear; fails if the decoder does anything but decode or refuse. */
    static Optional<IsakmpMessage> holdForMessage(byte[] octets) {
        byte[] before = octets.clone();
        try {
            IsakmpHead head = IsakmpCodec.peek(octets);
            IsakmpMessage message = IsakmpCodec.decode(octets);
            assertThat(octets).isEqualTo(before);
            assertThat(message.head()).isEqualTo(head);
            assertThat(IsakmpHead.OCTETS + filled(message.parts(), octets, IsakmpHead.OCTETS))
                    .isEqualTo(octets.length);
            byte[] again = IsakmpCodec.encode(head, message.payloads());
            assertThat(again).hasSameSizeAs(octets);
            assertThat(IsakmpCodec.decode(again).payloads()).isEqualTo(message.payloads());
            return Optional.of(message);
        } catch (DecodeException refused) {
            assertRefusal(refused, octets.length);
            return Optional.empty();
        }
    }

    /** The same for what was decrypted, with padding behind it. */
    static Optional<Chain> holdForChain(int firstType, byte[] octets) {
        byte[] before = octets.clone();
        try {
            Chain chain = IsakmpCodec.decodeChain(firstType, octets);
            assertThat(octets).isEqualTo(before);
            assertThat(chain.octets()).isBetween(0, octets.length).isEqualTo(filled(chain.parts(), octets, 0));
            byte[] again = IsakmpCodec.encodeChain(chain.payloads());
            assertThat(again).hasSize(chain.octets());
            assertThat(IsakmpCodec.firstType(chain.payloads())).isEqualTo(firstType);
            assertThat(IsakmpCodec.decodeChain(firstType, again).payloads()).isEqualTo(chain.payloads());
            return Optional.of(chain);
        } catch (DecodeException refused) {
            assertRefusal(refused, octets.length);
            return Optional.empty();
        }
    }

    /** Parts are the octets one after the other; a body is its part without the generic header. */
    private static int filled(List<Part> parts, byte[] octets, int from) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Part part : parts) {
            byte[] whole = part.whole().toArray();
            assertThat(part.body()).isEqualTo(Bytes.copyOf(whole, 4, whole.length));
            all.writeBytes(whole);
        }
        assertThat(all.toByteArray()).isEqualTo(Arrays.copyOfRange(octets, from, from + all.size()));
        return all.size();
    }

    private static void assertRefusal(DecodeException refused, int octets) {
        assertThat(refused.field()).isNotBlank();
        assertThat(refused.section()).matches("(RFC|draft-|MS-).+§.+");
        assertThat(refused.offset()).isBetween(0, octets);
    }
}
