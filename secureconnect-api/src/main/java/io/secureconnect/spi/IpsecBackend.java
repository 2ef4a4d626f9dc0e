package io.secureconnect.spi;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.sa.HostPair;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One kernel's IPsec, spoken to in whole things.
 *
 * <p>A backend knows its own objects from those of others (by reqid range, by provider GUID) and changes nothing else. It
 * decides no order: changes are done in the order given. It keeps no state that a crash could lose; everything it needs to
 * know is in the kernel and read back by {@link #snapshot}.
 *
 * <p>Threading: all methods are called from one thread at a time. Listeners are called on a thread of the backend, must
 * return at once and must not call back into it.
 *
 * <p>Failures: {@link #apply} reports per change; every other method throws {@link SecureConnectException} with {@code
 * PERMISSION_DENIED}, {@code IPSEC_UNAVAILABLE}, {@code ESP_UNAVAILABLE}, {@code KERNEL_REFUSED} or {@code KERNEL_PROTOCOL}.
 */
public interface IpsecBackend extends AutoCloseable {
    /** What this machine can do. Called before any change; touches no traffic. */
    BackendCapabilities capabilities();

    /** What is there, in one dump. */
    BackendSnapshot snapshot();

    /**
     * Does the changes in their order and answers for each, in the same order. A change that fails does not stop those
     * after it. Where the kernel's answer was lost, the outcome is found out, never guessed.
     */
    List<ChangeResult> apply(List<? extends BackendChange> changes);

    /** Sets an inbound SPI aside for {@code path}. */
    SpiReservation reserveSpi(HostPair path);

    /** Starts handing events to {@code listener}; a second call replaces the first listener. */
    void listen(Consumer<BackendEvent> listener);

    /**
     * Opens the UDP sockets of IKE, which the caller closes before the backend. A host whose pairs have several sets of ports
     * opens one for each set.
     *
     * @throws SecureConnectException with {@code CAPABILITY_MISSING} if this backend has none, {@code KERNEL_REFUSED} if a
     *     port is taken
     */
    default DatagramPort openIke(IkePorts ports) {
        throw new SecureConnectException(
                ErrorCode.CAPABILITY_MISSING,
                capabilities().description()
                        + " has no sockets for IKE; set IkeOptions.datagrams, or use another keying");
    }

    /** Host-wide error counters by the kernel's own names; empty if it has none. */
    Map<String, Long> counters();

    /** Frees what the process holds; leaves the kernel as it is. */
    @Override
    void close();
}
