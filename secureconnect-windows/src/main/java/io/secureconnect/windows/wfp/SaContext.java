package io.secureconnect.windows.wfp;

import io.secureconnect.windows.abi.Struct;
import java.util.Optional;

/** A pair of SAs, as Windows tells it: {@code IPSEC_SA_CONTEXT1}. */
public record SaContext(long saContextId, Optional<SaDetails> inboundSa, Optional<SaDetails> outboundSa) {
    public static final Struct<SaContext> STRUCT = Struct.of(
            "IPSEC_SA_CONTEXT1",
            new SaContext(0, Optional.empty(), Optional.empty()),
            (m, v) -> new SaContext(
                    m.u64("saContextId", v.saContextId),
                    m.pointer("inboundSa", SaDetails.STRUCT, v.inboundSa),
                    m.pointer("outboundSa", SaDetails.STRUCT, v.outboundSa)));
}
