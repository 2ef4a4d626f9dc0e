package io.secureconnect.linux.udp;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.linux.netlink.Errno;

/** A port cannot serve: which system call failed, with which error number, and what to do. */
public final class UdpIoException extends SecureConnectException {
    private static final long serialVersionUID = 1L;

    private final transient Errno errno;

    /** @param call the system call, with the option it was about */
    public UdpIoException(UdpPort port, UdpRole role, String call, Errno errno) {
        super(
                isPermission(errno) ? ErrorCode.PERMISSION_DENIED : ErrorCode.KERNEL_REFUSED,
                port + (role == UdpRole.IKE ? " cannot serve IKE: " : " cannot receive ESP in UDP: ") + call + ": "
                        + errno + "; " + remedy(port, role, errno));
        this.errno = errno;
    }

    public Errno errno() {
        return errno;
    }

    private static boolean isPermission(Errno errno) {
        return errno.equals(Errno.EPERM) || errno.equals(Errno.EACCES);
    }

    private static String remedy(UdpPort port, UdpRole role, Errno errno) {
        boolean ike = role == UdpRole.IKE;
        if (errno.equals(Errno.EADDRINUSE)) {
            return "another process has the port, likely an IKE daemon (charon of strongSwan, pluto of libreswan) or"
                    + " another SecureConnect agent: 'ss -ulpn sport = :" + port.number()
                    + "' names it; stop it, or "
                    + (ike
                            ? "give IKE other ports, the same on all hosts"
                            : "give IKE other ports and do not force UDP encapsulation in the policy");
        }
        if (isPermission(errno)) {
            return "grant the process CAP_NET_ADMIN in its network namespace"
                    + (port.number() < 1024 ? " and CAP_NET_BIND_SERVICE" : "") + ", or run it as root";
        }
        return ike
                ? "see what the kernel says about it (dmesg), or use controller keying"
                : "do not force UDP encapsulation in the policy, or boot a kernel that takes ESP out of UDP (for IPv6:"
                        + " Linux 5.8 or newer)";
    }
}
