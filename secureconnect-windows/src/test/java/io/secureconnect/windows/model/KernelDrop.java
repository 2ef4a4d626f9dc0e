package io.secureconnect.windows.model;

/** Why the IPsec driver drops a packet, by the error codes that have the same meaning. What it really says is not known. */
public enum KernelDrop {
    BAD_SPI(13910),
    SA_LIFETIME_EXPIRED(13911),
    WRONG_SA(13912),
    REPLAY_CHECK_FAILED(13913),
    INVALID_PACKET(13914),
    INTEGRITY_CHECK_FAILED(13915),
    CLEAR_TEXT_DROP(13916);

    private final int status;

    KernelDrop(int status) {
        this.status = status;
    }

    /** {@code ERROR_IPSEC_*}. */
    public int status() {
        return status;
    }
}
