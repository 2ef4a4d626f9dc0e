/** An in-memory IPsec kernel, virtual time and networks, and the contract every backend passes. */
module io.secureconnect.testkit {
    requires transitive io.secureconnect.api;
    requires io.secureconnect.core;
    requires static org.assertj.core;
    requires static org.jspecify;
    requires static org.junit.jupiter.api;

    exports io.secureconnect.testkit.contract;
    exports io.secureconnect.testkit.fleet;
    exports io.secureconnect.testkit.ike;
    exports io.secureconnect.testkit.junit;
    exports io.secureconnect.testkit.kernel;
    exports io.secureconnect.testkit.net;
    exports io.secureconnect.testkit.pki;
    exports io.secureconnect.testkit.time;

    // JUnit finds the chapters of the contract and its extensions by reflection.
    opens io.secureconnect.testkit.contract;
    opens io.secureconnect.testkit.junit;

    provides io.secureconnect.spi.IpsecBackendProvider with
            io.secureconnect.testkit.kernel.MemoryBackendProvider;
}
