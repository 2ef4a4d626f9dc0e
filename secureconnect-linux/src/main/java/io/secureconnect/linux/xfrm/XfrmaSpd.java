package io.secureconnect.linux.xfrm;

import java.util.List;

/** The attributes of the answer about the policy database ({@code enum xfrm_spdattr_type_t}). */
public final class XfrmaSpd {
    public static final AttributeType<PolicyCounts> INFO =
            new AttributeType<>(1, "XFRMA_SPD_INFO", PolicyCounts.STRUCTURE);

    /** The rows the SDK reads; others keep their octets. */
    public static final AttributeTable TABLE = new AttributeTable(List.of(INFO));

    private XfrmaSpd() {}
}
