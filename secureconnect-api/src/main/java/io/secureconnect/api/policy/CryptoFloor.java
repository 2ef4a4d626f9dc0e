package io.secureconnect.api.policy;

import io.secureconnect.api.PublicApi;
import io.secureconnect.api.sa.EncryptionAlgorithm;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.IntegrityAlgorithm;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.api.sa.PseudoRandomFunction;
import java.util.stream.Stream;

/** Below which algorithms a policy may not go; a proposal below it is refused when the document is checked. */
@PublicApi
public enum CryptoFloor {
    /** AES, SHA-2, MODP groups and NIST's curves, and ML-KEM added to them (FIPS 203); no ChaCha20, no Curve25519 or 448. */
    FIPS_LIKE("fipsLike"),
    /** Everything but SHA-1. */
    MODERN("modern"),
    /** Also SHA-1, for peers that have nothing else: in phase 1 of IKEv1, and as HMAC-SHA1-96 in ESP. */
    COMPATIBLE("compatible");

    private final String wireName;

    CryptoFloor(String wireName) {
        this.wireName = wireName;
    }

    /** The name in policy documents. */
    public String wireName() {
        return wireName;
    }

    /** Whether a policy on this floor may have the proposal. */
    public boolean allows(EspProposal proposal) {
        return allows(proposal.encryption())
                && proposal.integrity().map(this::allows).orElse(true);
    }

    /** Whether a policy on this floor may have the proposal. */
    public boolean allows(IkeProposal proposal) {
        return allows(proposal.encryption())
                && proposal.integrity().map(this::allows).orElse(true)
                && (this == COMPATIBLE || proposal.prf() != PseudoRandomFunction.HMAC_SHA1)
                && Stream.concat(Stream.of(proposal.keyExchange()), proposal.additional().stream())
                        .allMatch(this::allows);
    }

    private boolean allows(EncryptionAlgorithm algorithm) {
        return this != FIPS_LIKE || algorithm != EncryptionAlgorithm.CHACHA20_POLY1305;
    }

    private boolean allows(IntegrityAlgorithm algorithm) {
        return this == COMPATIBLE || algorithm != IntegrityAlgorithm.HMAC_SHA1_96;
    }

    private boolean allows(KeyExchangeMethod method) {
        return this != FIPS_LIKE || method != KeyExchangeMethod.X25519 && method != KeyExchangeMethod.X448;
    }
}
