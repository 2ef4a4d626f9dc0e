package io.secureconnect.core.ike.v1.negotiate;

import io.secureconnect.core.ike.registry.SecurityProtocol;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Proposal;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.SecurityAssociation;
import java.util.List;
import java.util.stream.Collectors;

/** SA payloads of the IPsec DOI without labels (RFC 2407 §4.2). */
final class Associations {
    static final int ISAKMP = SecurityProtocol.IKE.number();
    static final int ESP = SecurityProtocol.ESP.number();

    private static final int IPSEC_DOI = 1;
    private static final int SIT_IDENTITY_ONLY = 1;
    private static final int NUMBERS = 256;

    private Associations() {}

    static SecurityAssociation of(List<Proposal> proposals) {
        return new SecurityAssociation(IPSEC_DOI, SIT_IDENTITY_ONLY, proposals);
    }

    /**
     * The proposals for one protocol. Those that share a number are one bundle of several protocols (RFC 2408 §4.2), of which
     * this host makes none.
     */
    static List<Proposal> alone(SecurityAssociation association, int protocol) {
        if (association.doi() != IPSEC_DOI || association.situation() != SIT_IDENTITY_ONLY) {
            return List.of();
        }
        int[] ofNumber = new int[NUMBERS];
        association.proposals().forEach(p -> ofNumber[p.number()]++);
        return association.proposals().stream()
                .filter(p -> p.protocol() == protocol && ofNumber[p.number()] == 1)
                .collect(Collectors.toUnmodifiableList());
    }
}
