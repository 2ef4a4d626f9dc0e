package io.secureconnect.api.plan;

import io.secureconnect.api.PublicApi;

/** Why a pair cannot be encrypted. The names are stable and appear in plan documents. */
@PublicApi
public enum BlockReason {
    /** An end's certificate has another issuer than the organization demands. */
    UNTRUSTED_ISSUER,
    /** No ESP or IKE proposal suits both ends. */
    NO_COMMON_PROPOSAL,
    /** The ends have no usable address of the same family. */
    NO_COMMON_ADDRESS,
    /** One agent is older than 20.0, the other is not. */
    AGENT_VERSION_MISMATCH,
    /** An agent is older than 17.2, the first that knows certificates. */
    AGENT_TOO_OLD_FOR_CERTIFICATES,
    /** An end cannot take keys in the way the policy hands them out. */
    KEYING_UNSUPPORTED
}
