package io.secureconnect.api.plan;

import io.secureconnect.api.PublicApi;
import io.secureconnect.api.SecureConnectStyle;
import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.spi.IkePorts;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * What two ends agree on, or why they cannot. Most pairs of a fleet share a few of these.
 *
 * @param verdict what happens to the packets
 * @param reason present if and only if the verdict is BLOCKED
 * @param keying who makes the keys
 * @param ikeVersion empty unless IKE makes the keys
 * @param authentication {@code psk} or {@code certificate}; empty under controller keying
 * @param espProposals what both ends can do, best first
 * @param ikePorts the UDP ports of IKE, and of ESP in UDP, at both ends
 */
@PublicApi
@Value.Builder
@SecureConnectStyle
public record PairTerms(
        Verdict verdict,
        Optional<BlockReason> reason,
        KeyingMode keying,
        Optional<IkeVersion> ikeVersion,
        Optional<String> authentication,
        List<EspProposal> espProposals,
        IkePorts ikePorts) {
    public PairTerms {
        Objects.requireNonNull(keying, "keying");
        Objects.requireNonNull(ikeVersion, "ikeVersion");
        Objects.requireNonNull(authentication, "authentication");
        Objects.requireNonNull(ikePorts, "ikePorts");
        if (reason.isPresent() != (verdict == Verdict.BLOCKED)) {
            throw new IllegalArgumentException("a reason belongs to BLOCKED and to nothing else");
        }
        espProposals = List.copyOf(espProposals);
    }

    /** The same on other ports. */
    public PairTerms withIkePorts(IkePorts ports) {
        return new PairTerms(verdict, reason, keying, ikeVersion, authentication, espProposals, ports);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Builds {@link PairTerms}; the ports are 500 and 4500 unless they are set. */
    public static final class Builder extends PairTermsBuilder {
        Builder() {
            ikePorts(IkePorts.standard());
        }
    }
}
