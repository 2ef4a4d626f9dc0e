package io.secureconnect.windows.store;

import io.secureconnect.spi.MachineStore;
import io.secureconnect.spi.MachineStoreProvider;
import io.secureconnect.windows.store.jna.Crypt32;
import java.util.Locale;

/** The stores of the local machine, My, CA and Root, as whichever way this Java has reads them. */
public final class WindowsStoreProvider implements MachineStoreProvider {
    private final SystemStores stores;

    /** For {@link java.util.ServiceLoader}. */
    public WindowsStoreProvider() {
        this(new Crypt32());
    }

    /** @param stores by Crypt32, or what stands for it */
    public WindowsStoreProvider(SystemStores stores) {
        this.stores = stores;
    }

    @Override
    public boolean supportsThisSystem() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    }

    @Override
    public MachineStore open() {
        return JdkStore.isThere() ? new CurvesByCng(JdkStore.read(), stores) : Crypt32Store.read(stores);
    }
}
