package io.secureconnect.linux.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.linux.netlink.Datagram;
import io.secureconnect.linux.netlink.DecodeException;
import io.secureconnect.linux.netlink.ScriptedSocket;
import io.secureconnect.spi.BackendEvent;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Notices laid out by hand, at the offsets of {@code linux/xfrm.h}. */
class EventDecoderTest {
    private static final HostPair PATH = HostPair.of("10.0.0.1", "10.0.0.2");
    private static final int INBOUND = 0x5c000000;
    private static final int OUTBOUND = 0x5c000001;
    private static final int FOREIGN = 77;
    private static final int SPI = 0xC0001234;
    private static final SaId INBOUND_SA = new SaId(PATH, Direction.INBOUND, new Spi(SPI));

    private final EventDecoder decoder = new EventDecoder(OwnedNumbers.STANDARD, ScriptedSocket.PORT);

    private List<BackendEvent> events(int type, int port, byte[]... payload) {
        int length = 0;
        for (byte[] part : payload) {
            length += part.length;
        }
        ByteBuffer all = ByteBuffer.allocate(length);
        for (byte[] part : payload) {
            all.put(part);
        }
        ByteBuffer message =
                ByteBuffer.wrap(ScriptedSocket.message(type, 0, 0, all.array())).order(ByteOrder.nativeOrder());
        message.putInt(12, port);
        List<BackendEvent> events = new ArrayList<>();
        Datagram.forEach(message, m -> decoder.decode(m).ifPresent(events::add));
        return events;
    }

    /** {@code xfrm_usersa_info} of an ESP SA. */
    private static byte[] state(HostPair path, Direction direction, int spi, int reqid) {
        byte[] state = new byte[224];
        System.arraycopy(path.destination(direction).octets(), 0, state, 56, 4);
        KernelTwin.wire(state).putInt(72, spi);
        state[76] = 50;
        System.arraycopy(path.source(direction).octets(), 0, state, 80, 4);
        KernelTwin.host(state).putInt(208, reqid).putShort(212, (short) 2);
        return state;
    }

    private static byte[] template(int reqid) {
        byte[] template = new byte[64];
        KernelTwin.host(template).putInt(44, reqid);
        return ScriptedSocket.attribute(5, template);
    }

    private static byte[] acquire() {
        byte[] acquire = new byte[280];
        System.arraycopy(PATH.remote().octets(), 0, acquire, 0, 4);
        acquire[20] = 50;
        System.arraycopy(PATH.local().octets(), 0, acquire, 24, 4);
        KernelTwin.host(acquire).putShort(40 + 40, (short) 2);
        return acquire;
    }

    private static byte[] expire(int spi, int reqid, int hard) {
        byte[] expire = new byte[232];
        System.arraycopy(state(PATH, Direction.INBOUND, spi, reqid), 0, expire, 0, 224);
        expire[224] = (byte) hard;
        return expire;
    }

    @Test
    void anAcquireNamesThePathIfItsTemplateIsOurs() {
        assertThat(events(0x17, 0, acquire(), template(OUTBOUND))).containsExactly(new BackendEvent.Acquire(PATH));
        assertThat(events(0x17, 0, acquire(), template(FOREIGN))).isEmpty();
        assertThat(events(0x17, 0, acquire())).isEmpty();
    }

    @Test
    void anExpiryNamesTheSaAndWhetherItIsGone() {
        assertThat(events(0x18, 0, expire(SPI, INBOUND, 0)))
                .containsExactly(new BackendEvent.Expired(INBOUND_SA, false));
        assertThat(events(0x18, 0, expire(SPI, INBOUND, 1)))
                .containsExactly(new BackendEvent.Expired(INBOUND_SA, true));
        assertThat(events(0x18, 0, expire(SPI, FOREIGN, 1))).isEmpty();
    }

    @Test
    void theEndOfAnAcquiresLarvalSaIsNoNews() {
        assertThat(events(0x18, 0, expire(0, OUTBOUND, 1))).isEmpty();
    }

