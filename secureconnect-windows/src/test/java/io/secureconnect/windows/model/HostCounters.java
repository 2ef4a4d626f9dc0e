package io.secureconnect.windows.model;

import io.secureconnect.testkit.kernel.IpPacket;
import io.secureconnect.windows.wfp.IpsecStatistics;
import java.util.EnumMap;
import java.util.Map;

/** What IPsec on a host has carried and dropped since it started. */
final class HostCounters {
    private final Map<KernelDrop, Integer> drops = new EnumMap<>(KernelDrop.class);
    private final Volume sent = new Volume();
    private final Volume received = new Volume();

    private static final class Volume {
        private long octets;
        private long packets;

        void add(IpPacket packet) {
            octets += packet.payload().length;
            packets++;
        }

        IpsecStatistics.Volume told() {
            return new IpsecStatistics.Volume(octets, 0, octets, octets, 0, 0, packets);
        }
    }

    void sent(IpPacket packet) {
        sent.add(packet);
    }

    void received(IpPacket packet) {
        received.add(packet);
    }

    void dropped(KernelDrop why) {
        drops.merge(why, 1, Integer::sum);
    }

    /** @param active SAs there are, both directions counted */
    IpsecStatistics told(int active) {
        int all = drops.values().stream().mapToInt(Integer::intValue).sum();
        int badSpi = of(KernelDrop.BAD_SPI);
        int forged = of(KernelDrop.INTEGRITY_CHECK_FAILED);
        int replayed = of(KernelDrop.REPLAY_CHECK_FAILED);
        return new IpsecStatistics(
                new IpsecStatistics.Sas(active, 0, 0, 0, 0, 0, 0),
                new IpsecStatistics.EspDrops(badSpi, 0, forged, replayed, 0),
                IpsecStatistics.zero().ahDrops(),
                new IpsecStatistics.Drops(
                        badSpi,
                        0,
                        forged,
                        0,
                        replayed,
                        of(KernelDrop.CLEAR_TEXT_DROP),
                        0,
                        of(KernelDrop.WRONG_SA),
                        0,
                        all),
                received.told(),
                sent.told());
    }

    private int of(KernelDrop why) {
        return drops.getOrDefault(why, 0);
    }
}
