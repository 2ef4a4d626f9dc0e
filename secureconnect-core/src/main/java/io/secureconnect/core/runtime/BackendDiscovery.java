package io.secureconnect.core.runtime;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.spi.IpsecBackend;
import io.secureconnect.spi.IpsecBackendProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** Finds the backend that is meant for the system it runs on. */
final class BackendDiscovery {
    private BackendDiscovery() {}

    static IpsecBackend open() {
        List<IpsecBackendProvider> all = new ArrayList<>();
        ServiceLoader.load(IpsecBackendProvider.class).forEach(all::add);
        return among(all).open();
    }

    static IpsecBackendProvider among(List<IpsecBackendProvider> all) {
        return all.stream()
                .filter(IpsecBackendProvider::supportsThisSystem)
                .findFirst()
                .orElseThrow(() -> new SecureConnectException(
                        ErrorCode.NO_IMPLEMENTATION,
                        "no IPsec backend for " + System.getProperty("os.name") + " was found, only "
                                + all.stream().map(IpsecBackendProvider::name).collect(Collectors.toList())
                                + "; add secureconnect-linux or secureconnect-windows to the class path or module path,"
                                + " or set SecureConnectOptions.backend"));
    }
}
