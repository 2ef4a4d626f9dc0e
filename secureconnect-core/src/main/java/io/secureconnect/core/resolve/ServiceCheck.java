package io.secureconnect.core.resolve;

import io.secureconnect.api.policy.Service;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** A rule's service: a known protocol, and ports where it has them. */
final class ServiceCheck {
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,2}");
    private static final Set<String> NAMES = Set.of("tcp", "udp", "icmp", "icmpv6");

    /** Names and numbers of protocols with ports: TCP, UDP, DCCP, SCTP, UDP-Lite. */
    private static final Set<String> WITH_PORTS = Set.of("tcp", "udp", "6", "17", "33", "132", "136");

    private ServiceCheck() {}

    static void check(Place place, Service service, FaultList faults) {
        String protocol = service.protocol();
        boolean number = NUMBER.matcher(protocol).matches() && Integer.parseInt(protocol) <= 255;
        if (!number && !NAMES.contains(protocol)) {
            faults.add(
                    place.field("protocol"),
                    JsonText.quote(protocol),
                    "a protocol is tcp, udp, icmp, icmpv6 or a number from 0 to 255",
                    "write one of them, in lower case");
        } else if (service.port().isPresent() && !WITH_PORTS.contains(protocol)) {
            faults.add(
                    place.field("port"),
                    Integer.toString(service.port().getAsInt()),
                    "protocol " + protocol + " has no ports",
                    "take the port out");
        }
        checkPort(place.field("port"), service.port(), faults);
        checkPort(place.field("toPort"), service.toPort(), faults);
        if (service.toPort().isPresent()
                && (service.port().isEmpty()
                        || service.toPort().getAsInt() < service.port().getAsInt())) {
            faults.add(
                    place.field("toPort"),
                    Integer.toString(service.toPort().getAsInt()),
                    "a range of ports begins with port and ends with toPort, not below it",
                    "give both, the lower as port");
        }
    }

    private static void checkPort(Place place, OptionalInt port, FaultList faults) {
        if (port.isPresent() && (port.getAsInt() < 1 || port.getAsInt() > 65_535)) {
            faults.add(
                    place,
                    Integer.toString(port.getAsInt()),
                    "a port is a number from 1 to 65535",
                    "correct it, or leave it out for all ports");
        }
    }
}
