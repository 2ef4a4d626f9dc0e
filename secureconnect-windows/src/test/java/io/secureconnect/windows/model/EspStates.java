package io.secureconnect.windows.model;

import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.api.sa.SecurityAssociation;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.testkit.kernel.EspTransform;
import io.secureconnect.testkit.kernel.KeyLedger;
import io.secureconnect.testkit.time.SeededRandom;
import io.secureconnect.windows.wfp.Sa;
import io.secureconnect.windows.wfp.SaBundle;
import java.util.List;

/** Makes SAs that carry packets of what a call passes, noting each key. */
final class EspStates {
    private final String host;
    private final KeyLedger ledger;
    private final SeededRandom random;

    EspStates(String host, KeyLedger ledger, SeededRandom random) {
        this.host = host;
        this.ledger = ledger;
        this.random = random;
    }

    EspState of(SaPair pair, Direction direction, SaBundle bundle, long order) {
        Sa sa = bundle.saList().get(0);
        Sa.Transforms transforms = sa.esp().orElseThrow(Refusal.INVALID_PARAMETER::raised);
        EspProposal proposal = Transforms.proposal(transforms);
        Spi spi = new Spi(sa.spi());
        SaId id = new SaId(SaTraffic.path(pair.outboundTraffic), direction, spi);
        EspParameters parameters = EspParameters.builder()
                .proposal(proposal)
                .extendedSequenceNumbers(false)
                .lifetime(SaLifetime.builder().build())
                .build();
        try (SecurityAssociation association =
                new SecurityAssociation(id, spi, parameters, Transforms.keys(transforms, proposal))) {
            ledger.use(host, association);
            return new EspState(withoutKeys(bundle, sa), EspTransform.of(association, random), order);
        }
    }

    private static SaBundle withoutKeys(SaBundle bundle, Sa sa) {
        return new SaBundle(
                bundle.flags(),
                bundle.lifetime(),
                bundle.qmSaId(),
                List.of(Transforms.withoutKeys(sa)),
                bundle.ipVersion(),
                bundle.mmSaId(),
                bundle.qmFilterId());
    }
}
