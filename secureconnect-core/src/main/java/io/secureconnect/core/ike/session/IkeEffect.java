package io.secureconnect.core.ike.session;

import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SecurityAssociation;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.spi.Datagram;

/**
 * What a session wants done, in this order and no other: a packet must not be sent before the SA that its answer needs is
 * installed. Dispatch on {@link #kind()}; the family is closed.
 */
public sealed interface IkeEffect {
    Kind kind();

    /** The forms of an effect. */
    enum Kind {
        SEND,
        INSTALL,
        REMOVE,
        ESTABLISHED,
        FAILED,
        ENDED
    }

    /** Put it on the wire; the non-ESP marker is in it where it belongs. */
    record Send(Datagram datagram) implements IkeEffect {
        @Override
        public Kind kind() {
            return Kind.SEND;
        }
    }

    /** Give the SA to the kernel, then wipe its key; tell the session if the kernel refused. */
    record Install(SecurityAssociation sa) implements IkeEffect {
        @Override
        public Kind kind() {
            return Kind.INSTALL;
        }
    }

    /** Take the SA from the kernel. */
    record Remove(SaId id) implements IkeEffect {
        @Override
        public Kind kind() {
            return Kind.REMOVE;
        }
    }

    /**
     * The peer is authenticated; its child, if any, was installed by earlier effects.
     *
     * @param initialContact whether the peer says that it knows no other IKE SA with us (RFC 7296 §2.4)
     */
    record Established(HostPair path, boolean initialContact) implements IkeEffect {
        @Override
        public Kind kind() {
            return Kind.ESTABLISHED;
        }
    }

    /** Something came to nothing: the whole session, if {@link Ended} follows, else one child or one rekeying. */
    record Failed(HostPair path, IkeFault fault) implements IkeEffect {
        @Override
        public Kind kind() {
            return Kind.FAILED;
        }
    }

    /** The session is over and may be forgotten; its keys are wiped, its SAs removed by earlier effects. */
    record Ended(HostPair path) implements IkeEffect {
        @Override
        public Kind kind() {
            return Kind.ENDED;
        }
    }
}
