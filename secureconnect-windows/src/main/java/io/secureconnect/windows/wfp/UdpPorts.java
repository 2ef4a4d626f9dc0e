package io.secureconnect.windows.wfp;

import io.secureconnect.windows.abi.Struct;

/** ESP in UDP: {@code IPSEC_V4_UDP_ENCAPSULATION0}, for IPv4 only. */
public record UdpPorts(int local, int remote) {
    static final Struct<UdpPorts> STRUCT = Struct.of(
            "IPSEC_V4_UDP_ENCAPSULATION0",
            new UdpPorts(0, 0),
            (m, v) -> new UdpPorts(m.u16("localUdpEncapPort", v.local), m.u16("remoteUdpEncapPort", v.remote)));
}
