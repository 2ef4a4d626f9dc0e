package io.secureconnect.core.ike.host;

/** What is counted of datagrams that led to nothing. The names are stable and appear in status. */
enum IkeCounter {
    /** No IKE message, or one that its RFC does not allow in the clear. */
    MALFORMED("ikeMalformed"),
    /** ESP in UDP that the kernel had no SA for. */
    STRAY_ESP("ikeStrayEsp"),
    /** A version of IKE that is not spoken with its sender, or not at all. */
    UNKNOWN_VERSION("ikeUnknownVersion"),
    /** From, or to, an address that policy names no peer for. */
    UNKNOWN_PEER("ikeUnknownPeer"),
    /** Of an IKE SA that does not exist here. */
    UNKNOWN_SPI("ikeUnknownSpi"),
    /** Answered with a cookie. */
    COOKIE_ASKED("ikeCookiesAsked"),
    /** Refused because too many negotiations are half open. */
    HALF_OPEN_LIMIT("ikeHalfOpenRefused"),
    /** Not answered because the engine is suspended, or has nothing to prove itself with. */
    NOT_NOW("ikeNotAnswered"),
    /** An answer that was not given, because too many were. */
    ANSWER_WITHHELD("ikeAnswersWithheld");

    private final String text;

    IkeCounter(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
