package io.secureconnect.spi;

/** How a {@link MachineStore} is found by {@link java.util.ServiceLoader}. */
public interface MachineStoreProvider {
    /** Whether it is meant for the operating system it runs on. */
    boolean supportsThisSystem();

    /**
     * Reads the stores as they are now.
     *
     * @throws io.secureconnect.api.error.SecureConnectException with {@code CREDENTIAL_UNREADABLE} if they cannot be read; the
     *     message names the store and the remedy
     */
    MachineStore open();
}
