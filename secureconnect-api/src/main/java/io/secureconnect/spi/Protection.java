package io.secureconnect.spi;

/** What a protected path demands of its packets, in both directions. Neither lets a clear packet through. */
public enum Protection {
    /** ESP in transport mode; without an SA, nothing. */
    ENCRYPT,
    /** Nothing passes. */
    DISCARD
}
