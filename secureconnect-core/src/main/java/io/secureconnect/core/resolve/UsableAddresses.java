package io.secureconnect.core.resolve;

import io.secureconnect.api.policy.LinkState;
import io.secureconnect.api.policy.NetworkInterface;
import io.secureconnect.api.policy.Workload;
import io.secureconnect.api.sa.IpAddress;
import java.util.Arrays;
import java.util.List;

/** Which addresses of a workload make paths: interface up, not loopback, not ignored, not link-local. */
final class UsableAddresses {
    private static final IpAddress[] NONE = {};

    private UsableAddresses() {}

    static boolean isUsable(Workload workload, NetworkInterface networkInterface) {
        IpAddress address = networkInterface.address();
        return networkInterface.state() == LinkState.UP
                && !networkInterface.loopback()
                && !address.isLoopback()
                && !address.isLinkLocal()
                && !workload.ignoredInterfaces().contains(networkInterface.name());
    }

    /** IPv4 first, then by octets; each once. */
    static IpAddress[] of(Workload workload) {
        List<NetworkInterface> interfaces = workload.interfaces();
        if (interfaces.size() == 1) {
            NetworkInterface only = interfaces.get(0);
            return isUsable(workload, only) ? new IpAddress[] {only.address()} : NONE;
        }
        IpAddress[] usable = interfaces.stream()
                .filter(candidate -> isUsable(workload, candidate))
                .map(NetworkInterface::address)
                .distinct()
                .toArray(IpAddress[]::new);
        Arrays.sort(usable);
        return usable;
    }
}
