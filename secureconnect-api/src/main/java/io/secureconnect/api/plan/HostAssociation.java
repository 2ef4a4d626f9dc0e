package io.secureconnect.api.plan;

import io.secureconnect.api.PublicApi;
import io.secureconnect.api.SecureConnectStyle;
import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.HostPair;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** A {@link PeerAssociation} as one of its ends sees it. */
@PublicApi
@Value.Immutable
@SecureConnectStyle
public interface HostAssociation {
    static Builder builder() {
        return new Builder();
    }

    /** The workload whose plan this is part of. */
    String local();

    /** Its peer. */
    String remote();

    Verdict verdict();

    /** Present if and only if the verdict is BLOCKED. */
    Optional<BlockReason> reason();

    KeyingMode keying();

    /** Empty unless IKE makes the keys. */
    Optional<IkeVersion> ikeVersion();

    /** {@code psk} or {@code certificate}; empty under controller keying. */
    Optional<String> authentication();

    /** What both ends can do, best first. */
    List<EspProposal> espProposals();

    /** What is encrypted, or blocked; sorted. */
    List<HostPair> paths();

    /** {@code rule set/rule}, sorted. */
    List<String> rules();

    /** Builds a {@link HostAssociation}. */
    final class Builder extends ImmutableHostAssociation.Builder {
        Builder() {}
    }
}
