package io.secureconnect.windows.backend;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.engine.FilterEngine;
import io.secureconnect.windows.engine.WfpException;
import io.secureconnect.windows.wfp.DisplayData;
import io.secureconnect.windows.wfp.Session;
import java.util.List;
import java.util.Optional;

/**
 * Filters that let IKE pass, in a dynamic session of their own: they end with it, and it ends with the process, so that no
 * port is left open that nobody listens on.
 */
final class IkePermits implements AutoCloseable {
    /** {@code FWPM_SESSION_FLAG_DYNAMIC}. */
    private static final int DYNAMIC = 0x1;

    private final FilterEngine engine;

    private IkePermits(FilterEngine engine) {
        this.engine = engine;
    }

    static IkePermits open(FilterEngine.Source source, FilterPlan plan, IkePorts ports) {
        FilterEngine engine = source.open(new Session(
                Guid.NONE,
                DisplayData.of("SecureConnect IKE", ports.toString()),
                DYNAMIC,
                0,
                0,
                Optional.empty(),
                false));
        try {
            engine.begin();
            for (int port : List.of(ports.ike(), ports.natTraversal())) {
                for (AddressFamily family : AddressFamily.values()) {
                    plan.ikePort(port, family).forEach(engine::add);
                }
            }
            engine.commit();
            return new IkePermits(engine);
        } catch (RuntimeException e) {
            closeAfter(e, engine);
            throw e;
        }
    }

    /** The transaction ends with it. */
    private static void closeAfter(RuntimeException failure, FilterEngine engine) {
        try {
            engine.close();
        } catch (WfpException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        try {
            engine.close();
        } catch (WfpException e) {
            throw WfpFaults.of("closing the session with the ports of IKE", e);
        }
    }
}
