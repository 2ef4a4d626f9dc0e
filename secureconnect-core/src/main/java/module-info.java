/** Policy to pairs to kernel changes, keying, and the event loop; reached through {@code io.secureconnect.api} alone. */
module io.secureconnect.core {
    requires io.secureconnect.api;
    requires com.fasterxml.jackson.databind;
    requires org.bouncycastle.provider;
    requires org.slf4j;
    requires roaringbitmap;
    requires static org.jspecify;

    uses io.secureconnect.spi.IpsecBackendProvider;

    provides io.secureconnect.spi.SecureConnectProvider with
            io.secureconnect.core.runtime.CoreProvider;
}
