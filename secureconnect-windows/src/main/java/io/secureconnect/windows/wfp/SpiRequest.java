package io.secureconnect.windows.wfp;

import io.secureconnect.windows.abi.Struct;
import java.util.Optional;

/** For which inbound SA an SPI is wanted: {@code IPSEC_GETSPI1}. */
public record SpiRequest(Traffic inboundIpsecTraffic, int ipVersion, Optional<UdpPorts> inboundUdpEncapsulation) {
    public static final Struct<SpiRequest> STRUCT =
            Struct.of("IPSEC_GETSPI1", new SpiRequest(Traffic.STRUCT.blank(), 0, Optional.empty()), (m, v) -> {
                SpiRequest request = new SpiRequest(
                        m.struct("inboundIpsecTraffic", Traffic.STRUCT, v.inboundIpsecTraffic),
                        m.u32("ipVersion", v.ipVersion),
                        m.pointer("inboundUdpEncapsulation", UdpPorts.STRUCT, v.inboundUdpEncapsulation));
                m.unused("rngCryptoModuleID");
                return request;
            });

    public static SpiRequest of(Traffic inbound, Optional<UdpPorts> ports) {
        return new SpiRequest(inbound, inbound.ends().ipVersion(), ports);
    }
}
