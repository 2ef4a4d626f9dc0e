package io.secureconnect.windows.backend;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.windows.system.ServiceState;
import java.util.function.Supplier;

/** UDP 500 and 4500 belong to the Windows service IKEEXT, unless an embedder says otherwise and the service agrees. */
final class IkePortRule {
    private static final String REMEDY = "; choose other ports in the policy's saPolicy/windowsIkePorts";

    private final WindowsBackendOptions options;
    private final Supplier<ServiceState> ikeext;

    IkePortRule(WindowsBackendOptions options, Supplier<ServiceState> ikeext) {
        this.options = options;
        this.ikeext = ikeext;
    }

    /** Refuses ports that are not for us. Whether they are free shows when they are opened. */
    void check(IkePorts ports) {
        if (!touchesStandard(ports)) {
            return;
        }
        if (!options.standardIkePorts()) {
            throw refused(
                    ErrorCode.CAPABILITY_MISSING,
                    ports,
                    " are those of IKEEXT, the key exchange of Windows, which may need them at any time" + REMEDY
                            + ", or say WindowsBackendOptions.standardIkePorts where nothing on this host uses IKEEXT");
        }
        if (ikeext.get() == ServiceState.RUNNING) {
            throw refused(
                    ErrorCode.KERNEL_REFUSED,
                    ports,
                    ": the Windows service IKEEXT runs, and holds UDP 500 and 4500" + REMEDY);
        }
    }

    /** What was found when they were opened. */
    static SecureConnectException taken(IkePorts ports, SecureConnectException cause) {
        return touchesStandard(ports)
                ? new SecureConnectException(
                        cause.code(), cause.getMessage() + "; the Windows service IKEEXT may hold them" + REMEDY, cause)
                : cause;
    }

    private static boolean touchesStandard(IkePorts ports) {
        IkePorts standard = IkePorts.standard();
        return ports.ike() == standard.ike()
                || ports.ike() == standard.natTraversal()
                || ports.natTraversal() == standard.ike()
                || ports.natTraversal() == standard.natTraversal();
    }

    private static SecureConnectException refused(ErrorCode code, IkePorts ports, String why) {
        return new SecureConnectException(code, "UDP " + ports.ike() + " and " + ports.natTraversal() + why);
    }
}
