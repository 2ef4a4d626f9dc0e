package io.secureconnect.core.resolve;

import io.secureconnect.api.policy.Workload;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * What a plan needs to know of one workload. Hosts and their addresses are made one after the other, so that they lie
 * together: a plan looks at hundreds of them, far from each other in the document, and waits for little but memory.
 *
 * @param id the workload's id
 * @param profile the code of its {@link EndProfile}
 * @param only its usable address if it has one, as nearly all have
 * @param addresses all usable ones, IPv4 first, then by octets; never to be changed
 */
record Host(String id, int profile, @Nullable IpAddress only, IpAddress... addresses) {
    static Host of(Workload workload, EndProfile.Reader profiles) {
        IpAddress[] addresses = UsableAddresses.of(workload);
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] = IpAddress.of(addresses[i].octets());
        }
        boolean ipv4 = addresses.length > 0 && addresses[0].family() == AddressFamily.IPV4;
        boolean ipv6 = addresses.length > 0 && addresses[addresses.length - 1].family() == AddressFamily.IPV6;
        IpAddress only = addresses.length == 1 ? addresses[0] : null;
        return new Host(workload.id(), profiles.read(workload, ipv4, ipv6).code(), only, addresses);
    }

    /** Whether it and {@code other} have one address each, of one family. */
    boolean makesOnePathWith(Host other) {
        return only != null && other.only != null && only.family() == other.only.family();
    }
}
