package io.secureconnect.api;

import io.secureconnect.api.event.SecureConnectListener;
import io.secureconnect.api.keying.SealingKeyPair;
import io.secureconnect.api.keying.SealingPublicKey;
import io.secureconnect.spi.Exemption;
import io.secureconnect.spi.IpsecBackend;
import io.secureconnect.spi.KeyChannel;
import io.secureconnect.spi.KeyJournal;
import io.secureconnect.spi.TimeSource;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** All that makes one engine different from another. */
@PublicApi
@Value.Immutable
@SecureConnectStyle
public interface SecureConnectOptions {
    static Builder builder() {
        return new Builder();
    }

    /** The id of the workload that this host is. */
    String workload();

    /**
     * The kernel to work on, which the engine closes at its end; empty for the one that {@link java.util.ServiceLoader} finds
     * for this system.
     */
    Optional<IpsecBackend> backend();

    /**
     * What stays in clear on protected paths besides the built-in exemptions: the management access without which nobody
     * could repair a host.
     */
    List<Exemption> failsafe();

    /** Where controller keys come from; empty if the policy does not use them. */
    Optional<ControllerKeys> controllerKeys();

    /** How keys are agreed on with peers; empty if the policy does not use IKE. */
    Optional<IkeOptions> ike();

    default SecureConnectListener listener() {
        return event -> {};
    }

    /** The clock of the engine; the system's by default. */
    Optional<TimeSource> timeSource();

    /**
     * What a host needs to take keys from a distributor.
     *
     * @param channel the way there; the engine opens and closes it
     * @param own opens what is sealed to this host; the caller keeps it alive and wipes it
     * @param distributor whose instructions are believed, and no one else's
     * @param journal remembers which keys were used; the caller closes it after the engine
     */
    record ControllerKeys(KeyChannel channel, SealingKeyPair own, SealingPublicKey distributor, KeyJournal journal) {}

    /** Builds {@link SecureConnectOptions}. */
    final class Builder extends ImmutableSecureConnectOptions.Builder {
        Builder() {}
    }
}