    @Test
    void aNewMappingNamesTheSaAndWhereItsPeerIsNow() {
        byte[] mapping = new byte[64];
        System.arraycopy(PATH.local().octets(), 0, mapping, 0, 4);
        KernelTwin.wire(mapping).putInt(16, SPI);
        KernelTwin.host(mapping).putShort(20, (short) 2).putInt(24, INBOUND);
        mapping[22] = 50;
        System.arraycopy(PATH.remote().octets(), 0, mapping, 28, 4);
        System.arraycopy(IpAddress.parse("198.51.100.7").octets(), 0, mapping, 44, 4);
        KernelTwin.wire(mapping).putShort(60, (short) 4500).putShort(62, (short) 40001);

        assertThat(events(0x26, 0, mapping))
                .containsExactly(new BackendEvent.MappingChanged(INBOUND_SA, IpAddress.parse("198.51.100.7"), 40001));
    }

    @Test
    void whatOthersDeleteOfOursIsToldAndWhatWeDeleteIsNot() {
        byte[] sa = ScriptedSocket.attribute(6, state(PATH, Direction.INBOUND, SPI, INBOUND));
        byte[] foreignSa = ScriptedSocket.attribute(6, state(PATH, Direction.INBOUND, SPI, FOREIGN));

        assertThat(events(0x11, 0, new byte[24], sa))
                .singleElement()
                .asString()
                .contains("somebody deleted 10.0.0.2->10.0.0.1 spi c0001234");
        assertThat(events(0x11, ScriptedSocket.PORT, new byte[24], sa)).isEmpty();
        assertThat(events(0x11, 0, new byte[24], foreignSa)).isEmpty();
    }

    @Test
    void policiesOfOursThatOthersDeleteOrWriteOverAreTold() {
        byte[] ours = new byte[168];
        KernelTwin.host(ours).putInt(156, 0x5c800001);
        byte[] foreign = new byte[168];
        KernelTwin.host(foreign).putInt(156, 9);

        assertThat(events(0x14, 0, new byte[64], ScriptedSocket.attribute(7, ours)))
                .singleElement()
                .asString()
                .contains("deleted our policy with index 1551892481");
        assertThat(events(0x14, 0, new byte[64], ScriptedSocket.attribute(7, foreign)))
                .isEmpty();
        assertThat(events(0x14, 0, new byte[64], ScriptedSocket.attribute(7, foreign), template(INBOUND)))
                .hasSize(1);
        assertThat(events(0x14, ScriptedSocket.PORT, new byte[64], ScriptedSocket.attribute(7, ours)))
                .isEmpty();
        assertThat(events(0x19, 0, ours, template(FOREIGN)))
                .singleElement()
                .asString()
                .contains("wrote over our policy");
        assertThat(events(0x19, 0, foreign, template(FOREIGN))).isEmpty();
    }

    @Test
    void aFlushIsTold() {
        assertThat(events(0x1c, 0, new byte[] {50}))
                .containsExactly(new BackendEvent.ChangedByOthers("somebody flushed all SAs"));
        assertThat(events(0x1d, 0)).containsExactly(new BackendEvent.ChangedByOthers("somebody flushed all policies"));
    }

    @Test
    void whatOthersAddIsNoNews() {
        assertThat(events(0x10, 0, state(PATH, Direction.INBOUND, SPI, FOREIGN)))
                .isEmpty();
        assertThat(events(0x13, 0, new byte[168])).isEmpty();
        assertThat(events(0x77, 0)).isEmpty();
    }

    @Property
    void anyOctetsEndInAnEventOrAFault(
            @ForAll @IntRange(min = 0x10, max = 0x28) int type, @ForAll @Size(max = 600) byte[] payload) {
        try {
            assertThat(events(type, 0, payload)).hasSizeLessThanOrEqualTo(1);
        } catch (DecodeException e) {
            assertThat(e.field()).isNotEmpty();
        }
    }
}
