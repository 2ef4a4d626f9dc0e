package io.secureconnect.windows.selftest;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.windows.engine.WfpException;
import io.secureconnect.windows.wfp.SaContext;
import io.secureconnect.windows.wfp.SaDetails;
import io.secureconnect.windows.wfp.Traffic;
import java.util.Optional;

/** Addresses both ways round, on filters that are sure about them. */
final class Ipv6ByteOrder implements Check {
    @Override
    public String id() {
        return "windows/ipv6-byte-order";
    }

    @Override
    public String question() {
        return "In which byte order does an SA context take IPv6 addresses?";
    }

    @Override
    public Answer ask(Bench bench) {
        SamplePath path = SamplePath.on(bench, AddressFamily.IPV6);
        Traffic network = path.outbound();
        Traffic turned = new Traffic(
                new Traffic.Ends(
                        network.ends().ipVersion(),
                        turned(network.ends().local()),
                        turned(network.ends().remote())),
                network.trafficType(),
                network.ipsecFilterId(),
                0,
                0,
                0,
                0,
                0);
        Optional<WfpException> networkRefusal = Bench.refusal(() -> tell(bench, network));
        Optional<WfpException> turnedRefusal = Bench.refusal(() -> tell(bench, turned));
        if (networkRefusal.isPresent() && turnedRefusal.isPresent()) {
            return Answer.failed(
                    "neither is taken: " + networkRefusal.orElseThrow().getMessage());
        }
        if (networkRefusal.isEmpty() && turnedRefusal.isEmpty()) {
            return Answer.needsPackets("both orders are taken, and told as they were given;"
                    + " which of them serves packets only packets show");
        }
        return Answer.settled(
                networkRefusal.isEmpty()
                        ? "network order; reversed octets are refused: "
                                + turnedRefusal.orElseThrow().getMessage()
                        : "reversed octets; network order is refused: "
                                + networkRefusal.orElseThrow().getMessage());
    }

    private static void tell(Bench bench, Traffic traffic) {
        long id = bench.createSaContext(traffic);
        bench.note("addresses read back: "
                + bench.saContext(id)
                        .flatMap(SaContext::outboundSa)
                        .map(SaDetails::traffic)
                        .map(told -> told.ends().equals(traffic.ends()) ? "as given" : "as " + told.ends())
                        .orElse("none"));
        bench.deleteSaContext(id);
    }

    private static Bytes turned(Bytes octets) {
        byte[] from = octets.toArray();
        byte[] turned = new byte[from.length];
        for (int i = 0; i < from.length; i++) {
            turned[i] = from[from.length - 1 - i];
        }
        return Bytes.wrap(turned);
    }
}
