package io.secureconnect.api.plan;

import io.secureconnect.api.PublicApi;
import io.secureconnect.api.SecureConnectStyle;
import io.secureconnect.api.policy.CodePointOrder;
import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.api.sa.EspProposal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.immutables.value.Value;

/** What a policy means for two workloads; both ends derive what they install from this one object. */
@PublicApi
@Value.Immutable
@SecureConnectStyle
public interface PeerAssociation {
    static Builder builder() {
        return new Builder();
    }

    /** The end whose id is first in code-point order. */
    String a();

    /** The other end. */
    String b();

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

    /** What is encrypted, or blocked. */
    List<AddressPath> paths();

    /** {@code rule set/rule}, sorted. */
    List<String> rules();

    /**
     * The association as {@code workload} sees it.
     *
     * @throws IllegalArgumentException if it is neither end
     */
    default HostAssociation seenBy(String workload) {
        boolean isA = workload.equals(a());
        if (!isA && !workload.equals(b())) {
            throw new IllegalArgumentException("'" + workload + "' is no end of " + a() + "<->" + b());
        }
        return HostAssociation.builder()
                .local(workload)
                .remote(isA ? b() : a())
                .verdict(verdict())
                .reason(reason())
                .keying(keying())
                .ikeVersion(ikeVersion())
                .authentication(authentication())
                .espProposals(espProposals())
                .paths(paths().stream()
                        .map(path -> isA ? path.fromA() : path.fromB())
                        .sorted()
                        .collect(Collectors.toList()))
                .rules(rules())
                .build();
    }

    @Value.Check
    default void check() {
        if (CodePointOrder.compare(a(), b()) >= 0) {
            throw new IllegalArgumentException(
                    "the ends of an association are sorted, '" + a() + "' is not before '" + b() + "'");
        }
        if (reason().isPresent() != (verdict() == Verdict.BLOCKED)) {
            throw new IllegalArgumentException("a reason belongs to BLOCKED and to nothing else");
        }
    }

    /** Builds a {@link PeerAssociation}. */
    final class Builder extends ImmutablePeerAssociation.Builder {
        Builder() {}
    }
}
