package io.secureconnect.testkit.kernel;

import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.TrafficSelector;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.Exemption;
import io.secureconnect.spi.ForeignPolicy;
import io.secureconnect.spi.InstalledSa;
import io.secureconnect.spi.Protection;
import io.secureconnect.testkit.kernel.SpdEntry.Action;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the tables of a kernel back into the values of the port. It knows nothing but what is in the tables. */
final class KernelSnapshot {
    private KernelSnapshot() {}

    static BackendSnapshot of(KernelState kernel) {
        BackendSnapshot.Builder snapshot = BackendSnapshot.builder();
        Map<TrafficSelector, Map<Direction, SpdEntry>> ours = new LinkedHashMap<>();
        for (SpdEntry entry : kernel.spd.entries()) {
            if (entry.owner().equals(MemoryBackend.OWNER)) {
                ours.computeIfAbsent(entry.selector(), s -> new EnumMap<>(Direction.class))
                        .put(entry.direction(), entry);
            } else {
                snapshot.addForeignPolicies(foreign(entry));
            }
        }
        ours.forEach((selector, entries) -> addOurs(snapshot, selector, entries));
        for (SadEntry sa : kernel.sad.entries()) {
            if (sa.owner.equals(MemoryBackend.OWNER)) {
                snapshot.addSas(installed(sa));
            }
        }
        return snapshot.build();
    }

    private static void addOurs(
            BackendSnapshot.Builder snapshot, TrafficSelector selector, Map<Direction, SpdEntry> entries) {
        Set<Action> actions = entries.values().stream().map(SpdEntry::action).collect(Collectors.toSet());
        boolean whole = entries.size() == Direction.values().length && actions.size() == 1;
        Optional<HostPair> path = Spd.pathOf(selector).filter(p -> !actions.equals(Set.of(Action.PASS)));
        if (path.isPresent()) {
            if (whole) {
                boolean encrypts = actions.contains(Action.PROTECT);
                snapshot.putPaths(path.get(), encrypts ? Protection.ENCRYPT : Protection.DISCARD);
            } else {
                snapshot.addIncompletePaths(path.get());
            }
        } else {
            // No name is kept, as no kernel keeps one.
            Exemption exemption = new Exemption("installed: " + selector, selector);
            if (whole) {
                snapshot.addExemptions(exemption);
            } else {
                snapshot.addIncompleteExemptions(exemption);
            }
        }
    }

    private static ForeignPolicy foreign(SpdEntry entry) {
        return new ForeignPolicy(
                entry.selector().local(),
                entry.selector().remote(),
                entry.direction(),
                entry.priority() <= ChangePlanner.PATH_PRIORITY,
                Optional.of(entry.owner()),
                entry.toString());
    }

    private static InstalledSa installed(SadEntry sa) {
        InstalledSa.Builder installed = InstalledSa.builder().id(sa.id).state(sa.state());
        if (!sa.isLarval()) {
            installed
                    .proposal(sa.parameters().proposal())
                    .installedAt(sa.installedAt.truncatedTo(ChronoUnit.SECONDS))
                    .bytes(sa.bytes())
                    .packets(sa.packets())
                    .sequence(sa.sequence());
        }
        return installed.build();
    }
}
