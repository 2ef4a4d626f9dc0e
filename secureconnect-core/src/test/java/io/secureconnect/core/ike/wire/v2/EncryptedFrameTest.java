package io.secureconnect.core.ike.wire.v2;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.wire.DecodeException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 7296 §3.14, RFC 7383 §2.5, RFC 9242 §3.3.2. */
class EncryptedFrameTest {
    private static final MessageHead HEAD =
            new MessageHead(0x0102030405060708L, 0x1112131415161718L, MessageHead.IKEV2, 43, true, false, true, 1);
    private static final byte[] BODY = {9, 8, 7, 6, 5};

    @Test
    void associatedDataOfAWholeMessage() throws DecodeException {
        byte[] associated = EncryptedFrame.associated(HEAD, 34, BODY.length);
        assertThat(hex(associated))
                .isEqualTo("0102030405060708" + "1112131415161718" + "2e202b28" + "00000001" + "00000025" + "22000009");
        assertThat(associated).hasSize(EncryptedFrame.WHOLE_OCTETS);
        byte[] message = EncryptedFrame.join(associated, BODY);
        assertThat(MessageCodec.decode(message))
                .isEqualTo(new IkeMessage(HEAD, List.of(new Payload.Encrypted(34, Bytes.copyOf(BODY)))));
        assertThat(EncryptedFrame.associatedOf(message, BODY.length)).isEqualTo(associated);
    }

    @Test
    void associatedDataOfFragments() throws DecodeException {
        byte[] first = EncryptedFrame.associatedOfFragment(HEAD, 34, 1, 2, BODY.length);
        byte[] second = EncryptedFrame.associatedOfFragment(HEAD, 34, 2, 2, BODY.length);
        assertThat(hex(first))
                .isEqualTo("0102030405060708" + "1112131415161718" + "35202b28" + "00000001" + "00000029" + "2200000d"
                        + "00010002");
        assertThat(hex(second).substring(56)).isEqualTo("0000000d" + "00020002");
        assertThat(first).hasSize(EncryptedFrame.FRAGMENT_OCTETS);
        assertThat(MessageCodec.decode(EncryptedFrame.join(first, BODY)).payloads())
                .containsExactly(new Payload.EncryptedFragment(34, 1, 2, Bytes.copyOf(BODY)));
        assertThat(MessageCodec.decode(EncryptedFrame.join(second, BODY)).payloads())
                .containsExactly(new Payload.EncryptedFragment(0, 2, 2, Bytes.copyOf(BODY)));
    }

    @Test
    void intermediateCountsThePlaintextAlone() {
        byte[] whole = EncryptedFrame.associated(HEAD, 34, 61);
        String expected = "0102030405060708" + "1112131415161718" + "2e202b28" + "00000001" + "0000004b" + "2200002f";
        assertThat(hex(EncryptedFrame.intermediate(whole, 43))).isEqualTo(expected);
        assertThat(whole).isEqualTo(EncryptedFrame.associated(HEAD, 34, 61));
    }

    @Test
    void intermediateOfFragmentsIsThatOfTheWhole() {
        byte[] whole = EncryptedFrame.intermediate(EncryptedFrame.associated(HEAD, 34, 2000), 1972);
        byte[] fragment = EncryptedFrame.associatedOfFragment(HEAD, 34, 1, 3, 700);
        assertThat(EncryptedFrame.intermediate(fragment, 1972)).isEqualTo(whole);
    }

    @Test
    void intermediateKeepsReservedBitsOfTheFirstFragment() {
        byte[] fragment = EncryptedFrame.associatedOfFragment(HEAD, 34, 1, 3, 700);
        fragment[29] = 0x15;
        assertThat(EncryptedFrame.intermediate(fragment, 1972)[29]).isEqualTo((byte) 0x15);
    }

    @Test
    void intermediateSkipsPayloadsThatStandBeforeTheEncryptedOne() {
        byte[] vendor = {46, 0, 0, 6, 1, 2};
        byte[] head = EncryptedFrame.associated(HEAD, 34, 50);
        byte[] associated = new byte[head.length + vendor.length];
        System.arraycopy(head, 0, associated, 0, 28);
        associated[16] = 43;
        System.arraycopy(vendor, 0, associated, 28, vendor.length);
        System.arraycopy(head, 28, associated, 34, 4);
        byte[] intermediate = EncryptedFrame.intermediate(associated, 20);
        assertThat(intermediate[16]).isEqualTo((byte) 43);
        assertThat(Arrays.copyOfRange(intermediate, 24, 28)).containsExactly(0, 0, 0, 58);
        assertThat(Arrays.copyOfRange(intermediate, 28, 38)).containsExactly(46, 0, 0, 6, 1, 2, 34, 0, 0, 24);
    }

    private static String hex(byte[] octets) {
        return HexFormat.of().formatHex(octets);
    }
}
