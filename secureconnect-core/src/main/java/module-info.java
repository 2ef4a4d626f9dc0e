/** Policy to pairs to kernel changes, keying, and the event loop; reached through {@code io.secureconnect.api} alone. */
module io.secureconnect.core {
    requires io.secureconnect.api;
    requires com.fasterxml.jackson.databind;
    requires org.bouncycastle.provider;
    requires org.slf4j;
    requires roaringbitmap;
    requires static org.jspecify;

    // The testkit drives sessions of IKE by hand; nobody else sees them.
    exports io.secureconnect.core.ike.auth to
            io.secureconnect.testkit;
    exports io.secureconnect.core.ike.crypto to
            io.secureconnect.testkit;
    exports io.secureconnect.core.ike.crypto.bc to
            io.secureconnect.testkit;
    exports io.secureconnect.core.ike.exchange to
            io.secureconnect.testkit;
    exports io.secureconnect.core.ike.host to
            io.secureconnect.testkit;
    exports io.secureconnect.core.ike.registry to
            io.secureconnect.testkit;
    exports io.secureconnect.core.ike.rules to
            io.secureconnect.testkit;
    exports io.secureconnect.core.ike.session to
            io.secureconnect.testkit;
    exports io.secureconnect.core.ike.v1.auth to
            io.secureconnect.testkit;
    exports io.secureconnect.core.ike.v1.crypto to
            io.secureconnect.testkit;
    exports io.secureconnect.core.ike.v1.crypto.bc to
            io.secureconnect.testkit;
    exports io.secureconnect.core.ike.v1.exchange to
            io.secureconnect.testkit;
    exports io.secureconnect.core.ike.v1.registry to
            io.secureconnect.testkit;
    exports io.secureconnect.core.ike.v1.session to
            io.secureconnect.testkit;
    exports io.secureconnect.core.ike.v1.wire to
            io.secureconnect.testkit;
    exports io.secureconnect.core.ike.wire to
            io.secureconnect.testkit;

    uses io.secureconnect.spi.IpsecBackendProvider;
    uses io.secureconnect.spi.MachineStoreProvider;

    provides io.secureconnect.spi.SecureConnectProvider with
            io.secureconnect.core.runtime.CoreProvider;
}
