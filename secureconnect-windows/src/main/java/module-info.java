/** The place of the Windows backend; it has none yet, and says so by offering no provider. */
module io.secureconnect.windows {
    requires io.secureconnect.api;
    requires static org.jspecify;
}
