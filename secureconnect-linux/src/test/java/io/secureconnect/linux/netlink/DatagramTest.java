package io.secureconnect.linux.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DatagramTest {
    private static ByteBuffer of(byte... octets) {
        return ByteBuffer.wrap(octets).order(ByteOrder.nativeOrder());
    }

    @Property
    void anyOctetsEndInMessagesOrInADecodeException(@ForAll @Size(max = 200) byte[] octets) {
        try {
            Datagram.forEach(
                    of(octets),
                    message -> AttributeReader.forEach(
                            message.payload("any"), (type, value) -> value.rest("value", Octets.NONE)));
        } catch (DecodeException e) {
            assertThat(e.offset()).isBetween(0, octets.length);
            assertThat(e.field()).isNotEmpty();
        }
    }

    @Test
    void messagesBeginAtMultiplesOfFour() {
        byte[] first = ScriptedSocket.message(0x20, 0, 1, (byte) 1);
        byte[] second = ScriptedSocket.message(0x21, 0, 2);
        List<Integer> lengths = new ArrayList<>();

        Datagram.forEach(
                of(ByteBuffer.allocate(first.length + second.length)
                        .put(first)
                        .put(second)
                        .array()),
                m -> lengths.add(m.limit() - m.start()));

        assertThat(lengths).containsExactly(1, 0);
    }

    @Test
    void aLengthBeyondTheEndIsNamedWithItsPlace() {
        byte[] message = ScriptedSocket.message(0x20, 0, 1);
        of(message).putInt(0, 17);

        assertThatThrownBy(() -> Datagram.forEach(of(message), m -> {}))
                .isInstanceOf(DecodeException.class)
                .hasMessage("nlmsghdr.nlmsg_len at offset 0: 17 is not within 16 to the 16 octets left");
    }

    @Test
    void aLengthBelowTheHeaderIsRefusedInsteadOfReadForEver() {
        byte[] message = ScriptedSocket.message(0x20, 0, 1);
        of(message).putInt(0, 0);

        assertThatThrownBy(() -> Datagram.forEach(of(message), m -> {})).isInstanceOf(DecodeException.class);
    }

    @Test
    void wipingLeavesZeros() {
        byte[] octets = new byte[10_000];
        java.util.Arrays.fill(octets, (byte) 7);

        Datagram.wipe(of(octets));

        assertThat(octets).containsOnly(0);
    }
}
