package io.secureconnect.core.resolve;

import io.secureconnect.api.plan.AddressPath;
import io.secureconnect.api.plan.HostAssociation;
import io.secureconnect.api.plan.PeerAssociation;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Makes the values of a plan from workload numbers: terms from the table, paths from the addresses. */
final class AssociationMaker {
    private final Fleet fleet;
    private final TermsTable table;

    AssociationMaker(Fleet fleet, TermsTable table) {
        this.fleet = fleet;
        this.table = table;
    }

    PairTerms terms(int one, int other) {
        return table.of(fleet.profile(one), fleet.profile(other));
    }

    /** @param a less than {@code b} */
    PeerAssociation between(int a, int b, List<String> rules) {
        PairTerms terms = terms(a, b);
        return PeerAssociation.builder()
                .a(fleet.id(a))
                .b(fleet.id(b))
                .verdict(terms.verdict())
                .reason(terms.reason())
                .keying(terms.keying())
                .ikeVersion(terms.ikeVersion())
                .authentication(terms.authentication())
                .espProposals(terms.espProposals())
                .paths(paths(a, b, AddressPath::new))
                .rules(rules)
                .build();
    }

    HostAssociation seenFrom(int local, int remote, List<String> rules) {
        PairTerms terms = terms(local, remote);
        return HostAssociation.builder()
                .local(fleet.id(local))
                .remote(fleet.id(remote))
                .verdict(terms.verdict())
                .reason(terms.reason())
                .keying(terms.keying())
                .ikeVersion(terms.ikeVersion())
                .authentication(terms.authentication())
                .espProposals(terms.espProposals())
                .paths(paths(local, remote, HostPair::new))
                .rules(rules)
                .build();
    }

    /** Step 7: every address of the one with every address of the other that is of the same family. */
    private <P> List<P> paths(int one, int other, BiFunction<IpAddress, IpAddress, P> path) {
        IpAddress[] from = fleet.addresses(one);
        IpAddress[] to = fleet.addresses(other);
        if (from.length == 1 && to.length == 1) {
            return from[0].family() == to[0].family() ? List.of(path.apply(from[0], to[0])) : List.of();
        }
        List<P> paths = new ArrayList<>(from.length * to.length);
        for (IpAddress source : from) {
            for (IpAddress destination : to) {
                if (source.family() == destination.family()) {
                    paths.add(path.apply(source, destination));
                }
            }
        }
        return paths;
    }
}
