package io.secureconnect.windows.selftest;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.windows.wfp.Sa;
import io.secureconnect.windows.wfp.SaBundle;
import io.secureconnect.windows.wfp.SaContext;
import io.secureconnect.windows.wfp.SaDetails;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A pair of SAs, added, read, expired and deleted. */
final class SaReadBack implements Check {
    @Override
    public String id() {
        return "windows/sa-read-back";
    }

    @Override
    public String question() {
        return "Does a pair of SAs read back with its SPI, addresses, limits, pair and filter, for " + "each family?";
    }

    @Override
    public Answer ask(Bench bench) {
        List<String> told = new ArrayList<>();
        for (AddressFamily family : AddressFamily.values()) {
            SamplePath path = SamplePath.on(bench, family);
            SamplePath.Larval larval = path.larval();
            path.inbound(larval, SamplePath.HOUR);
            path.outbound(larval.id(), SamplePath.HOUR, SaBundle.SUPPRESS_DUPLICATE_DELETION);
            Optional<SaContext> context = bench.saContext(larval.id());
            Optional<SaDetails> inbound = context.flatMap(SaContext::inboundSa);
            if (inbound.isEmpty() || context.flatMap(SaContext::outboundSa).isEmpty()) {
                return Answer.failed(family + ": of a pair that was taken " + SaTold.sas(context) + " are told");
            }
            told.add(family + ": " + text(inbound.orElseThrow(), larval, path));
            bench.deleteSaContext(larval.id());
            if (bench.saContext(larval.id()).isPresent()) {
                return Answer.failed(family + ": a context that was deleted is still there");
            }
        }
        return Answer.settled(String.join("; ", told));
    }

    private static String text(SaDetails inbound, SamplePath.Larval larval, SamplePath path) {
        boolean spi = inbound.saBundle().saList().stream().mapToInt(Sa::spi).anyMatch(found -> found == larval.spi());
        List<String> differences = new ArrayList<>();
        note("SPI", spi, differences);
        note("addresses", inbound.traffic().ends().equals(path.outbound().ends()), differences);
        note("limits", inbound.saBundle().lifetime().equals(SamplePath.HOUR), differences);
        note("qmSaId", inbound.saBundle().qmSaId() == SamplePath.PAIR, differences);
        note("transport filter", inbound.transportFilter().isPresent(), differences);
        return differences.isEmpty()
                ? "as it was added"
                : "otherwise, or not at all: " + String.join(", ", differences);
    }

    private static void note(String what, boolean same, List<String> differences) {
        if (!same) {
            differences.add(what);
        }
    }
}
