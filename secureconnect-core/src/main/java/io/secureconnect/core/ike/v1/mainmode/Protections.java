package io.secureconnect.core.ike.v1.mainmode;

import io.secureconnect.api.auth.PairKey;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.core.ike.crypto.Prf;
import io.secureconnect.core.ike.v1.keys.PhaseOneKeys;
import io.secureconnect.core.ike.v1.registry.AuthenticationMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From what both ends have said to keys (RFC 2409 §5). */
final class Protections {
    /** During a change of epoch there are two; whoever holds more is configured so by hand. */
    static final int MOST = 8;

    private Protections() {}

    /**
     * One for each pre-shared key that may be meant, or the one that signatures need.
     *
     * @param gxy lent
     * @param most how many
     */
    static List<Protection> of(Negotiation negotiation, KeyAgreement agreement, SecretBytes gxy, int most) {
        Prf prf =
                negotiation.context().crypto().prf(agreement.choice().proposal().prf());
        if (!negotiation.isPreShared()) {
            Prf proofPrf = AuthenticationMethod.of(negotiation.authentication().method())
                    .flatMap(AuthenticationMethod::proofPrf)
                    .map(negotiation.context().crypto()::prf)
                    .orElse(prf);
            return List.of(protection(
                    negotiation,
                    agreement,
                    PhaseOneKeys.signed(prf, proofPrf, agreement.nonces(), gxy, negotiation.cookies())));
        }
        List<Protection> protections = new ArrayList<>();
        for (PairKey key : negotiation.authentication().preSharedKeys()) {
            if (protections.size() < most) {
                preShared(negotiation, agreement, prf, key, gxy)
                        .ifPresent(keys -> protections.add(protection(negotiation, agreement, keys)));
            }
        }
        return protections;
    }

    /** Empty if the key was wiped, which its source may do at any moment. */
    private static Optional<PhaseOneKeys> preShared(
            Negotiation negotiation, KeyAgreement agreement, Prf prf, PairKey key, SecretBytes gxy) {
        try {
            return Optional.of(
                    PhaseOneKeys.preShared(prf, key.secret(), agreement.nonces(), gxy, negotiation.cookies()));
        } catch (IllegalStateException unusable) {
            if (key.secret().isWiped()) {
                return Optional.empty();
            }
            throw unusable;
        }
    }

    private static Protection protection(Negotiation negotiation, KeyAgreement agreement, PhaseOneKeys keys) {
        return new Protection(
                negotiation.context().crypto(),
                agreement.choice().proposal(),
                negotiation.cookies(),
                keys,
                agreement.gxi(),
                agreement.gxr());
    }
}
