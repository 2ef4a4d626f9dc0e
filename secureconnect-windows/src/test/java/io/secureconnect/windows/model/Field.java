package io.secureconnect.windows.model;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.wfp.Value;
import java.util.Arrays;
import java.util.Optional;

/** What of a packet can be told at the transport layers. ICMP has its type and code where others have ports. */
enum Field {
    LOCAL_ADDRESS("IP_LOCAL_ADDRESS"),
    REMOTE_ADDRESS("IP_REMOTE_ADDRESS"),
    PROTOCOL("IP_PROTOCOL"),
    LOCAL_PORT("IP_LOCAL_PORT"),
    REMOTE_PORT("IP_REMOTE_PORT"),
    FLAGS("FLAGS");

    /** {@code FWP_CONDITION_FLAG_IS_IPSEC_SECURED}; told of inbound packets only. */
    static final int IS_IPSEC_SECURED = 0x2;

    private final Guid key;

    Field(String name) {
        this.key = Facts.guid("FWPM_CONDITION_" + name);
    }

    static Optional<Field> of(Guid key) {
        return Arrays.stream(values()).filter(field -> field.key.equals(key)).findFirst();
    }

    Guid key() {
        return key;
    }

    /** Of a single value of it. */
    int dataType(AddressFamily family) {
        switch (this) {
            case LOCAL_ADDRESS:
            case REMOTE_ADDRESS:
                return family == AddressFamily.IPV4 ? Value.UINT32 : Value.BYTE_ARRAY16;
            case PROTOCOL:
                return Value.UINT8;
            case LOCAL_PORT:
            case REMOTE_PORT:
                return Value.UINT16;
            default:
                return Value.UINT32;
        }
    }

    boolean isAddress() {
        return this == LOCAL_ADDRESS || this == REMOTE_ADDRESS;
    }
}
