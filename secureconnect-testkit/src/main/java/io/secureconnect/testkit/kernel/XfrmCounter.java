package io.secureconnect.testkit.kernel;

/** Why packets were dropped, by the names of Linux's {@code /proc/net/xfrm_stat}. */
public enum XfrmCounter {
    /** An ESP packet too short to be one, or with padding that is none. */
    IN_HDR_ERROR("XfrmInHdrError"),
    /** No SA has this SPI at this address. */
    IN_NO_STATES("XfrmInNoStates"),
    /** The integrity check failed. */
    IN_STATE_PROTO_ERROR("XfrmInStateProtoError"),
    /** A replay, or too old for the window. */
    IN_STATE_SEQ_ERROR("XfrmInStateSeqError"),
    /** The SA reached its hard limit. */
    IN_STATE_EXPIRED("XfrmInStateExpired"),
    /** With UDP encapsulation where the SA has none, or without where it has. */
    IN_STATE_MISMATCH("XfrmInStateMismatch"),
    /** The SPI is reserved, its key is not there yet. */
    ACQUIRE_ERROR("XfrmAcquireError"),
    /** The policy demands ESP of an SA that this packet did not come by. */
    IN_TMPL_MISMATCH("XfrmInTmplMismatch"),
    /** A tunnelled packet without a policy; never counted here, because transport mode needs none. */
    IN_NO_POLS("XfrmInNoPols"),
    /** The policy discards. */
    IN_POL_BLOCK("XfrmInPolBlock"),
    /** The policy demands ESP and there is no SA. */
    OUT_NO_STATES("XfrmOutNoStates"),
    /** The SA reached its hard limit. */
    OUT_STATE_EXPIRED("XfrmOutStateExpired"),
    /** Sequence numbers are used up. */
    OUT_STATE_SEQ_ERROR("XfrmOutStateSeqError"),
    /** The policy discards. */
    OUT_POL_BLOCK("XfrmOutPolBlock");

    private final String kernelName;

    XfrmCounter(String kernelName) {
        this.kernelName = kernelName;
    }

    /** The name in {@code /proc/net/xfrm_stat}. */
    public String kernelName() {
        return kernelName;
    }
}
