package io.secureconnect.windows.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.spi.BackendEvent;
import io.secureconnect.spi.BackendEvent.NativeIkeFailed;
import io.secureconnect.spi.BackendEvent.PacketDropped;
import io.secureconnect.windows.wfp.NetEvent;
import io.secureconnect.windows.wfp.NetEvent.Header;
import io.secureconnect.windows.wfp.NetEventPayload;
import io.secureconnect.windows.wfp.NetEventPayload.ExtendedModeFailure;
import io.secureconnect.windows.wfp.NetEventPayload.KernelDrop;
import io.secureconnect.windows.wfp.NetEventPayload.MainModeFailure;
import io.secureconnect.windows.wfp.NetEventPayload.QuickModeFailure;
import io.secureconnect.windows.wfp.Traffic;
import io.secureconnect.windows.wfp.Value;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What IPsec of Windows fails at, as events. */
class IpsecActivityTest {
    private static final HostPair PATH = HostPair.of("192.0.2.1", "192.0.2.2");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final int TIMED_OUT = 13805;

    private final IpsecActivity activity = new IpsecActivity();

    @ParameterizedTest
    @CsvSource({
        "1, main mode of Windows' IKEEXT failed here with 0x000035ed ERROR_IPSEC_IKE_TIMED_OUT",
        "2, main mode of Windows' IKEEXT failed at the peer with 0x000035ed ERROR_IPSEC_IKE_TIMED_OUT"
    })
    void aFailedMainModeSaysWhereAndWhy(int point, String detail) {
        assertThat(on(mainMode(point), NOW)).contains(new NativeIkeFailed(PATH, detail));
    }

    @Test
    void theOtherModesAreNamed() {
        NetEventPayload quick = new QuickModeFailure(TIMED_OUT, 1, 0, 0, 0, 0, new Value.Empty(), new Value.Empty(), 7);
        NetEventPayload extended = new ExtendedModeFailure(
                0x1234, 1, 0, 0, 0, 0, Bytes.wrap(new byte[20]), 1, 2, Optional.empty(), Optional.empty(), 0);
        assertThat(on(quick, NOW)).map(BackendEvent::toString).get().asString().contains("quick mode", "TIMED_OUT");
        assertThat(on(extended, NOW))
                .map(BackendEvent::toString)
                .get()
                .asString()
                .contains("extended mode", "0x00001234");
    }

    @Test
    void aDroppedPacketHasItsSpiIfItIsOne() {
        assertThat(on(new KernelDrop(0xC0360001, KernelDrop.INBOUND, 0xcafebabe, 7, 1), NOW))
                .contains(new PacketDropped(
                        PATH,
                        Optional.of(new Spi(0xcafebabe)),
                        "an inbound packet was dropped by IPsec with status 0xc0360001"));
        assertThat(on(new KernelDrop(0xC0360001, KernelDrop.OUTBOUND, 0, 7, 1), NOW))
                .contains(new PacketDropped(
                        PATH, Optional.empty(), "an outbound packet was dropped by IPsec with status 0xc0360001"));
    }

    @Test
    void theSameIsToldOnceInAWhile() {
        assertThat(on(mainMode(1), NOW)).isPresent();
        assertThat(on(mainMode(1), NOW.plus(EventDecoder.AGAIN).minusNanos(100)))
                .isEmpty();
        assertThat(on(mainMode(2), NOW)).as("another end").isPresent();
        assertThat(on(mainMode(1), NOW.plus(EventDecoder.AGAIN))).isPresent();
        assertThat(on(mainMode(1), NOW)).as("a clock that was set back").isPresent();
    }

    @Test
    void aFloodOfReasonsIsForgottenFromTheOldestOn() {
        for (int i = 0; i <= 1024; i++) {
            assertThat(on(new KernelDrop(i, KernelDrop.INBOUND, 0, 7, 1), NOW)).isPresent();
        }
        assertThat(on(new KernelDrop(1024, KernelDrop.INBOUND, 0, 7, 1), NOW)).isEmpty();
        assertThat(on(new KernelDrop(0, KernelDrop.INBOUND, 0, 7, 1), NOW)).isPresent();
    }

    @Test
    void whatHasNoPairOfAddressesOrIsNoFailureIsNotTold() {
        assertThat(activity.on(new NetEvent(header(NOW, Header.LOCAL_ADDR_SET), MainModeFailure.TYPE, mainMode(1))))
                .isEmpty();
        assertThat(on(new NetEventPayload.Other(9), NOW)).isEmpty();
    }

    private Optional<BackendEvent> on(NetEventPayload payload, Instant time) {
        return activity.on(new NetEvent(header(time, Header.LOCAL_ADDR_SET | Header.REMOTE_ADDR_SET), 0, payload));
    }

    private static NetEventPayload mainMode(int point) {
        return new MainModeFailure(
                TIMED_OUT, point, 0, 0, 0, 0, 0, Bytes.wrap(new byte[20]), 1, 2, Optional.empty(), Optional.empty());
    }

    private static Header header(Instant time, int flags) {
        Traffic.Ends ends = new Traffic.Ends(
                Traffic.Ends.V4,
                Bytes.wrap(IpAddress.parse("192.0.2.1").octets()),
                Bytes.wrap(IpAddress.parse("192.0.2.2").octets()));
        return new Header(Header.timeStamp(time), flags | Header.IP_VERSION_SET, 17, ends, 500, 500, 0, Bytes.empty());
    }
}
