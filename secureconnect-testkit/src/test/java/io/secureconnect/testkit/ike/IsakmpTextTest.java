package io.secureconnect.testkit.ike;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.core.ike.v1.registry.ExchangeType;
import io.secureconnect.core.ike.v1.wire.IsakmpCodec;
import io.secureconnect.core.ike.v1.wire.IsakmpHead;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.spi.UdpEndpoint;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class IsakmpTextTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final long INITIATOR = 0x1122334455667788L;
    private static final long RESPONDER = 0xa1a2a3a4a5a6a7a8L;
    private static final Bytes DPD = Bytes.ofHex("afcad71368a1f1c96b8696fc77570100");

    private final Plaintexts plaintexts = new Plaintexts();

    private static IsakmpHead head(long responder, ExchangeType type, boolean encrypted, int id) {
        return new IsakmpHead(INITIATOR, responder, IsakmpHead.IKEV1, type.number(), encrypted, false, false, id);
    }

    private static byte[] concat(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private String text(byte[] message) {
        return MessageText.of(message, false, plaintexts);
    }

    private static Datagram datagram(int port, byte[] payload) {
        return new Datagram(
                new UdpEndpoint(IpAddress.parse("192.0.2.1"), port),
                new UdpEndpoint(IpAddress.parse("192.0.2.2"), port),
                Bytes.wrap(payload));
    }

    private static byte[] first() {
        return IsakmpCodec.encode(
                head(0, ExchangeType.MAIN_MODE, false, 0),
                List.of(
                        new IsakmpPayload.KeyExchange(Bytes.ofHex("77")),
                        new IsakmpPayload.Nonce(Bytes.ofHex("0102")),
                        new IsakmpPayload.VendorId(DPD),
                        new IsakmpPayload.NatDiscovery(20, Bytes.ofHex("0102"))));
    }

    @Test
    void payloadsAreNamedInTheirOrder() {
        assertThat(text(first())).isEqualTo("Main Mode { KE, NONCE, VID(Dead Peer Detection), NAT-D } 112233:0");
        assertThat(MessageText.of(concat(new byte[4], first()), true, plaintexts))
                .startsWith("Main Mode { KE, NONCE");
    }

    @Test
    void whatIsEncryptedShowsIfItWasSeenBefore() {
        List<IsakmpPayload> payloads = List.of(
                new IsakmpPayload.Hash(Bytes.ofHex("0102")),
                new IsakmpPayload.Notification(1, 1, Bytes.empty(), 36136, Bytes.ofHex("00000001")),
                new IsakmpPayload.Delete(1, 3, 4, List.of(Bytes.ofHex("cafe0001"))));
        byte[] inner = concat(IsakmpCodec.encodeChain(payloads), new byte[5]);
        byte[] sealed = HEX.parseHex("00112233445566778899aabbccddeeff");
        byte[] message = concat(
                IsakmpCodec.header(
                        head(RESPONDER, ExchangeType.INFORMATIONAL, true, 0x0badcafe),
                        IsakmpCodec.firstType(payloads),
                        IsakmpHead.OCTETS + sealed.length),
                sealed);
        assertThat(text(message)).isEqualTo("Informational 0badcafe { E } 112233:a1a2a3");
        plaintexts.add(sealed, inner);
        assertThat(text(message))
                .isEqualTo("Informational 0badcafe { E { HASH, N(R-U-THERE), D(ESP cafe0001) } } 112233:a1a2a3");
    }

    @Test
    void fragmentsShowTheirNumbers() {
        assertThat(text(IsakmpCodec.encode(
                        head(RESPONDER, ExchangeType.MAIN_MODE, false, 0),
                        List.of(new IsakmpPayload.Fragment(1, 2, true, Bytes.ofHex("abcd"))))))
                .isEqualTo("Main Mode { FRAGMENT 2 (last) } 112233:a1a2a3");
    }

    @Test
    void garbageHasATextToo() {
        byte[] broken = first();
        broken[31] = 1;
        assertThat(text(broken)).startsWith("no ISAKMP message: ");
        assertThat(text(Arrays.copyOf(first(), 30))).startsWith("no ISAKMP message: ");
    }

    @Test
    void onlyTheFirstMessageOfMainModeBeginsASession() {
        IkePorts ports = IkePorts.standard();
        assertThat(IsakmpText.beginsASession(datagram(500, first()), ports)).isTrue();
        assertThat(IsakmpText.beginsASession(datagram(4500, concat(new byte[4], first())), ports))
                .isTrue();
        byte[] aggressive = first();
        aggressive[18] = (byte) ExchangeType.AGGRESSIVE.number();
        byte[] later = first();
        later[15] = 1;
        byte[] version2 = first();
        version2[17] = 0x20;
        for (byte[] other : List.of(aggressive, later, version2, new byte[0], new byte[3])) {
            assertThat(IsakmpText.beginsASession(datagram(500, other), ports)).isFalse();
        }
    }
}
