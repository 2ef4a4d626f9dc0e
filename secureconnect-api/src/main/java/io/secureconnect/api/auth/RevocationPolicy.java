package io.secureconnect.api.auth;

import io.secureconnect.api.PublicApi;

/** How much has to be known about the revocation of a peer's certificates. */
@PublicApi
public enum RevocationPolicy {
    /** What is known to be revoked is refused, also by a list that is overdue; what nobody tells about is accepted. */
    IF_KNOWN,
    /** Of every certificate below the trust anchor a current list or OCSP answer must say that it is not revoked. */
    REQUIRED
}
