package io.secureconnect.api.keying;

import io.secureconnect.api.PublicApi;

/** Why two hosts could not agree on keys. The names are stable; the traffic of the path stays blocked. */
@PublicApi
public enum NegotiationFailure {
    /** The peer does not answer. */
    PEER_TIMEOUT,
    /** The peer answered once, and does no longer (liveness, RFC 7296 §2.4). */
    PEER_DEAD,
    /** No IKE proposal suits both. */
    NO_IKE_PROPOSAL,
    /** No ESP proposal suits both. */
    NO_ESP_PROPOSAL,
    /** The two found no key exchange both have (INVALID_KE_PAYLOAD, again and again). */
    NO_KEY_EXCHANGE,
    /** A proof did not hold: another pre-shared key, a bad signature, or the peer said AUTHENTICATION_FAILED. */
    AUTHENTICATION_FAILED,
    /** The peer's identity is not the one that the policy names. */
    WRONG_IDENTITY,
    /** The peer's certificate was issued by nobody whom the organization trusts. */
    UNTRUSTED_ISSUER,
    /** A certificate of the peer's chain is not yet, or no longer, valid. */
    CERTIFICATE_EXPIRED,
    /** A certificate of the peer's chain was revoked. */
    CERTIFICATE_REVOKED,
    /** Whether a certificate was revoked could not be found out, and the policy insists. */
    REVOCATION_UNKNOWN,
    /** A certificate of the peer may not serve this purpose, or cannot be read. */
    CERTIFICATE_INVALID,
    /** This host has no key or certificate for the peer. */
    NO_CREDENTIAL,
    /** The two have no post-quantum pre-shared key in common, and one insists (RFC 8784). */
    NO_POSTQUANTUM_KEY,
    /** Other traffic selectors than the two addresses of the path. */
    INVALID_SELECTORS,
    /** The peer did not agree to transport mode. */
    TRANSPORT_MODE_REFUSED,
    /** A NAT stands between the two, and the policy forbids UDP encapsulation. */
    ENCAPSULATION_FORBIDDEN,
    /** The peer refused for another reason; the message has its notify type. */
    PEER_REFUSED,
    /** The peer broke the rules of the protocol. */
    PROTOCOL_ERROR,
    /** This host's kernel did not take the SA, or gave no SPI. */
    KERNEL_REFUSED
}
