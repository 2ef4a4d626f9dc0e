package io.secureconnect.linux.netlink;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;

/** A system call on a netlink socket failed: which one, with which error number. */
public final class NetlinkIoException extends SecureConnectException {
    private static final long serialVersionUID = 1L;

    private final String call;
    private final int number;

    /** @param call the system call with what it was about, such as {@code socket(NETLINK_XFRM)} */
    public NetlinkIoException(String call, Errno errno) {
        super(codeFor(errno), call + ": " + errno + remedyFor(errno));
        this.call = call;
        this.number = errno.number();
    }

    public String call() {
        return call;
    }

    public Errno errno() {
        return new Errno(number);
    }

    private static ErrorCode codeFor(Errno errno) {
        if (errno.equals(Errno.EPERM) || errno.equals(Errno.EACCES)) {
            return ErrorCode.PERMISSION_DENIED;
        }
        if (errno.equals(Errno.EPROTONOSUPPORT) || errno.equals(Errno.EAFNOSUPPORT)) {
            return ErrorCode.IPSEC_UNAVAILABLE;
        }
        return ErrorCode.KERNEL_REFUSED;
    }

    private static String remedyFor(Errno errno) {
        return switch (codeFor(errno)) {
            case PERMISSION_DENIED -> "; grant the process CAP_NET_ADMIN in its network namespace, or run it as root";
            case IPSEC_UNAVAILABLE ->
                "; load the kernel module xfrm_user (modprobe xfrm_user), or boot a kernel built with"
                        + " CONFIG_XFRM_USER";
            default -> "";
        };
    }
}
