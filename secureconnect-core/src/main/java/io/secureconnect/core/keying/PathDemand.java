package io.secureconnect.core.keying;

import io.secureconnect.api.plan.HostAssociation;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.EspProposal;
import java.util.List;

/**
 * What policy asks of one path's keys.
 *
 * @param association the pair it belongs to: who the ends are, and what they agree on
 * @param espProposals best first, only those that this host's kernel has
 * @param parameters how ESP is done if the first of them is taken
 */
public record PathDemand(HostAssociation association, List<EspProposal> espProposals, EspParameters parameters) {
    public PathDemand {
        espProposals = List.copyOf(espProposals);
    }
}
