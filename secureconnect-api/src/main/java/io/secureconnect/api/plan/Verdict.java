package io.secureconnect.api.plan;

import io.secureconnect.api.PublicApi;

/** What happens to the packets of a pair that a rule asked to encrypt; a pair no rule asked for has none. */
@PublicApi
public enum Verdict {
    ENCRYPTED,
    /** Something does not fit, so nothing passes; see {@link BlockReason}. */
    BLOCKED
}
