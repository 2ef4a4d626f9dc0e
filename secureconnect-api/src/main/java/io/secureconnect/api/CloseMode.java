package io.secureconnect.api;

/** What stays in the kernel when an engine is closed. */
@PublicApi
public enum CloseMode {
    /** Everything: SAs go on carrying packets, blocks go on blocking; the next start adopts them. */
    LEAVE,
    /** Nothing of ours: SAs first, then blocks, so that clear packets pass only when all is gone. */
    REMOVE
}
