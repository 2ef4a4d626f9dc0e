package io.secureconnect.linux.udp;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.linux.netlink.Errno;

/** A port cannot receive ESP in UDP: which system call failed, with which error number, and what to do. */
public final class UdpIoException extends SecureConnectException {
    private static final long serialVersionUID = 1L;

    /** @param call the system call, with the option it was about */
    public UdpIoException(EncapsulationEndpoint endpoint, String call, Errno errno) {
        super(
                code(errno),
                endpoint + " cannot receive ESP in UDP: " + call + ": " + errno + "; " + remedy(endpoint, errno));
    }

    private static ErrorCode code(Errno errno) {
        return isPermission(errno) ? ErrorCode.PERMISSION_DENIED : ErrorCode.KERNEL_REFUSED;
    }

    private static boolean isPermission(Errno errno) {
        return errno.equals(Errno.EPERM) || errno.equals(Errno.EACCES);
    }

    private static String remedy(EncapsulationEndpoint endpoint, Errno errno) {
        if (errno.equals(Errno.EADDRINUSE)) {
            return "another process has the port, likely an IKE daemon (charon of strongSwan, pluto of libreswan) or"
                    + " another SecureConnect agent: 'ss -ulpn sport = :" + endpoint.port()
                    + "' names it; stop it, or do not force UDP encapsulation in the policy";
        }
        if (isPermission(errno)) {
            return "grant the process CAP_NET_ADMIN in its network namespace, or run it as root";
        }
        return "do not force UDP encapsulation in the policy, or boot a kernel that takes ESP out of UDP (for IPv6: Linux"
                + " 5.8 or newer)";
    }
}
