package io.secureconnect.core.resolve;

import io.secureconnect.api.policy.Actor;
import java.util.List;
import java.util.Set;

/** A rule's provider or consumer list: entries that refer to what exists, and one that selects. */
final class ActorListCheck {
    private final LabelGroupCheck groups;
    private final WorkloadCheck workloads;
    private final Set<?> unreadable;
    private final FaultList faults;

    ActorListCheck(LabelGroupCheck groups, WorkloadCheck workloads, Set<?> unreadable, FaultList faults) {
        this.groups = groups;
        this.workloads = workloads;
        this.unreadable = unreadable;
        this.faults = faults;
    }

    void check(Place place, List<Actor> actors) {
        boolean selects = false;
        for (int i = 0; i < actors.size(); i++) {
            Actor actor = actors.get(i);
            selects |= !ActorSet.isExclusion(actor);
            if (!unreadable.contains(actor)) {
                check(place.entry(i), actor);
            }
        }
        if (!selects) {
            faults.add(
                    place,
                    actors.isEmpty() ? "[]" : "exclusions only",
                    "a list of actors has an entry that selects; exclusions only take away",
                    "add what they are taken from, such as {\"actors\":\"ams\"}");
        }
    }

    private void check(Place place, Actor actor) {
        if (actor instanceof Actor.LabelActor label) {
            Names.check(faults, place.field("label"), label.key());
            Names.check(faults, place.field("label"), label.value());
        } else if (actor instanceof Actor.LabelGroupActor group) {
            if (groups.find(group.name()) == null) {
                dangling(place.field("labelGroup"), group.name(), "a label group");
            }
        } else if (actor instanceof Actor.WorkloadActor workload) {
            if (!workloads.exists(workload.id())) {
                dangling(place.field("workload"), workload.id(), "a workload");
            }
        } else if (actor instanceof Actor.IpListActor list) {
            Names.check(faults, place.field("ipList"), list.name());
        } else if (actor instanceof Actor.VirtualServiceActor service) {
            Names.check(faults, place.field("virtualService"), service.name());
        } else if (actor instanceof Actor.VirtualServerActor server) {
            Names.check(faults, place.field("virtualServer"), server.name());
        }
    }

    private void dangling(Place place, String name, String what) {
        faults.add(
                place,
                JsonText.quote(name),
                "an actor refers to " + what + " of the document",
                "add it to the document or correct the reference");
    }
}
