package io.secureconnect.windows.selftest;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.windows.engine.WfpException;
import io.secureconnect.windows.wfp.SaBundle;
import io.secureconnect.windows.wfp.SaContext;
import io.secureconnect.windows.wfp.SaDetails;
import io.secureconnect.windows.wfp.UdpPorts;
import java.util.Optional;

/** Ports of ESP in UDP for a context that has its SAs, written without the keys that it was read without. */
final class UdpByUpdate implements Check {
    @Override
    public String id() {
        return "windows/udp-by-update";
    }

    @Override
    public String question() {
        return "Does Update0 take the ports of ESP in UDP from a context that is written without its "
                + "keys, and leave its SAs?";
    }

    @Override
    public Answer ask(Bench bench) {
        SamplePath path = SamplePath.on(bench, AddressFamily.IPV4);
        long id = path.established(
                SamplePath.HOUR, SaBundle.SUPPRESS_DUPLICATE_DELETION | SaBundle.ASSUME_UDP_CONTEXT_OUTBOUND);
        Optional<SaContext> read = bench.saContext(id);
        if (read.isEmpty()) {
            return Answer.failed("the context that was made is not there");
        }
        UdpPorts ports = new UdpPorts(4500, 40_500);
        SaContext changed = new SaContext(
                id,
                read.flatMap(SaContext::inboundSa).map(details -> with(ports, details)),
                read.flatMap(SaContext::outboundSa).map(details -> with(ports, details)));
        Optional<WfpException> refused = Bench.refusal(() -> bench.update(SaDetails.UPDATE_UDP_ENCAPSULATION, changed));
        Optional<SaContext> after = bench.saContext(id);
        Optional<UdpPorts> told = after.flatMap(SaContext::outboundSa).flatMap(SaDetails::udpEncapsulation);
        return Answer.settled(refused.map(e -> "it is refused: " + e.getMessage())
                        .orElse("it is taken, and the ports are told as "
                                + told.map(UdpPorts::toString).orElse("none"))
                + "; the context has then " + SaTold.sas(after));
    }

    private static SaDetails with(UdpPorts ports, SaDetails details) {
        return new SaDetails(
                details.ipVersion(),
                details.saDirection(),
                details.traffic(),
                details.saBundle(),
                Optional.of(ports),
                details.transportFilter());
    }
}
