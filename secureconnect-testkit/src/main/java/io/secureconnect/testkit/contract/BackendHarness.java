package io.secureconnect.testkit.contract;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.api.sa.TrafficSelector;
import io.secureconnect.spi.IpsecBackend;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The surroundings of a backend under test: one fresh kernel (or network namespace) of this host, and, where the
 * environment can, a peer's beside it with a link between them. A new one is made for each test.
 *
 * <p>What an environment cannot do it leaves out of {@link #abilities()}; tests that need it are then reported as skipped.
 */
public interface BackendHarness extends AutoCloseable {
    /** What an environment may be able to do besides opening backends. */
    enum Ability {
        /** {@link #delivers} and {@link #deliveredDuring}. */
        PACKETS,
        /** {@link #openPeer}; needs {@link #PACKETS}. */
        PEER,
        /** ESP inside UDP gets to the peer and back: both kernels listen on port 4500 as RFC 3948 asks; needs {@link #PEER}. */
        ENCAPSULATED_PACKETS,
        /** {@code IpsecBackend.openIke} on this host and on the peer, with a link that carries what they send; needs {@link #PEER}. */
        IKE_DATAGRAMS,
        /** {@link #addForeignPolicy}, {@link #addForeignSa} and {@link #foreignObjects}. */
        FOREIGN_OBJECTS,
        /** {@link #removeOurPolicy}. */
        SABOTAGE,
        /** {@link #passTime}. */
        TIME
    }

    Set<Ability> abilities();

    /** IP versions that this host's kernel has policies for. */
    default Set<AddressFamily> families() {
        return EnumSet.allOf(AddressFamily.class);
    }

    /** Opens a backend on this host's kernel. What was opened before was closed. */
    IpsecBackend open();

    /**
     * Opens a backend on the peer's kernel, which is as fresh as ours.
     *
     * @throws UnsupportedOperationException without {@link Ability#PEER}
     */
    default IpsecBackend openPeer() {
        throw new UnsupportedOperationException("this harness has no peer");
    }

    /**
     * A path from this host. Number 0 of each family leads to the peer and carries packets, if the environment has
     * {@link Ability#PACKETS}; others are only names. All of one family have the same local address.
     */
    HostPair path(AddressFamily family, int number);

    /**
     * Sends one UDP datagram on {@code path} and says whether the application at its destination got it, in whatever form
     * it travelled. Ports are neither those of IKE nor zero.
     *
     * @param direction OUTBOUND for a datagram from this host
     * @param localPort this host's UDP port, whichever end sends
     * @param remotePort the peer's
     */
    default boolean delivers(HostPair path, Direction direction, int localPort, int remotePort) {
        throw new UnsupportedOperationException("this harness carries no packets");
    }

    /**
     * Sends datagrams all the while that {@code change} runs, as densely as the environment can, and counts those that
     * the application at their destination got.
     */
    default long deliveredDuring(HostPair path, Direction direction, Runnable change) {
        throw new UnsupportedOperationException("this harness carries no packets");
    }

    /**
     * Adds an IPsec policy of another owner, which lets its packets pass.
     *
     * @param precedes whether it shall win against ours where both match
     */
    default void addForeignPolicy(TrafficSelector selector, Direction direction, boolean precedes) {
        throw new UnsupportedOperationException("this harness has no foreign objects");
    }

    /** Adds an ESP SA of another owner, with a key of its own. */
    default void addForeignSa(HostPair path, Direction direction, Spi spi) {
        throw new UnsupportedOperationException("this harness has no foreign objects");
    }

    /** Everything in the kernel that others own, as sorted text without counters and times; compared before and after. */
    default List<String> foreignObjects() {
        throw new UnsupportedOperationException("this harness has no foreign objects");
    }

    /** Removes one policy of ours behind the backend's back, as another administrator would: half of a path or exemption. */
    default void removeOurPolicy(TrafficSelector selector, Direction direction) {
        throw new UnsupportedOperationException("this harness removes nothing of ours");
    }

    /** Lets time go by for the kernel. */
    default void passTime(Duration duration) {
        throw new UnsupportedOperationException("this harness does not control time");
    }

    /** How long a larval SA lives; at most a few seconds where {@link #passTime} really waits. Empty if it lives for ever. */
    default Optional<Duration> larvalLifetime() {
        return Optional.empty();
    }

    /** Returns when everything the kernel had to tell until now was handed to listeners. */
    void settle();

    /** How long to wait for an event that must come, on a real kernel. */
    default Duration patience() {
        return Duration.ofSeconds(5);
    }

    @Override
    void close();
}
