package io.secureconnect.core.ike.rules;

/** What a notification may do that nobody vouches for; it never takes an SA down (RFC 7296 §2.21). */
public enum Hint {
    /** Nothing. */
    NOTHING,
    /** Ask the peer under protection whether it lives (RFC 7296 §2.4). */
    ASK_FOR_LIFE,
    /** Begin IKE_SA_INIT again as it says: with its cookie, or another key exchange. */
    BEGIN_AGAIN,
    /** Remember it as the reason, and report it if no better answer comes before the exchange times out. */
    REMEMBER
}
