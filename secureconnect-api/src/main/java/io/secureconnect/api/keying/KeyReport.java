package io.secureconnect.api.keying;

import io.secureconnect.api.PublicApi;
import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.Spi;
import java.util.List;

/**
 * What a host tells its distributor. It never holds a key. Dispatch on {@link #kind()}; the family is closed.
 *
 * <p>{@code path} is always as the reporting host sees it.
 */
@PublicApi
public sealed interface KeyReport {
    /** The host that speaks. */
    String workload();

    Kind kind();

    /** The forms of a report. */
    enum Kind {
        DONE,
        FAILED,
        HOLDINGS,
        NEEDED,
        EXPIRING
    }

    /**
     * A phase is done.
     *
     * @param inboundSpi the new inbound SA's at the reporting host: it tells a generation from one of the same number that a
     *     distributor made before it lost its state
     */
    record Done(String workload, HostPair path, long generation, KeyPhase phase, Spi inboundSpi) implements KeyReport {
        @Override
        public Kind kind() {
            return Kind.DONE;
        }
    }

    /**
     * A phase cannot be done with these keys; another generation is needed.
     *
     * @param highestUsed the highest generation this host has ever used on the path; the next must be above it
     * @param code such as {@code SPI_IN_USE}, {@code KEY_REUSE}, {@code SA_MISSING}
     * @param message for people
     */
    record Failed(
            String workload,
            HostPair path,
            long generation,
            KeyPhase phase,
            long highestUsed,
            ErrorCode code,
            String message)
            implements KeyReport {
        @Override
        public Kind kind() {
            return Kind.FAILED;
        }
    }

    /**
     * All SAs that carry packets on the host, sent when it starts or starts again. What the distributor believed to be
     * there and is not must be keyed anew.
     */
    record Holdings(String workload, List<SaId> sas) implements KeyReport {
        public Holdings {
            sas = List.copyOf(sas);
        }

        @Override
        public Kind kind() {
            return Kind.HOLDINGS;
        }
    }

    /** A packet found no SA (RFC 9061 "sadb-acquire"). */
    record Needed(String workload, HostPair path) implements KeyReport {
        @Override
        public Kind kind() {
            return Kind.NEEDED;
        }
    }

    /**
     * An SA has reached a limit (RFC 9061 "sadb-expire").
     *
     * @param hard whether it is gone already
     */
    record Expiring(String workload, SaId sa, boolean hard) implements KeyReport {
        @Override
        public Kind kind() {
            return Kind.EXPIRING;
        }
    }
}
