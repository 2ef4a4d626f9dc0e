package io.secureconnect.linux.backend;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.linux.netlink.Errno;
import io.secureconnect.linux.netlink.NetlinkError;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.ChangeResult;

/**
 * A refusal of the kernel in the API's words.
 *
 * @param code for programs
 * @param message what was asked, what the kernel said, what to do about it
 */
record KernelFault(ErrorCode code, String message) {
    /** The fault behind {@code error}, met while {@code doing} something. */
    static KernelFault of(String doing, NetlinkError error) {
        ErrorCode code = code(error.errno());
        return new KernelFault(code, doing + ": " + error + remedy(code));
    }

    private static ErrorCode code(Errno errno) {
        if (errno.equals(Errno.EPERM) || errno.equals(Errno.EACCES)) {
            return ErrorCode.PERMISSION_DENIED;
        }
        if (errno.equals(Errno.EPROTONOSUPPORT)) {
            return ErrorCode.ESP_UNAVAILABLE;
        }
        if (errno.equals(Errno.ENOSYS)) {
            return ErrorCode.ALGORITHM_UNAVAILABLE;
        }
        if (errno.equals(Errno.ENOBUFS) || errno.equals(Errno.EAGAIN)) {
            return ErrorCode.KERNEL_PROTOCOL;
        }
        return ErrorCode.KERNEL_REFUSED;
    }

    private static String remedy(ErrorCode code) {
        return switch (code) {
            case PERMISSION_DENIED -> "; grant the process CAP_NET_ADMIN in its network namespace, or run it as root";
            case ESP_UNAVAILABLE ->
                "; load the kernel modules esp4 and esp6 (modprobe esp4 esp6), or boot a kernel that"
                        + " has CONFIG_INET_ESP and CONFIG_INET6_ESP";
            case ALGORITHM_UNAVAILABLE ->
                "; load the kernel module of the algorithm, or choose another proposal in the" + " policy";
            case KERNEL_PROTOCOL -> "; the answer was lost, ask again";
            default -> "";
        };
    }

    SecureConnectException exception() {
        return new SecureConnectException(code, message);
    }

    ChangeResult failed(BackendChange change) {
        return ChangeResult.failed(change, code, message);
    }
}
