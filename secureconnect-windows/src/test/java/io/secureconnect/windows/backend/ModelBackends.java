package io.secureconnect.windows.backend;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.windows.engine.FilterEngine;
import io.secureconnect.windows.model.WindowsHost;
import io.secureconnect.windows.system.ServiceState;

/** Backends on modelled hosts. */
public final class ModelBackends {
    private ModelBackends() {}

    public static WindowsBackend open(WindowsHost host, WindowsBackendOptions options) {
        return open(host, host.source(), options);
    }

    /** @param source another way to the same filter engine */
    public static WindowsBackend open(WindowsHost host, FilterEngine.Source source, WindowsBackendOptions options) {
        return new WindowsBackend(
                source,
                ports -> host.bind(ports)
                        .orElseThrow(() -> new SecureConnectException(
                                ErrorCode.KERNEL_REFUSED, "UDP " + ports + " of " + host.name() + " is taken")),
                () -> ServiceState.STOPPED,
                options);
    }
}
