package io.secureconnect.api.event;

import io.secureconnect.api.PublicApi;
import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.Spi;
import java.time.Instant;
import java.util.Optional;

/** What happens on a host, for people and programs that watch it. Dispatch on {@link #kind()}; the family may grow. */
@PublicApi
public sealed interface SecureConnectEvent {
    Kind kind();

    /** The forms of an event. */
    enum Kind {
        POLICY_APPLIED,
        PATH_PROTECTED,
        PATH_ENCRYPTED,
        PATH_RELEASED,
        SA_INSTALLED,
        SA_REMOVED,
        SA_EXPIRING,
        KEYS_NEEDED,
        CREDENTIAL_EXPIRING,
        CONFLICT,
        RECONCILED,
        IKE_ESTABLISHED,
        IKE_FAILED,
        IKE_ENDED,
        NATIVE_IKE_FAILED,
        PACKET_DROPPED,
        FAULT
    }

    /**
     * A policy is in force.
     *
     * @param written how many changes the kernel needed
     */
    record PolicyApplied(long version, int written) implements SecureConnectEvent {
        @Override
        public Kind kind() {
            return Kind.POLICY_APPLIED;
        }
    }

    /** From now on no clear packet passes on the path. */
    record PathProtected(HostPair path) implements SecureConnectEvent {
        @Override
        public Kind kind() {
            return Kind.PATH_PROTECTED;
        }
    }

    /** The path has SAs in both directions: packets flow. */
    record PathEncrypted(HostPair path) implements SecureConnectEvent {
        @Override
        public Kind kind() {
            return Kind.PATH_ENCRYPTED;
        }
    }

    /** Policy no longer asks for the path; clear packets pass again. */
    record PathReleased(HostPair path) implements SecureConnectEvent {
        @Override
        public Kind kind() {
            return Kind.PATH_RELEASED;
        }
    }

    /** An SA carries packets. */
    record SaInstalled(SaId sa) implements SecureConnectEvent {
        @Override
        public Kind kind() {
            return Kind.SA_INSTALLED;
        }
    }

    /** An SA is gone. */
    record SaRemoved(SaId sa) implements SecureConnectEvent {
        @Override
        public Kind kind() {
            return Kind.SA_REMOVED;
        }
    }

    /** An SA reached a limit. */
    record SaExpiring(SaId sa, boolean hard) implements SecureConnectEvent {
        @Override
        public Kind kind() {
            return Kind.SA_EXPIRING;
        }
    }

    /** A packet was held back because the path has no SA. */
    record KeysNeeded(HostPair path) implements SecureConnectEvent {
        @Override
        public Kind kind() {
            return Kind.KEYS_NEEDED;
        }
    }

    /**
     * What this host proves itself with ends soon, or has ended; put a new one in its place. Running SAs go on until they are
     * to be authenticated again.
     *
     * @param credential which, such as the subject of a certificate
     * @param end when it ends
     */
    record CredentialExpiring(String credential, Instant end) implements SecureConnectEvent {
        @Override
        public Kind kind() {
            return Kind.CREDENTIAL_EXPIRING;
        }
    }

    /** An IPsec object of another owner stands in the way of a path. */
    record Conflict(HostPair path, String foreign) implements SecureConnectEvent {
        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }
    }

    /**
     * Wanted and installed were compared anew.
     *
     * @param cause why, such as "events lost"
     * @param written how many changes the kernel needed
     */
    record Reconciled(String cause, int written) implements SecureConnectEvent {
        @Override
        public Kind kind() {
            return Kind.RECONCILED;
        }
    }

    /**
     * The two ends of a path know each other.
     *
     * @param peer the peer's workload id
     * @param initiator whether this host began
     */
    record IkeEstablished(HostPair path, String peer, boolean initiator) implements SecureConnectEvent {
        @Override
        public Kind kind() {
            return Kind.IKE_ESTABLISHED;
        }
    }

    /**
     * The two ends of a path could not agree on something; if they have no keys, the path stays blocked.
     *
     * @param detail what was found, which rule it breaks, and the remedy
     */
    record IkeFailed(HostPair path, String peer, NegotiationFailure reason, String detail)
            implements SecureConnectEvent {
        @Override
        public Kind kind() {
            return Kind.IKE_FAILED;
        }
    }

    /** An IKE SA is over and no other one stands on its path; its ESP SAs are gone. */
    record IkeEnded(HostPair path, String peer) implements SecureConnectEvent {
        @Override
        public Kind kind() {
            return Kind.IKE_ENDED;
        }
    }

    /**
     * The operating system's own IKE got no keys for two hosts, whether the pair is ours or not. Told once in a while, not each
     * time. Windows tells of it (IKEEXT).
     *
     * @param detail in which phase, at which end, and why
     */
    record NativeIkeFailed(HostPair path, String detail) implements SecureConnectEvent {
        @Override
        public Kind kind() {
            return Kind.NATIVE_IKE_FAILED;
        }
    }

    /**
     * IPsec of the kernel dropped a packet between two hosts, whether the pair is ours or not. Told once in a while, not for each
     * packet. Windows tells of it; Linux counts (see the counters of {@code status}).
     *
     * @param spi that of the packet; empty if it had none
     * @param detail in which direction, and why
     */
    record PacketDropped(HostPair path, Optional<Spi> spi, String detail) implements SecureConnectEvent {
        @Override
        public Kind kind() {
            return Kind.PACKET_DROPPED;
        }
    }

    /** Something failed; the path, if any, stays blocked. */
    record Fault(ErrorCode code, String message) implements SecureConnectEvent {
        @Override
        public Kind kind() {
            return Kind.FAULT;
        }
    }
}
