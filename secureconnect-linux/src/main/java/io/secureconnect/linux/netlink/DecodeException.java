package io.secureconnect.linux.netlink;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;

/** Octets from the kernel that are not what its headers promise: which field, at which offset, and why. */
public final class DecodeException extends SecureConnectException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final int offset;

    /**
     * @param field structure and field in the header's words, such as {@code xfrm_usersa_info.family}
     * @param offset octets from the start of the datagram
     * @param fault what is wrong there
     */
    public DecodeException(String field, int offset, String fault) {
        super(ErrorCode.KERNEL_PROTOCOL, field + " at offset " + offset + ": " + fault);
        this.field = field;
        this.offset = offset;
    }

    public String field() {
        return field;
    }

    public int offset() {
        return offset;
    }
}
