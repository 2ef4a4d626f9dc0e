package io.secureconnect.windows.engine;

import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.windows.wfp.IpInterface;
import java.util.Optional;

/** The IP interfaces of this host. They are only looked at. Thread-safe. */
@FunctionalInterface
public interface IpInterfaces {
    /**
     * The one by which packets to {@code remote} leave now ({@code GetBestInterfaceEx}, {@code GetIpInterfaceEntry}); empty if
     * there is no route.
     *
     * @throws WfpException with the code that Windows returned
     */
    Optional<IpInterface> towards(IpAddress remote);
}
