package io.secureconnect.core.resolve;

import io.secureconnect.api.plan.BlockReason;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.plan.Verdict;
import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.IkeProposal;
import java.util.List;
import java.util.Optional;

/**
 * What two ends of given profiles agree on, or why they cannot.
 *
 * @param reason empty if they agree
 * @param ikeVersion empty if no IKE makes the keys
 * @param authentication likewise
 * @param ikeProposals what both can do in that version; empty likewise
 */
record PairTerms(
        Optional<BlockReason> reason,
        KeyingMode keying,
        Optional<IkeVersion> ikeVersion,
        Optional<String> authentication,
        List<EspProposal> espProposals,
        List<IkeProposal> ikeProposals) {
    Verdict verdict() {
        return reason.isPresent() ? Verdict.BLOCKED : Verdict.ENCRYPTED;
    }

    boolean isEncrypted() {
        return reason.isEmpty();
    }
}
