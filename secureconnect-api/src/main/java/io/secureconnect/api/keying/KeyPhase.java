package io.secureconnect.api.keying;

import io.secureconnect.api.PublicApi;

/**
 * The three steps of a key rotation. A step begins only when both ends have said that the one before it is done, so that no
 * end ever sends what the other cannot open.
 */
@PublicApi
public enum KeyPhase {
    /** Both ends accept packets under the new keys. */
    INBOUND,
    /** Both ends send under the new keys, and can no longer send under old ones. */
    OUTBOUND,
    /** Both ends forget every other key of the path. */
    RETIRE
}
