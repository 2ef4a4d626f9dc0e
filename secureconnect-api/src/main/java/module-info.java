/** What embedders of SecureConnect, and authors of its backends, compile against. */
module io.secureconnect.api {
    requires static org.immutables.value.annotations;
    requires static org.jspecify;

    exports io.secureconnect.api;
    exports io.secureconnect.api.auth;
    exports io.secureconnect.api.error;
    exports io.secureconnect.api.event;
    exports io.secureconnect.api.keying;
    exports io.secureconnect.api.plan;
    exports io.secureconnect.api.policy;
    exports io.secureconnect.api.sa;
    exports io.secureconnect.spi;

    uses io.secureconnect.spi.SecureConnectProvider;
}
