package io.secureconnect.core.pki;

/** What is known about a certificate's revocation. */
enum Standing {
    GOOD,
    REVOKED,
    UNKNOWN
}
