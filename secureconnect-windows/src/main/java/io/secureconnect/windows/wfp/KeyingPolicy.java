package io.secureconnect.windows.wfp;

import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.abi.SdkName;
import io.secureconnect.windows.abi.Struct;
import java.util.List;

/**
 * Which protocols IKEEXT may negotiate by: {@code IPSEC_KEYING_POLICY1}.
 *
 * @param keyModKeys of {@link KeyingModules}, the preferred one first
 * @param flags of {@code IPSEC_KEYING_POLICY_FLAG_*}
 */
public record KeyingPolicy(List<Guid> keyModKeys, int flags) implements ContextPolicy {
    /** No other keying policy is looked for. */
    @SdkName("IPSEC_KEYING_POLICY_FLAG_TERMINATING_MATCH")
    public static final int TERMINATING_MATCH = 0x1;

    public static final Struct<KeyingPolicy> STRUCT = Struct.of(
            "IPSEC_KEYING_POLICY1",
            new KeyingPolicy(List.of(), 0),
            (m, v) -> new KeyingPolicy(
                    m.list("numKeyMods", "keyModKeys", Plain.GUID, v.keyModKeys), m.u32("flags", v.flags)));

    public KeyingPolicy {
        keyModKeys = List.copyOf(keyModKeys);
    }

    @Override
    public Kind kind() {
        return Kind.KEYING;
    }
}
