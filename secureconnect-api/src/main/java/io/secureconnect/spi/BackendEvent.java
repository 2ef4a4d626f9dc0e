package io.secureconnect.spi;

import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.Spi;
import java.util.Optional;

/** What a kernel tells of its own accord. Dispatch on {@link #kind()}; the family is closed. */
public sealed interface BackendEvent {
    Kind kind();

    /** The forms of an event. */
    enum Kind {
        ACQUIRE,
        EXPIRED,
        MAPPING_CHANGED,
        CHANGED_BY_OTHERS,
        EVENTS_LOST,
        NATIVE_IKE_FAILED,
        PACKET_DROPPED
    }

    /** A packet of a protected path found no SA and was not sent. */
    record Acquire(HostPair path) implements BackendEvent {
        @Override
        public Kind kind() {
            return Kind.ACQUIRE;
        }
    }

    /**
     * An SA reached a limit.
     *
     * @param hard false: it goes on and should be replaced; true: it is gone
     */
    record Expired(SaId id, boolean hard) implements BackendEvent {
        @Override
        public Kind kind() {
            return Kind.EXPIRED;
        }
    }

    /**
     * A NAT gave the peer of a UDP-encapsulated SA another address or port.
     *
     * @param port UDP port, host order
     */
    record MappingChanged(SaId id, IpAddress address, int port) implements BackendEvent {
        @Override
        public Kind kind() {
            return Kind.MAPPING_CHANGED;
        }
    }

    /** Somebody else removed or changed an object of ours: take a snapshot and reconcile. */
    record ChangedByOthers(String description) implements BackendEvent {
        @Override
        public Kind kind() {
            return Kind.CHANGED_BY_OTHERS;
        }
    }

    /**
     * The operating system's own IKE got no keys for two hosts, whether the pair is ours or not. Told once in a while, not each
     * time.
     *
     * @param detail in which phase, at which end, and why, for people
     */
    record NativeIkeFailed(HostPair path, String detail) implements BackendEvent {
        @Override
        public Kind kind() {
            return Kind.NATIVE_IKE_FAILED;
        }
    }

    /**
     * IPsec of the kernel dropped a packet between two hosts, whether the pair is ours or not. Told once in a while, not for each
     * packet.
     *
     * @param spi that of the packet; empty if it had none
     * @param detail in which direction, and why, for people
     */
    record PacketDropped(HostPair path, Optional<Spi> spi, String detail) implements BackendEvent {
        @Override
        public Kind kind() {
            return Kind.PACKET_DROPPED;
        }
    }

    /** The kernel could not hand over all events: take a snapshot and reconcile. */
    record EventsLost() implements BackendEvent {
        @Override
        public Kind kind() {
            return Kind.EVENTS_LOST;
        }
    }
}
