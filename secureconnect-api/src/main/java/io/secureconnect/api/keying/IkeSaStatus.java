package io.secureconnect.api.keying;

import io.secureconnect.api.PublicApi;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.sa.IkeProposal;
import java.time.Instant;
import java.util.Objects;

/**
 * An IKE SA that stands.
 *
 * @param version of IKE
 * @param initiator whether this host began it
 * @param since when its peer was authenticated
 * @param proposal how IKE itself is protected
 * @param natDetected whether a NAT stands between the two, so that ESP travels in UDP
 */
@PublicApi
public record IkeSaStatus(
        IkeVersion version, boolean initiator, Instant since, IkeProposal proposal, boolean natDetected) {
    public IkeSaStatus {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(proposal, "proposal");
    }
}
