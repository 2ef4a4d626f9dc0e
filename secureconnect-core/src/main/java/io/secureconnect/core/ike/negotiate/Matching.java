package io.secureconnect.core.ike.negotiate;

import io.secureconnect.core.ike.wire.v2.Payload.Proposal;
import io.secureconnect.core.ike.wire.v2.Payload.Transform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The one rule by which proposals meet: one transform of each type, and none of a type that was not asked for (§3.3). */
final class Matching {
    private Matching() {}

    /** The transforms of an answer to {@code offered}; empty if it cannot be had with {@code wants}. */
    static Optional<List<Transform>> choose(Proposal offered, List<Want> wants) {
        List<Transform> chosen = new ArrayList<>();
        for (Want want : wants) {
            List<Transform> there = ofType(offered, want.type());
            if (there.isEmpty()) {
                if (!want.toleratesNone()) {
                    return Optional.empty();
                }
                continue;
            }
            Optional<Transform> first =
                    want.choices().stream().filter(there::contains).findFirst();
            if (first.isEmpty()) {
                return Optional.empty();
            }
            chosen.add(first.get());
        }
        return withoutOthers(offered, wants, chosen) ? Optional.of(chosen) : Optional.empty();
    }

    /** Types that nobody wants must be ones that the other end can do without. */
    private static boolean withoutOthers(Proposal offered, List<Want> wants, List<Transform> chosen) {
        List<Integer> wanted = wants.stream().map(Want::type).collect(Collectors.toList());
        List<Integer> others = offered.transforms().stream()
                .map(Transform::type)
                .filter(t -> !wanted.contains(t))
                .distinct()
                .collect(Collectors.toList());
        for (int type : others) {
            if (!offered.transforms().contains(Want.none(type))) {
                return false;
            }
            chosen.add(Want.none(type));
        }
        return true;
    }

    /** Whether {@code answer} has just one transform of each type that {@code offered} has, and each from there. */
    static boolean isAnswer(Proposal offered, Proposal answer) {
        if (answer.number() != offered.number() || answer.protocol() != offered.protocol()) {
            return false;
        }
        long types =
                answer.transforms().stream().map(Transform::type).distinct().count();
        if (types != answer.transforms().size() || !offered.transforms().containsAll(answer.transforms())) {
            return false;
        }
        return offered.transforms().stream()
                .allMatch(t -> !ofType(answer, t.type()).isEmpty()
                        || offered.transforms().contains(Want.none(t.type())));
    }

    static List<Transform> ofType(Proposal proposal, int type) {
        return proposal.transforms().stream().filter(t -> t.type() == type).collect(Collectors.toList());
    }
}
