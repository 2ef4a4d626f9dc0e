package io.secureconnect.api.plan;

import io.secureconnect.api.PublicApi;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.api.sa.PseudoRandomFunction;

/** The version of IKE a pair uses. */
@PublicApi
public enum IkeVersion {
    /** RFC 2409; deprecated by RFC 9395. */
    IKEV1("IKEv1"),
    /** RFC 7296. */
    IKEV2("IKEv2");

    private final String wireName;

    IkeVersion(String wireName) {
        this.wireName = wireName;
    }

    /**
     * Whether this version has what the proposal names. IKEv1 has no AEAD ciphers for itself (RFC 5282 is for IKEv2), no
     * Curve25519 or Curve448 (RFC 8031 likewise) and no additional key exchanges (RFC 9370 likewise). IKEv2 is not spoken with
     * SHA-1, whatever the crypto floor.
     */
    public boolean has(IkeProposal proposal) {
        if (this == IKEV2) {
            return proposal.prf() != PseudoRandomFunction.HMAC_SHA1;
        }
        return !proposal.encryption().isAead()
                && proposal.keyExchange() != KeyExchangeMethod.X25519
                && proposal.keyExchange() != KeyExchangeMethod.X448
                && proposal.additional().isEmpty();
    }

    /** The name in plan documents. */
    public String wireName() {
        return wireName;
    }
}
