package io.secureconnect.spi;

/** How a backend is found by {@link java.util.ServiceLoader}. */
public interface IpsecBackendProvider {
    /** A short name to choose it by: {@code linux}, {@code windows}, {@code memory}. */
    String name();

    /** Whether it is meant for the operating system it runs on. */
    boolean supportsThisSystem();

    /**
     * Opens the backend.
     *
     * @throws io.secureconnect.api.error.SecureConnectException if the process lacks rights or the kernel lacks IPsec; the
     *     message names the remedy
     */
    IpsecBackend open();
}
