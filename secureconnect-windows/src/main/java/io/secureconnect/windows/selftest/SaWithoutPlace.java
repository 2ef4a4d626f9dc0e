package io.secureconnect.windows.selftest;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.windows.engine.WfpError;
import io.secureconnect.windows.engine.WfpException;
import java.util.Optional;

/** SA calls where Microsoft says that they fail. */
final class SaWithoutPlace implements Check {
    @Override
    public String id() {
        return "windows/sa-places";
    }

    @Override
    public String question() {
        return "Are SA contexts refused in a transaction and in a dynamic session, as is documented?";
    }

    @Override
    public Answer ask(Bench bench) {
        SamplePath path = SamplePath.on(bench, AddressFamily.IPV4);
        bench.begin();
        Optional<WfpException> inTransaction = Bench.refusal(() -> bench.createSaContext(path.outbound()));
        bench.abort();
        Optional<WfpException> inDynamic = Bench.refusal(() -> bench.createSaContextInDynamicSession(path.outbound()));
        return Answer.settled("in a transaction " + text(inTransaction, WfpError.FWP_E_TXN_IN_PROGRESS)
                + "; in a dynamic session " + text(inDynamic, WfpError.FWP_E_DYNAMIC_SESSION_IN_PROGRESS));
    }

    private static String text(Optional<WfpException> refused, WfpError documented) {
        return refused.map(e -> e.is(documented) ? "yes, as documented" : "yes, but " + e.getMessage())
                .orElse("no");
    }
}
