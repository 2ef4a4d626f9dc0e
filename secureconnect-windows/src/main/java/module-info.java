/** IPsec of Windows for SecureConnect; found by {@link java.util.ServiceLoader}, or opened with choices of one's own. */
module io.secureconnect.windows {
    requires com.sun.jna;
    requires java.xml;
    requires io.secureconnect.api;
    requires org.slf4j;
    requires static org.jspecify;

    // The only thing of Windows alone that programs may want by itself.
    exports io.secureconnect.windows.audit;
    // For WindowsBackendProvider.open, with choices that policy does not make.
    exports io.secureconnect.windows.backend;

    provides io.secureconnect.spi.IpsecBackendProvider with
            io.secureconnect.windows.backend.WindowsBackendProvider;
    provides io.secureconnect.spi.HostExam with
            io.secureconnect.windows.exam.WindowsExam;
    provides io.secureconnect.spi.MachineStoreProvider with
            io.secureconnect.windows.store.WindowsStoreProvider;
}
