/** The place of the Windows backend: the structures of its API so far, and no backend yet, so it offers no provider. */
module io.secureconnect.windows {
    requires com.sun.jna;
    requires io.secureconnect.api;
    requires org.slf4j;
    requires static org.jspecify;

    provides io.secureconnect.spi.MachineStoreProvider with
            io.secureconnect.windows.store.WindowsStoreProvider;
}
