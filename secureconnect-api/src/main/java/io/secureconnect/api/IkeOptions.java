package io.secureconnect.api;

import io.secureconnect.api.auth.Certificates;
import io.secureconnect.api.auth.PostquantumPreSharedKey;
import io.secureconnect.api.auth.PreSharedKeys;
import io.secureconnect.spi.DatagramPort;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.spi.RandomSource;
import java.time.Duration;
import java.util.Optional;
import org.immutables.value.Value;

/** What a host needs to agree on keys with its peers by IKE. */
@PublicApi
@Value.Immutable
@SecureConnectStyle
public interface IkeOptions {
    static Builder builder() {
        return new Builder();
    }

    /** For policies that authenticate by pre-shared key. */
    Optional<PreSharedKeys> preSharedKeys();

    /** For policies that authenticate by certificate. */
    Optional<Certificates> certificates();

    /** Mixed into the keys if the peer has it too (RFC 8784). */
    Optional<PostquantumPreSharedKey> postquantumKey();

    /**
     * In place of the ports that policy names, for every pair of this host that IKE makes keys for; its peers must have the
     * same. Empty for those of the policy.
     */
    Optional<IkePorts> ports();

    /**
     * The sockets; empty for those of the backend. The engine closes them at its end. There is one set of them, so its ports
     * take the place of those that policy names.
     */
    Optional<DatagramPort> datagrams();

    /** The ports that take the place of those that policy names; empty if policy has its way. */
    @Value.NonAttribute
    default Optional<IkePorts> portsInPlaceOfPolicy() {
        return ports().or(() -> datagrams().map(DatagramPort::ports));
    }

    /** Keys and cookies; empty for the operating system's. */
    Optional<RandomSource> randomSource();

    /** How many negotiations this host begins at one time; the others wait. */
    default int outstandingNegotiations() {
        return 64;
    }

    /** How many negotiations of strangers are kept before each has to return a cookie first (RFC 7296 §2.6). */
    default int halfOpenBeforeCookies() {
        return 32;
    }

    /** How many negotiations of strangers are kept at all. */
    default int halfOpenLimit() {
        return 1_000;
    }

    /** After how long a silence the peer is asked whether it lives (RFC 7296 §2.4). */
    default Duration livenessInterval() {
        return Duration.ofSeconds(30);
    }

    /** How often a NAT is reminded of its mapping (RFC 3948 §4). */
    default Duration natKeepaliveInterval() {
        return Duration.ofSeconds(20);
    }

    /** Over how long a time the first negotiations of a large plan are spread; the exact moments are random. */
    default Duration startSpread() {
        return Duration.ofSeconds(1);
    }

    /**
     * How long the end that need not begin (its workload id is the later one) waits for the other before it does itself: for
     * peers that only listen. Up to half as long again, at random.
     */
    default Duration patience() {
        return Duration.ofSeconds(10);
    }

    @Value.Check
    default void check() {
        if (preSharedKeys().isEmpty() && certificates().isEmpty()) {
            throw new IllegalArgumentException("IKE needs pre-shared keys or certificates; set one of them");
        }
        if (outstandingNegotiations() < 1 || halfOpenBeforeCookies() < 0 || halfOpenLimit() < 1) {
            throw new IllegalArgumentException("the numbers of negotiations must be positive");
        }
        if (livenessInterval().toSeconds() < 1
                || natKeepaliveInterval().toSeconds() < 1
                || startSpread().isNegative()
                || patience().isNegative()) {
            throw new IllegalArgumentException(
                    "liveness and keepalive intervals must be at least one second, spread and patience not negative");
        }
    }

    /** Builds {@link IkeOptions}. */
    final class Builder extends ImmutableIkeOptions.Builder {
        Builder() {}
    }
}
