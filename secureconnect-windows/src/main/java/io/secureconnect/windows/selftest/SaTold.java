package io.secureconnect.windows.selftest;

import io.secureconnect.windows.engine.WfpException;
import io.secureconnect.windows.wfp.SaContext;
import io.secureconnect.windows.wfp.SaDetails;
import java.util.Optional;
import java.util.function.Supplier;

/** What Windows tells of an SA context, in words. */
final class SaTold {
    private SaTold() {}

    static String sas(Optional<SaContext> context) {
        if (context.isEmpty()) {
            return "no context";
        }
        return half("inbound", context.flatMap(SaContext::inboundSa)) + " and "
                + half("outbound", context.flatMap(SaContext::outboundSa));
    }

    /** A context may have a direction without an SA in it. */
    private static String half(String direction, Optional<SaDetails> details) {
        boolean keyed = details.stream()
                .flatMap(found -> found.saBundle().saList().stream())
                .anyMatch(sa -> sa.esp().isPresent());
        return details.isEmpty()
                ? "no " + direction + " half"
                : (keyed ? "" : "an empty ") + direction + (keyed ? " SA" : " half");
    }

    /** What is made; empty if Windows refuses, which the steps tell. */
    static Optional<Long> unlessRefused(Supplier<Long> make) {
        try {
            return Optional.of(make.get());
        } catch (WfpException e) {
            return Optional.empty();
        }
    }
}
