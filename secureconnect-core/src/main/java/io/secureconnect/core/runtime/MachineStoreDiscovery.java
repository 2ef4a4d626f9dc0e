package io.secureconnect.core.runtime;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.spi.MachineStoreProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** Finds the certificate store of this system. */
final class MachineStoreDiscovery {
    private MachineStoreDiscovery() {}

    static MachineStoreProvider find() {
        List<MachineStoreProvider> all = new ArrayList<>();
        ServiceLoader.load(MachineStoreProvider.class).forEach(all::add);
        return of(all);
    }

    static MachineStoreProvider of(List<MachineStoreProvider> all) {
        return all.stream()
                .filter(MachineStoreProvider::supportsThisSystem)
                .findFirst()
                .orElseThrow(() -> new SecureConnectException(
                        ErrorCode.CREDENTIAL_UNREADABLE,
                        "this system has no certificate store that SecureConnect can read (Windows has one, by "
                                + "secureconnect-windows); give certificates in files"));
    }
}
