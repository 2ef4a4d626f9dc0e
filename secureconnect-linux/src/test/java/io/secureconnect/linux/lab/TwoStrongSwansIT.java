package io.secureconnect.linux.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The foreign daemon works in the lab, so that what later fails against it is ours. */
@RealKernel
class TwoStrongSwansIT {
    private static final byte[] SECRET = new byte[32];

    static {
        Arrays.fill(SECRET, (byte) 0x5A);
    }

    private static SwanConnection connection(Wire.End here, Wire.End there) {
        return SwanConnection.between("host", here.ipv4(), there.ipv4())
                .proposals("aes256gcm16-prfsha384-x25519", "aes256gcm16-x25519");
    }

    @Test
    void twoDaemonsProtectAPairAndRekeyIt(Lab lab) {
        Wire wire = lab.wire();
        StrongSwan a = StrongSwan.start(wire.a().namespace())
                .load(connection(wire.a(), wire.b()).preSharedKey("keyid:a", "keyid:b", SECRET));
        StrongSwan b = StrongSwan.start(wire.b().namespace())
                .load(connection(wire.b(), wire.a()).preSharedKey("keyid:b", "keyid:a", SECRET));
        Capture capture = lab.capture(wire.b(), "wire");

        a.initiate("host").orThrow();
        assertThat(Traffic.ping(wire.a(), wire.b().ipv4(), 2).received()).isEqualTo(2);
        b.rekeyChild("host");
        a.rekeyIke("host");
        assertThat(Traffic.ping(wire.b(), wire.a().ipv4(), 2).received()).isEqualTo(2);
        capture.stop();

        Await.until("one IKE SA again", () -> b.sas().established() == 1);
        assertThat(b.sas().installed()).isPositive();
        assertThat(capture.count(Capture.ESP)).isEqualTo(8);
        assertThat(capture.count("icmp")).isZero();
        b.deleteIke("host");
        Await.until("the other end without IKE SA", () -> a.sas().established() == 0);
    }

    @Test
    void behindANatItsEspTravelsInUdp(Lab lab) {
        NatPath path = lab.behindNat();
        StrongSwan a = StrongSwan.start(path.a().namespace())
                .load(connection(path.a(), path.b()).preSharedKey("keyid:a", "keyid:b", SECRET));
        StrongSwan.start(path.b().namespace())
                .load(connection(path.b(), path.a()).fromAnywhere().preSharedKey("keyid:b", "keyid:a", SECRET));
        Capture capture = lab.capture(path.b(), "outside");

        a.initiate("host").orThrow();
        assertThat(Traffic.ping(path.a(), path.b().ipv4(), 2).received()).isEqualTo(2);
        capture.stop();

        assertThat(capture.count("host " + path.a().ipv4()))
                .as("the inner address")
                .isZero();
        assertThat(capture.count("esp or icmp")).isZero();
        assertThat(capture.count("udp port 4500 and host " + path.mapped())).isGreaterThanOrEqualTo(6);
    }
}
