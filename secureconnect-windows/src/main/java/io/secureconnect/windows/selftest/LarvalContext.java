package io.secureconnect.windows.selftest;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.windows.wfp.Sa;
import io.secureconnect.windows.wfp.SaContext;
import java.util.List;
import java.util.Optional;

/** Contexts that have no SA yet. */
final class LarvalContext implements Check {
    @Override
    public String id() {
        return "windows/larval-context";
    }

    @Override
    public String question() {
        return "What does an enumeration tell of a context with an SPI and no SA yet: that it is "
                + "there, its filter, its SPI?";
    }

    @Override
    public Answer ask(Bench bench) {
        SamplePath path = SamplePath.on(bench, AddressFamily.IPV4);
        long bare = bench.createSaContext(path.outbound());
        SamplePath.Larval larval = path.larval();
        List<SaContext> told = bench.saContexts();
        return Answer.settled("without an SPI: " + text(find(told, bare), 0) + "; with one: "
                + text(find(told, larval.id()), larval.spi()));
    }

    private static Optional<SaContext> find(List<SaContext> told, long id) {
        return told.stream().filter(context -> context.saContextId() == id).findFirst();
    }

    private static String text(Optional<SaContext> context, int spi) {
        if (context.isEmpty()) {
            return "not told";
        }
        boolean told = context.flatMap(SaContext::inboundSa).stream()
                .flatMap(details -> details.saBundle().saList().stream())
                .mapToInt(Sa::spi)
                .anyMatch(number -> number == spi && spi != 0);
        return SaTold.sas(context) + (spi == 0 ? "" : told ? ", its SPI is told" : ", its SPI is not told");
    }
}
