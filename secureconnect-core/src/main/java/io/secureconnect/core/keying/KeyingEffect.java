package io.secureconnect.core.keying;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.event.SecureConnectEvent;
import io.secureconnect.api.keying.KeyReport;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.Datagram;
import java.util.Optional;

/** What a {@link Keying} wants done, in this order. Dispatch on {@link #kind()}; the family is closed. */
public sealed interface KeyingEffect {
    Kind kind();

    /** The forms of an effect. */
    enum Kind {
        CHANGE,
        REPORT,
        FAULT,
        SEND,
        ANNOUNCE
    }

    /** Ask the kernel, and bring its answer back. */
    record Change(BackendChange change) implements KeyingEffect {
        @Override
        public Kind kind() {
            return Kind.CHANGE;
        }
    }

    /** Tell the distributor. */
    record Report(KeyReport report) implements KeyingEffect {
        @Override
        public Kind kind() {
            return Kind.REPORT;
        }
    }

    /**
     * Tell the people: something was refused, and nothing was installed for it.
     *
     * @param path what it was about, where that is known
     * @param code for programs
     * @param message what, why and the remedy; never a key
     */
    record Fault(Optional<HostPair> path, ErrorCode code, String message) implements KeyingEffect {
        @Override
        public Kind kind() {
            return Kind.FAULT;
        }
    }

    /** Put it on the wire, after all changes before it are done. */
    record Send(Datagram datagram) implements KeyingEffect {
        @Override
        public Kind kind() {
            return Kind.SEND;
        }
    }

    /** Tell the observers. */
    record Announce(SecureConnectEvent event) implements KeyingEffect {
        @Override
        public Kind kind() {
            return Kind.ANNOUNCE;
        }
    }
}
