package io.secureconnect.core.resolve;

import io.secureconnect.api.plan.AddressPath;
import io.secureconnect.api.plan.HostAssociation;
import io.secureconnect.api.plan.PairTerms;
import io.secureconnect.api.plan.PeerAssociation;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;

/** Makes the values of a plan from workload numbers: terms from the table, paths from the addresses. */
final class AssociationMaker {
    private final Fleet fleet;
    private final TermsTable table;

    AssociationMaker(Fleet fleet, TermsTable table) {
        this.fleet = fleet;
        this.table = table;
    }

    /** @param numberOfA less than {@code numberOfB} */
    PeerAssociation between(int numberOfA, int numberOfB, List<String> rules) {
        Host a = fleet.host(numberOfA);
        Host b = fleet.host(numberOfB);
        PairTerms terms = table.of(a.profile(), b.profile());
        List<AddressPath> paths = allPaths(a, b, AddressPath::new);
        return new PeerAssociation(a.id(), b.id(), terms, paths, rules);
    }

    /**
     * Every pair of a row as its workload sees it: like {@link PeerAssociation#seenBy}, without the detour, and with the keying
     * that this end has of a pair that is keyed natively at the other.
     */
    List<HostAssociation> seenFrom(int workload, PeerRow row) {
        Host local = fleet.host(workload);
        Host[] remotes = new Host[row.size()];
        boolean[] onePath = new boolean[row.size()];
        for (int i = 0; i < remotes.length; i++) {
            remotes[i] = fleet.host(row.peer(i));
        }
        for (int i = 0; i < remotes.length; i++) { // by itself, so that the processor waits for several hosts at once
            onePath[i] = local.makesOnePathWith(remotes[i]);
        }
        HostAssociation[] seen = new HostAssociation[remotes.length];
        for (int i = 0; i < seen.length; i++) {
            seen[i] = seenFrom(local, remotes[i], onePath[i], row.rules(i));
        }
        return List.of(seen);
    }

    private HostAssociation seenFrom(Host local, Host remote, boolean onePath, List<String> rules) {
        PairTerms terms = table.seenBy(local.profile(), remote.profile());
        List<HostPair> paths = onePath
                ? List.of(new HostPair(Objects.requireNonNull(local.only()), Objects.requireNonNull(remote.only())))
                : allPaths(local, remote, HostPair::new);
        return new HostAssociation(local.id(), remote.id(), terms, paths, rules);
    }

    /** Step 7: every address of the one with every address of the other that is of the same family. */
    private static <P> List<P> allPaths(Host one, Host other, BiFunction<IpAddress, IpAddress, P> path) {
        if (one.makesOnePathWith(other)) {
            return List.of(path.apply(one.addresses()[0], other.addresses()[0]));
        }
        List<P> paths = new ArrayList<>();
        for (IpAddress from : one.addresses()) {
            for (IpAddress to : other.addresses()) {
                if (from.family() == to.family()) {
                    paths.add(path.apply(from, to));
                }
            }
        }
        return List.copyOf(paths);
    }
}
