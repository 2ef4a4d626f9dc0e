package io.secureconnect.windows.model;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.windows.wfp.Filter;
import io.secureconnect.windows.wfp.FilterCondition;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** All conditions of a filter: those of one field are alternatives, all fields must agree. */
record Conditions(List<Condition> all) {
    Conditions {
        all = List.copyOf(all);
    }

    static Conditions of(List<FilterCondition> conditions, AddressFamily family) {
        return new Conditions(conditions.stream()
                .map(condition -> Condition.of(condition, family))
                .toList());
    }

    /** Of a filter at a transport layer. */
    static Conditions of(Filter filter, TransportLayer layer) {
        return of(filter.filterCondition(), layer.family());
    }

    boolean hold(PacketFields packet) {
        return all.stream()
                .allMatch(condition -> all.stream()
                        .filter(other -> other.field() == condition.field())
                        .anyMatch(other -> other.holds(packet)));
    }

    /** Whether it is about the same packets, apart from their flags. */
    boolean isAbout(Conditions other) {
        return numbers().equals(other.numbers());
    }

    /** Whether both single addresses are named. */
    boolean areBetween(HostPair path) {
        return names(Field.LOCAL_ADDRESS, path.local()) && names(Field.REMOTE_ADDRESS, path.remote());
    }

    private boolean names(Field field, IpAddress address) {
        BigInteger number = PacketFields.number(address);
        return all.stream()
                .anyMatch(condition -> condition.field() == field
                        && condition.low().equals(number)
                        && condition.high().equals(number));
    }

    private Set<List<Object>> numbers() {
        return all.stream()
                .filter(condition -> condition.field() != Field.FLAGS)
                .map(condition -> List.<Object>of(condition.field(), condition.low(), condition.high()))
                .collect(Collectors.toSet());
    }

    /** Whether, of every field that both name, some number satisfies both. */
    boolean overlap(Conditions other) {
        return all.stream().allMatch(condition -> {
            List<Condition> same = other.all.stream()
                    .filter(candidate -> candidate.field() == condition.field())
                    .toList();
            return same.isEmpty()
                    || all.stream()
                            .filter(mine -> mine.field() == condition.field())
                            .anyMatch(mine -> same.stream().anyMatch(mine::overlaps));
        });
    }
}
