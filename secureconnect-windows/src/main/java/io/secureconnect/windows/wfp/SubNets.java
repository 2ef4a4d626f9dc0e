package io.secureconnect.windows.wfp;

import io.secureconnect.windows.abi.Struct;

/**
 * Between which addresses: {@code IPSEC_SA_CONTEXT_ENUM_TEMPLATE0}.
 *
 * @param local {@link Value.Empty} for any
 * @param remote the same
 */
public record SubNets(Value local, Value remote) {
    public static final SubNets ANY = new SubNets(new Value.Empty(), new Value.Empty());

    public static final Struct<SubNets> STRUCT = Struct.of(
            "IPSEC_SA_CONTEXT_ENUM_TEMPLATE0",
            ANY,
            (m, v) -> new SubNets(
                    m.struct("localSubNet", Values.CONDITION, v.local),
                    m.struct("remoteSubNet", Values.CONDITION, v.remote)));
}
