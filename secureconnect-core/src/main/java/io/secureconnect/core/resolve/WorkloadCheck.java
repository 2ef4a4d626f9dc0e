package io.secureconnect.core.resolve;

import io.secureconnect.api.policy.NetworkInterface;
import io.secureconnect.api.policy.Workload;
import io.secureconnect.api.sa.IpAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Workloads: unique ids, real addresses, and no usable address on two of them. */
final class WorkloadCheck {
    private static final Place WORKLOADS = Place.of("workloads");
    private static final int LEAST_MTU = 68; // RFC 791 §3.2
    private static final int MOST_MTU = 65_536; // Linux's loopback interface

    private final Set<?> unreadable;
    private final FaultList faults;
    private final DistinguishedNames issuers = new DistinguishedNames();
    private Set<String> ids = Set.of();
    private Map<IpAddress, Integer> owners = Map.of();
    private List<Workload> workloads = List.of();

    WorkloadCheck(Set<?> unreadable, FaultList faults) {
        this.unreadable = unreadable;
        this.faults = faults;
    }

    /** Whether a workload with this id was checked. */
    boolean exists(String id) {
        return ids.contains(id);
    }

    void check(List<Workload> all) {
        workloads = all;
        ids = new HashSet<>(workloads.size() * 2);
        owners = new HashMap<>(workloads.size() * 2);
        for (int i = 0; i < workloads.size(); i++) {
            check(i, workloads.get(i));
        }
        owners = Map.of();
    }

    private void check(int i, Workload workload) {
        if (!unreadable.contains(workload)) {
            checkId(i, workload.id());
        }
        workload.labels().forEach((key, value) -> {
            if (!Names.isName(key) || !Names.isName(value)) {
                Place place = WORKLOADS.entry(i).field("labels").field(key);
                Names.check(faults, place, key);
                Names.check(faults, place, value);
            }
        });
        workload.hostname()
                .filter(name -> !Names.isName(name))
                .ifPresent(name -> Names.check(faults, WORKLOADS.entry(i).field("hostname"), name));
        for (String name : workload.ignoredInterfaces()) {
            if (!Names.isName(name)) {
                Names.check(faults, WORKLOADS.entry(i).field("ignoredInterfaces"), name);
            }
        }
        List<NetworkInterface> interfaces = workload.interfaces();
        for (int j = 0; j < interfaces.size(); j++) {
            if (!unreadable.contains(interfaces.get(j))) {
                check(i, workload, j, interfaces.get(j));
            }
        }
        workload.publicAddress()
                .ifPresent(address -> checkHost(WORKLOADS.entry(i).field("publicAddress"), address));
        workload.certificateIssuer()
                .filter(issuer -> !issuers.isValid(issuer))
                .ifPresent(issuer ->
                        DistinguishedNames.check(faults, WORKLOADS.entry(i).field("certificateIssuer"), issuer));
    }

    private void checkId(int i, String id) {
        if (!Names.isName(id)) {
            Names.check(faults, WORKLOADS.entry(i).field("id"), id);
        } else if (!ids.add(id)) {
            faults.add(
                    WORKLOADS.entry(i).field("id"),
                    JsonText.quote(id),
                    "workload ids are unique; another workload has this one",
                    "rename one of them");
        }
    }

    private void check(int i, Workload workload, int j, NetworkInterface networkInterface) {
        String name = networkInterface.name();
        IpAddress address = networkInterface.address();
        if (!Names.isName(name)) {
            Names.check(faults, at(i, j, "name"), name);
        }
        if (address.isMulticast() || address.isUnspecified()) {
            checkHost(at(i, j, "address"), address);
        } else if (UsableAddresses.isUsable(workload, networkInterface)) {
            Integer owner = owners.putIfAbsent(address, i);
            if (owner != null && owner != i) {
                faults.add(
                        at(i, j, "address"),
                        JsonText.quote(address.toString()),
                        "an address belongs to one workload; both " + name(owner) + " and " + name(i)
                                + " claim this one",
                        "correct one of them, or list the interface in its ignoredInterfaces");
            }
        }
        int mtu = networkInterface.mtu().orElse(LEAST_MTU);
        if (mtu < LEAST_MTU || mtu > MOST_MTU) {
            faults.add(
                    at(i, j, "mtu"),
                    Integer.toString(mtu),
                    "an MTU has " + LEAST_MTU + " to " + MOST_MTU + " octets",
                    "write what the interface reports, such as 1500");
        }
    }

    private String name(int i) {
        Workload workload = workloads.get(i);
        return unreadable.contains(workload) ? WORKLOADS.entry(i).toString() : JsonText.quote(workload.id());
    }

    private void checkHost(Place place, IpAddress address) {
        if (address.isMulticast() || address.isUnspecified()) {
            faults.add(
                    place,
                    JsonText.quote(address.toString()),
                    "a workload's address is that of one host, not a multicast, broadcast or unspecified one",
                    "write the host's own address");
        }
    }

    private static Place at(int i, int j, String field) {
        return WORKLOADS.entry(i).field("interfaces").entry(j).field(field);
    }
}
