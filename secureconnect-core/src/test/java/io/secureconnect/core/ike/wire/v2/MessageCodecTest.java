package io.secureconnect.core.ike.wire.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.wire.DecodeException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Octets written by hand from the figures of RFC 7296 §3.1 and §3.2. */
class MessageCodecTest {
    private static final MessageHead HEAD =
            new MessageHead(0x0102030405060708L, 0, MessageHead.IKEV2, 34, true, false, false, 0);

    /** SPIs, next payload 33 (SA), version 2.0, exchange 34, flags I, message id 0, length 0x68. */
    private static final byte[] IKE_SA_INIT = hex("""
            0102030405060708 0000000000000000 21 20 22 08 00000000 00000068
            22 00 0030
              00 00 002c 01 01 00 04
                03 00 000c 01 00 0014 800e 0100
                03 00 0008 02 00 0006
                03 00 0008 04 00 001f
                00 00 0008 05 00 0000
            28 00 000c 001f 0000 aabbccdd
            29 00 0008 11223344
            00 00 0008 00 00 402e
            """);

    private static final IkeMessage MESSAGE = new IkeMessage(
            HEAD,
            List.of(
                    new Payload.SecurityAssociation(List.of(new Payload.Proposal(
                            1,
                            1,
                            Bytes.empty(),
                            List.of(
                                    new Payload.Transform(1, 20, OptionalInt.of(256), false),
                                    new Payload.Transform(2, 6, OptionalInt.empty(), false),
                                    new Payload.Transform(4, 31, OptionalInt.empty(), false),
                                    new Payload.Transform(5, 0, OptionalInt.empty(), false))))),
                    new Payload.KeyExchange(31, Bytes.ofHex("aabbccdd")),
                    new Payload.Nonce(Bytes.ofHex("11223344")),
                    new Payload.Notify(0, Bytes.empty(), 16_430, Bytes.empty())));

    @Test
    void readsWhatTheFigureShows() throws DecodeException {
        assertThat(MessageCodec.decode(IKE_SA_INIT)).isEqualTo(MESSAGE);
    }

    @Test
    void writesWhatTheFigureShows() {
        assertThat(MessageCodec.encode(MESSAGE)).isEqualTo(IKE_SA_INIT);
    }

    @Test
    void peekReadsTheHeaderOfAnyVersion() throws DecodeException {
        byte[] newer = IKE_SA_INIT.clone();
        newer[17] = 0x35;
        assertThat(MessageCodec.peek(newer).version()).isEqualTo(0x35);
        assertThatThrownBy(() -> MessageCodec.decode(newer))
                .isInstanceOf(DecodeException.class)
                .hasMessage("Version at octet 28: major version 3 is not 2 (RFC 7296 §3.1)");
    }

    @Test
    void aHigherMinorVersionIsRead() throws DecodeException {
        byte[] newer = IKE_SA_INIT.clone();
        newer[17] = 0x21;
        assertThat(MessageCodec.decode(newer).payloads()).isEqualTo(MESSAGE.payloads());
    }

    @Test
    void reservedBitsAreNotLookedAt() throws DecodeException {
        byte[] strange = IKE_SA_INIT.clone();
        strange[19] |= (byte) 0xc7; // flags of IKEv1 and later ones
        strange[29] |= 0x7f; // generic header of SA
        strange[33] = 7; // proposal
        assertThat(MessageCodec.decode(strange)).isEqualTo(MESSAGE);
    }

    @Test
    void theLengthIsThatOfTheOctets() {
        byte[] longer = Arrays.copyOf(IKE_SA_INIT, IKE_SA_INIT.length + 1);
        assertThatThrownBy(() -> MessageCodec.decode(longer))
                .hasMessage("end at octet 104: 1 octets too many (RFC 7296 §3.1)");
        byte[] shorter = Arrays.copyOf(IKE_SA_INIT, IKE_SA_INIT.length - 1);
        assertThatThrownBy(() -> MessageCodec.decode(shorter)).isInstanceOfSatisfying(DecodeException.class, bad -> {
            assertThat(bad.field()).isEqualTo("Length");
            assertThat(bad.offset()).isEqualTo(24);
            assertThat(bad.section()).isEqualTo("RFC 7296 §3.1");
        });
    }

    @Test
    void anyBeginningAloneIsRefused() {
        for (int length = 0; length < IKE_SA_INIT.length; length++) {
            byte[] beginning = Arrays.copyOf(IKE_SA_INIT, length);
            assertThatThrownBy(() -> MessageCodec.decode(beginning)).isInstanceOf(DecodeException.class);
        }
    }

    private static byte[] hex(String figure) {
        return HexFormat.of().parseHex(figure.replaceAll("\\s", ""));
    }
}
