/** The place of the Windows backend: the structures of its API so far, and no backend yet, so it offers no provider. */
module io.secureconnect.windows {
    requires com.sun.jna;
    requires java.xml;
    requires io.secureconnect.api;
    requires org.slf4j;
    requires static org.jspecify;

    // The only thing of Windows alone that programs may want by itself.
    exports io.secureconnect.windows.audit;

    provides io.secureconnect.spi.MachineStoreProvider with
            io.secureconnect.windows.store.WindowsStoreProvider;
}
