package io.secureconnect.api.error;

import io.secureconnect.api.PublicApi;

/** What went wrong, as a stable name that programs may switch on; the text beside it is for people. */
@PublicApi
public enum ErrorCode {
    /** A policy document has faults; all of them are listed and nothing was applied. */
    INVALID_POLICY,
    /** The document is older than the one in force and no force was asked for. */
    STALE_POLICY,
    /** The document does not know the workload that this host is. */
    UNKNOWN_WORKLOAD,
    /** The process lacks the right to change IPsec state (Linux: {@code CAP_NET_ADMIN}). */
    PERMISSION_DENIED,
    /** The kernel has no IPsec framework (Linux: {@code CONFIG_XFRM_USER}). */
    IPSEC_UNAVAILABLE,
    /** The kernel has policies but cannot carry ESP (Linux: modules {@code esp4}, {@code esp6}). */
    ESP_UNAVAILABLE,
    /** The kernel or the backend lacks an algorithm that the policy asks for. */
    ALGORITHM_UNAVAILABLE,
    /** The backend cannot do something else that the policy asks for, such as ESN or byte lifetimes. */
    CAPABILITY_MISSING,
    /** An object of another owner stands in the way. */
    FOREIGN_CONFLICT,
    /** The SPI is already taken at its destination. */
    SPI_IN_USE,
    /** The kernel refused a request; the message carries its error number and text. */
    KERNEL_REFUSED,
    /** The kernel did not answer, or its answer could not be understood. */
    KERNEL_PROTOCOL,
    /** A key would have served a second time; it was not installed. */
    KEY_REUSE,
    /** An SA that the next step builds upon is not in the kernel. */
    SA_MISSING,
    /** Keys came for other ESP parameters than the policy in force asks for; they were not installed. */
    PARAMETERS_REFUSED,
    /** A key file or message could not be opened, or is not for this host. */
    KEY_UNREADABLE,
    /** A file or store of certificates, private keys or revocation lists cannot be read, or its parts do not belong together. */
    CREDENTIAL_UNREADABLE,
    /** The journal of used keys cannot be read or written; no key was used. */
    JOURNAL_FAILED,
    /** A file with secrets may be read by others than its owner. */
    INSECURE_FILE,
    /** No implementation was found on the class path or module path. */
    NO_IMPLEMENTATION,
    /** The engine is closed. */
    CLOSED,
    /** A fault of the SDK itself. */
    INTERNAL
}
