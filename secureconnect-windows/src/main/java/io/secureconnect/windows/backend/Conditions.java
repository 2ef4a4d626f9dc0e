package io.secureconnect.windows.backend;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.AddressPrefix;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.api.sa.PortRange;
import io.secureconnect.api.sa.TrafficSelector;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.wfp.Fields;
import io.secureconnect.windows.wfp.FilterCondition;
import io.secureconnect.windows.wfp.Value;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Conditions of filters. Local and remote are this host's in both directions; what matches everything has no condition. The type
 * of an ICMP message stands where others have their local port.
 */
final class Conditions {
    private static final int MATCH_RANGE = 5;

    private Conditions() {}

    static List<FilterCondition> of(HostPair path) {
        return List.of(
                equal(Fields.IP_LOCAL_ADDRESS, address(path.local())),
                equal(Fields.IP_REMOTE_ADDRESS, address(path.remote())));
    }

    static List<FilterCondition> of(HostPair path, int protocol) {
        return with(of(path), equal(Fields.IP_PROTOCOL, Value.Number.u8(protocol)));
    }

    static List<FilterCondition> notSecured(HostPair path) {
        return with(
                of(path),
                new FilterCondition(
                        Fields.FLAGS,
                        FilterCondition.MATCH_FLAGS_NONE_SET,
                        Value.Number.u32(Fields.FLAG_IS_IPSEC_SECURED)));
    }

    static List<FilterCondition> of(TrafficSelector selector) {
        List<FilterCondition> conditions = new ArrayList<>();
        address(Fields.IP_LOCAL_ADDRESS, selector.local(), conditions);
        address(Fields.IP_REMOTE_ADDRESS, selector.remote(), conditions);
        selector.protocol().ifPresent(number -> conditions.add(equal(Fields.IP_PROTOCOL, Value.Number.u8(number))));
        selector.icmpType().ifPresent(type -> conditions.add(equal(Fields.IP_LOCAL_PORT, Value.Number.u16(type))));
        ports(Fields.IP_LOCAL_PORT, selector.localPorts(), conditions);
        ports(Fields.IP_REMOTE_PORT, selector.remotePorts(), conditions);
        return List.copyOf(conditions);
    }

    private static List<FilterCondition> with(List<FilterCondition> conditions, FilterCondition more) {
        List<FilterCondition> all = new ArrayList<>(conditions);
        all.add(more);
        return List.copyOf(all);
    }

    private static FilterCondition equal(Guid field, Value value) {
        return new FilterCondition(field, FilterCondition.MATCH_EQUAL, value);
    }

    private static void address(Guid field, AddressPrefix prefix, List<FilterCondition> conditions) {
        if (prefix.length() > 0) {
            conditions.add(equal(field, prefix(prefix)));
        }
    }

    private static void ports(Guid field, PortRange ports, List<FilterCondition> conditions) {
        if (ports.isSingle()) {
            conditions.add(equal(field, Value.Number.u16(ports.first())));
        } else if (!ports.isAny()) {
            conditions.add(new FilterCondition(
                    field,
                    MATCH_RANGE,
                    new Value.Range(Value.Number.u16(ports.first()), Value.Number.u16(ports.last()))));
        }
    }

    private static Value prefix(AddressPrefix prefix) {
        if (prefix.length() == prefix.family().bits()) {
            return address(prefix.address());
        }
        return prefix.family() == AddressFamily.IPV4
                ? new Value.MaskV4(number(prefix.address()), -1 << Integer.SIZE - prefix.length())
                : new Value.MaskV6(Bytes.wrap(prefix.address().octets()), prefix.length());
    }

    private static Value address(IpAddress address) {
        return address.family() == AddressFamily.IPV4
                ? Value.Number.u32(number(address))
                : new Value.ByteArray16(Bytes.wrap(address.octets()));
    }

    private static int number(IpAddress address) {
        return ByteBuffer.wrap(address.octets()).getInt();
    }
}
