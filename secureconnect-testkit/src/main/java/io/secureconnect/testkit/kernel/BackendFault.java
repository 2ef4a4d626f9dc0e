package io.secureconnect.testkit.kernel;

import io.secureconnect.api.error.ErrorCode;
import java.util.Objects;

/**
 * What can be made to go wrong with a {@link MemoryBackend}; see {@link MemoryBackend#inject}. The list is closed.
 *
 * <p>Changes are counted from 1 from the moment of injection, over all calls of {@code apply}, whatever comes of them.
 */
public sealed interface BackendFault {
    Kind kind();

    /** The forms of a fault. */
    enum Kind {
        REFUSE,
        CRASH,
        LOSE_EVENTS
    }

    /**
     * The kernel refuses one change and stays as it is.
     *
     * @param change which, from 1
     * @param code what the answer says
     */
    record Refuse(int change, ErrorCode code) implements BackendFault {
        public Refuse {
            requireCount(change);
            Objects.requireNonNull(code, "code");
        }

        @Override
        public Kind kind() {
            return Kind.REFUSE;
        }
    }

    /**
     * The process dies at one change.
     *
     * @param change which, from 1
     * @param moment when
     */
    record Crash(int change, Moment moment) implements BackendFault {
        public Crash {
            requireCount(change);
            Objects.requireNonNull(moment, "moment");
        }

        @Override
        public Kind kind() {
            return Kind.CRASH;
        }

        /** When the process dies. */
        public enum Moment {
            BEFORE,
            /** After the first of the writes that the change needs; a path and an exemption need two, an SA one. */
            HALFWAY,
            /** When all is written, and before that is told. */
            AFTER
        }
    }

    /**
     * The next events get lost, and {@code EventsLost} is told in the place of the first.
     *
     * @param events how many
     */
    record LoseEvents(int events) implements BackendFault {
        public LoseEvents {
            requireCount(events);
        }

        @Override
        public Kind kind() {
            return Kind.LOSE_EVENTS;
        }
    }

    private static void requireCount(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("faults are counted from 1, not " + count);
        }
    }
}
