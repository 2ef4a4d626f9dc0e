package io.secureconnect.windows.selftest;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.windows.engine.WfpException;
import io.secureconnect.windows.wfp.SaContext;
import io.secureconnect.windows.wfp.SaDetails;
import io.secureconnect.windows.wfp.UdpPorts;
import java.util.Optional;

/** Ports of ESP in UDP with the request for an SPI. */
final class UdpAtSpi implements Check {
    @Override
    public String id() {
        return "windows/udp-at-spi";
    }

    @Override
    public String question() {
        return "Are the ports of ESP in UDP taken with the request for an SPI, and told afterwards?";
    }

    @Override
    public Answer ask(Bench bench) {
        SamplePath path = SamplePath.on(bench, AddressFamily.IPV4);
        UdpPorts ports = new UdpPorts(4500, 40_500);
        long id = bench.createSaContext(path.outbound());
        Optional<WfpException> refused = Bench.refusal(() -> bench.spi(id, path.request(Optional.of(ports))));
        if (refused.isPresent()) {
            return Answer.settled("they are refused: " + refused.orElseThrow().getMessage());
        }
        Optional<UdpPorts> told =
                bench.saContext(id).flatMap(SaContext::inboundSa).flatMap(SaDetails::udpEncapsulation);
        return Answer.settled(
                "they are taken, and told as " + told.map(UdpPorts::toString).orElse("none"));
    }
}
