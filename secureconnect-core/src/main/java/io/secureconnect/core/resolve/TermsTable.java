package io.secureconnect.core.resolve;

import io.secureconnect.api.plan.BlockReason;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.plan.PairTerms;
import io.secureconnect.api.plan.Verdict;
import io.secureconnect.api.policy.Authentication;
import io.secureconnect.api.policy.IkeVersionPolicy;
import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.api.policy.OperatingSystem;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.core.resolve.EndProfile.AgentEra;
import io.secureconnect.spi.IkePorts;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Step 7 and 8 for every two profiles, worked out when first asked for. Thread-safe. */
final class TermsTable {
    private final SaPolicy saPolicy;
    private final Authentication authentication;

    /** Written by whoever comes first; a race makes equal terms twice, which are immutable. */
    private final @Nullable PairTerms[] known = new PairTerms[EndProfile.COUNT * EndProfile.COUNT];

    /** What {@link #seenBy} makes of them where that is something else. */
    private final @Nullable PairTerms[] besideDaemon = new PairTerms[EndProfile.COUNT * EndProfile.COUNT];

    TermsTable(PolicyDocument document) {
        this.saPolicy = document.saPolicy();
        this.authentication = document.organization().authentication();
    }

    /** The terms of two profiles; the order of the two does not matter. */
    PairTerms of(int profile, int otherProfile) {
        int at = profile * EndProfile.COUNT + otherProfile;
        PairTerms terms = known[at];
        return terms != null ? terms : workOut(at, profile, otherProfile);
    }

    /**
     * The same as the end with {@code profile} carries them out: beside a daemon of Windows, the other end speaks the SDK's own
     * IKE.
     */
    PairTerms seenBy(int profile, int otherProfile) {
        PairTerms terms = of(profile, otherProfile);
        if (terms.keying() != KeyingMode.NATIVE
                || terms.verdict() == Verdict.BLOCKED
                || EndProfile.of(profile).os() == OperatingSystem.WINDOWS) {
            return terms;
        }
        int at = profile * EndProfile.COUNT + otherProfile;
        PairTerms ours = besideDaemon[at];
        return ours != null ? ours : besideDaemon(at, terms);
    }

    private PairTerms besideDaemon(int at, PairTerms terms) {
        PairTerms ours = new PairTerms(
                terms.verdict(),
                terms.reason(),
                KeyingMode.IKE,
                terms.ikeVersion(),
                terms.authentication(),
                terms.espProposals(),
                terms.ikePorts());
        besideDaemon[at] = ours;
        return ours;
    }

    private PairTerms workOut(int at, int profile, int otherProfile) {
        PairTerms terms = workOut(EndProfile.of(profile), EndProfile.of(otherProfile));
        known[at] = terms;
        return terms;
    }

    private PairTerms workOut(EndProfile one, EndProfile other) {
        List<EspProposal> esp = saPolicy.espProposals().stream()
                .filter(p -> EndCapability.can(one.os(), p) && EndCapability.can(other.os(), p))
                .toList();
        boolean negotiated = saPolicy.keying() != KeyingMode.CONTROLLER;
        Optional<BlockReason> reason = reason(one, other, esp, negotiated);
        return new PairTerms(
                reason.isPresent() ? Verdict.BLOCKED : Verdict.ENCRYPTED,
                reason,
                saPolicy.keying(),
                negotiated ? Optional.of(ikeVersion(one.os(), other.os())) : Optional.empty(),
                negotiated ? Optional.of(authentication.wireName()) : Optional.empty(),
                esp,
                ikePorts(one.os(), other.os()));
    }

    /** Native keying is the system's own, on the ports of the RFCs. */
    private IkePorts ikePorts(OperatingSystem one, OperatingSystem other) {
        if (saPolicy.keying() == KeyingMode.NATIVE) {
            return IkePorts.standard();
        }
        return hasWindowsEnd(one, other) ? saPolicy.windowsIkePorts() : saPolicy.ikePorts();
    }

    private static boolean hasWindowsEnd(OperatingSystem one, OperatingSystem other) {
        return one == OperatingSystem.WINDOWS || other == OperatingSystem.WINDOWS;
    }

    /** What both ends can do in that version of IKE. */
    List<IkeProposal> ikeProposals(IkeVersion version, OperatingSystem one, OperatingSystem other) {
        return saPolicy.effectiveIkeProposals().stream()
                .filter(proposal -> version.has(proposal) && can(one, proposal) && can(other, proposal))
                .toList();
    }

    private boolean can(OperatingSystem os, IkeProposal proposal) {
        return EndCapability.can(os, proposal)
                && (saPolicy.keying() != KeyingMode.NATIVE || EndCapability.canNatively(os, proposal));
    }

    private IkeVersion ikeVersion(OperatingSystem one, OperatingSystem other) {
        return hasWindowsEnd(one, other) && saPolicy.ikeVersionPolicy() == IkeVersionPolicy.COMPATIBLE
                ? IkeVersion.IKEV1
                : IkeVersion.IKEV2;
    }

    /** The first demand that is not met, in the order of the policy manual. */
    private Optional<BlockReason> reason(EndProfile one, EndProfile other, List<EspProposal> esp, boolean negotiated) {
        boolean certificates = negotiated && authentication instanceof Authentication.Certificate;
        if (!(one.ipv4() && other.ipv4() || one.ipv6() && other.ipv6())) {
            return Optional.of(BlockReason.NO_COMMON_ADDRESS);
        }
        if (saPolicy.keying() == KeyingMode.NATIVE
                && !EndCapability.canNatively(one.os(), other.os(), ikeVersion(one.os(), other.os()), certificates)) {
            return Optional.of(BlockReason.KEYING_UNSUPPORTED);
        }
        if (esp.isEmpty()
                || negotiated
                        && ikeProposals(ikeVersion(one.os(), other.os()), one.os(), other.os())
                                .isEmpty()) {
            return Optional.of(BlockReason.NO_COMMON_PROPOSAL);
        }
        if (one.agent().before20() != other.agent().before20()) {
            return Optional.of(BlockReason.AGENT_VERSION_MISMATCH);
        }
        if (certificates
                && (one.agent() == AgentEra.WITHOUT_CERTIFICATES || other.agent() == AgentEra.WITHOUT_CERTIFICATES)) {
            return Optional.of(BlockReason.AGENT_TOO_OLD_FOR_CERTIFICATES);
        }
        if (certificates && !(one.trusted() && other.trusted())) {
            return Optional.of(BlockReason.UNTRUSTED_ISSUER);
        }
        return Optional.empty();
    }
}
