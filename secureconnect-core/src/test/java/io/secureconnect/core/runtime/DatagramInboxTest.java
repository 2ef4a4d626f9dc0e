package io.secureconnect.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.UdpEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DatagramInboxTest {
    private static final UdpEndpoint HERE = new UdpEndpoint(IpAddress.parse("10.0.0.1"), 500);

    private final AtomicInteger announced = new AtomicInteger();
    private final DatagramInbox inbox = new DatagramInbox(announced::incrementAndGet);

    @Test
    void aFloodCostsDatagramsAndNothingElse() {
        for (int i = 0; i < 10_000; i++) {
            inbox.add(datagram(i % 1000, 28));
        }
        assertThat(announced).as("inputs in the loop's queue").hasValue(1);
        assertThat(all()).hasSize(4096);
        assertThat(inbox.dropped()).isEqualTo(10_000 - 4096);
    }

    @Test
    void largeOnesAreBoundedByTheirOctets() {
        for (int i = 0; i < 100; i++) {
            inbox.add(datagram(i, 65_000));
        }
        assertThat(all()).hasSize((4 << 20) / 65_000);
    }

    @Test
    void keepsTheOrderAndAnnouncesWhatIsLeftBehindABatch() {
        List<Datagram> sent = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            sent.add(datagram(i, 28));
        }
        sent.forEach(inbox::add);

        assertThat(inbox.take()).isEqualTo(sent.subList(0, 64));
        assertThat(announced).hasValue(2);
        assertThat(inbox.take()).isEqualTo(sent.subList(64, 128));
        assertThat(inbox.take()).isEqualTo(sent.subList(128, 150));
        assertThat(announced).hasValue(3);
        assertThat(inbox.take()).isEmpty();

        inbox.add(sent.get(0));
        assertThat(announced).as("the next one is announced again").hasValue(4);
    }

    private List<Datagram> all() {
        List<Datagram> all = new ArrayList<>();
        for (List<Datagram> batch = inbox.take(); !batch.isEmpty(); batch = inbox.take()) {
            all.addAll(batch);
        }
        return all;
    }

    private static Datagram datagram(int port, int octets) {
        return new Datagram(
                HERE, new UdpEndpoint(IpAddress.parse("10.0.0.2"), 1000 + port), Bytes.wrap(new byte[octets]));
    }
}
