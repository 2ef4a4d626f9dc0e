/** IPsec of the Linux kernel for SecureConnect; found by {@link java.util.ServiceLoader}. */
module io.secureconnect.linux {
    requires com.sun.jna;
    requires io.secureconnect.api;
    requires org.slf4j;
    requires static org.jspecify;

    provides io.secureconnect.spi.IpsecBackendProvider with
            io.secureconnect.linux.backend.LinuxBackendProvider;
}
