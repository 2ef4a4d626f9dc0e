package io.secureconnect.windows.wfp;

import io.secureconnect.windows.abi.Struct;
import java.util.List;

/**
 * Counters of IPsec on this whole host, whoever made the SAs: {@code IPSEC_STATISTICS1}. Counters of 32 bits are unsigned and
 * begin anew at 0.
 */
public record IpsecStatistics(
        Sas sas, EspDrops espDrops, AhDrops ahDrops, Drops drops, Volume inbound, Volume outbound) {
    public static final Struct<IpsecStatistics> STRUCT = Struct.of(
            "IPSEC_STATISTICS1",
            new IpsecStatistics(
                    Sas.STRUCT.blank(),
                    EspDrops.STRUCT.blank(),
                    AhDrops.STRUCT.blank(),
                    Drops.STRUCT.blank(),
                    Volume.STRUCT.blank(),
                    Volume.STRUCT.blank()),
            (m, v) -> new IpsecStatistics(
                    m.struct("aggregateSaStatistics", Sas.STRUCT, v.sas),
                    m.struct("espDropPacketStatistics", EspDrops.STRUCT, v.espDrops),
                    m.struct("ahDropPacketStatistics", AhDrops.STRUCT, v.ahDrops),
                    m.struct("aggregateDropPacketStatistics", Drops.STRUCT, v.drops),
                    m.struct("inboundTrafficStatistics", Volume.STRUCT, v.inbound),
                    m.struct("outboundTrafficStatistics", Volume.STRUCT, v.outbound)));

    /** All that are described here, for whoever holds them against the headers. */
    static final List<Struct<?>> ALL =
            List.of(STRUCT, Sas.STRUCT, EspDrops.STRUCT, AhDrops.STRUCT, Drops.STRUCT, Volume.STRUCT);

    /** Where nothing happened yet. */
    public static IpsecStatistics zero() {
        return STRUCT.blank();
    }

    /** How many SAs there are and were: {@code IPSEC_AGGREGATE_SA_STATISTICS0}. */
    public record Sas(
            int activeSas,
            int pendingSaNegotiations,
            int totalSasAdded,
            int totalSasDeleted,
            int successfulRekeys,
            int activeTunnels,
            int offloadedSas) {
        static final Struct<Sas> STRUCT = Struct.of(
                "IPSEC_AGGREGATE_SA_STATISTICS0",
                new Sas(0, 0, 0, 0, 0, 0, 0),
                (m, v) -> new Sas(
                        m.u32("activeSas", v.activeSas),
                        m.u32("pendingSaNegotiations", v.pendingSaNegotiations),
                        m.u32("totalSasAdded", v.totalSasAdded),
                        m.u32("totalSasDeleted", v.totalSasDeleted),
                        m.u32("successfulRekeys", v.successfulRekeys),
                        m.u32("activeTunnels", v.activeTunnels),
                        m.u32("offloadedSas", v.offloadedSas)));
    }

    /** Why ESP packets were dropped: {@code IPSEC_ESP_DROP_PACKET_STATISTICS0}. */
    public record EspDrops(
            int invalidSpisOnInbound,
            int decryptionFailuresOnInbound,
            int authenticationFailuresOnInbound,
            int replayCheckFailuresOnInbound,
            int saNotInitializedOnInbound) {
        static final Struct<EspDrops> STRUCT = Struct.of(
                "IPSEC_ESP_DROP_PACKET_STATISTICS0",
                new EspDrops(0, 0, 0, 0, 0),
                (m, v) -> new EspDrops(
                        m.u32("invalidSpisOnInbound", v.invalidSpisOnInbound),
                        m.u32("decryptionFailuresOnInbound", v.decryptionFailuresOnInbound),
                        m.u32("authenticationFailuresOnInbound", v.authenticationFailuresOnInbound),
                        m.u32("replayCheckFailuresOnInbound", v.replayCheckFailuresOnInbound),
                        m.u32("saNotInitializedOnInbound", v.saNotInitializedOnInbound)));
    }

    /** Why AH packets were dropped: {@code IPSEC_AH_DROP_PACKET_STATISTICS0}. */
    public record AhDrops(
            int invalidSpisOnInbound,
            int authenticationFailuresOnInbound,
            int replayCheckFailuresOnInbound,
            int saNotInitializedOnInbound) {
        static final Struct<AhDrops> STRUCT = Struct.of(
                "IPSEC_AH_DROP_PACKET_STATISTICS0",
                new AhDrops(0, 0, 0, 0),
                (m, v) -> new AhDrops(
                        m.u32("invalidSpisOnInbound", v.invalidSpisOnInbound),
                        m.u32("authenticationFailuresOnInbound", v.authenticationFailuresOnInbound),
                        m.u32("replayCheckFailuresOnInbound", v.replayCheckFailuresOnInbound),
                        m.u32("saNotInitializedOnInbound", v.saNotInitializedOnInbound)));
    }

    /** Why packets were dropped, altogether: {@code IPSEC_AGGREGATE_DROP_PACKET_STATISTICS1}. */
    public record Drops(
            int invalidSpisOnInbound,
            int decryptionFailuresOnInbound,
            int authenticationFailuresOnInbound,
            int udpEspValidationFailuresOnInbound,
            int replayCheckFailuresOnInbound,
            int invalidClearTextInbound,
            int saNotInitializedOnInbound,
            int receiveOverIncorrectSaInbound,
            int secureReceivesNotMatchingFilters,
            int totalDropPacketsInbound) {
        static final Struct<Drops> STRUCT = Struct.of(
                "IPSEC_AGGREGATE_DROP_PACKET_STATISTICS1",
                new Drops(0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
                (m, v) -> new Drops(
                        m.u32("invalidSpisOnInbound", v.invalidSpisOnInbound),
                        m.u32("decryptionFailuresOnInbound", v.decryptionFailuresOnInbound),
                        m.u32("authenticationFailuresOnInbound", v.authenticationFailuresOnInbound),
                        m.u32("udpEspValidationFailuresOnInbound", v.udpEspValidationFailuresOnInbound),
                        m.u32("replayCheckFailuresOnInbound", v.replayCheckFailuresOnInbound),
                        m.u32("invalidClearTextInbound", v.invalidClearTextInbound),
                        m.u32("saNotInitializedOnInbound", v.saNotInitializedOnInbound),
                        m.u32("receiveOverIncorrectSaInbound", v.receiveOverIncorrectSaInbound),
                        m.u32("secureReceivesNotMatchingFilters", v.secureReceivesNotMatchingFilters),
                        m.u32("totalDropPacketsInbound", v.totalDropPacketsInbound)));
    }

    /** What passed in one direction: {@code IPSEC_TRAFFIC_STATISTICS1}. */
    public record Volume(
            long encryptedByteCount,
            long authenticatedAHByteCount,
            long authenticatedESPByteCount,
            long transportByteCount,
            long tunnelByteCount,
            long offloadByteCount,
            long totalSuccessfulPackets) {
        static final Struct<Volume> STRUCT = Struct.of(
                "IPSEC_TRAFFIC_STATISTICS1",
                new Volume(0, 0, 0, 0, 0, 0, 0),
                (m, v) -> new Volume(
                        m.u64("encryptedByteCount", v.encryptedByteCount),
                        m.u64("authenticatedAHByteCount", v.authenticatedAHByteCount),
                        m.u64("authenticatedESPByteCount", v.authenticatedESPByteCount),
                        m.u64("transportByteCount", v.transportByteCount),
                        m.u64("tunnelByteCount", v.tunnelByteCount),
                        m.u64("offloadByteCount", v.offloadByteCount),
                        m.u64("totalSuccessfulPackets", v.totalSuccessfulPackets)));
    }
}
