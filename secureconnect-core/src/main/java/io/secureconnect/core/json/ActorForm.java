package io.secureconnect.core.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.secureconnect.api.policy.Actor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One entry of a provider or consumer list: an object with exactly one selecting key. */
final class ActorForm {
    private static final String[] ALL = {"ams"};

    static final ObjectShape<ActorForm, Actor> SHAPE = new ObjectShape<ActorForm, Actor>("an actor")
            .where("actors", is(Actor.Kind.ALL_WORKLOADS), ActorForm::readAll, (a, out) -> out.writeString(ALL[0]))
            .where("label", is(Actor.Kind.LABEL), ActorForm::readLabel, ActorForm::writeLabel)
            .where(
                    "labelGroup",
                    is(Actor.Kind.LABEL_GROUP),
                    named(name -> new Actor.LabelGroupActor(name, false)),
                    (a, out) -> out.writeString(((Actor.LabelGroupActor) a).name()))
            .where(
                    "workload",
                    is(Actor.Kind.WORKLOAD),
                    named(Actor.WorkloadActor::new),
                    (a, out) -> out.writeString(((Actor.WorkloadActor) a).id()))
            .where(
                    "ipList",
                    is(Actor.Kind.IP_LIST),
                    named(Actor.IpListActor::new),
                    (a, out) -> out.writeString(((Actor.IpListActor) a).name()))
            .where(
                    "virtualService",
                    is(Actor.Kind.VIRTUAL_SERVICE),
                    named(Actor.VirtualServiceActor::new),
                    (a, out) -> out.writeString(((Actor.VirtualServiceActor) a).name()))
            .where(
                    "virtualServer",
                    is(Actor.Kind.VIRTUAL_SERVER),
                    named(Actor.VirtualServerActor::new),
                    (a, out) -> out.writeString(((Actor.VirtualServerActor) a).name()))
            .where(
                    "exclusion",
                    ActorForm::isExclusion,
                    (form, in) -> form.exclusion = in.flag(false),
                    (a, out) -> out.writeBoolean(true));

    private final List<Actor> given = new ArrayList<>();
    private boolean exclusion;
    private boolean damaged;
    private int selectingKeys;

    private ActorForm() {}

    static Actor read(JsonSource in) throws IOException {
        ActorForm form = new ActorForm();
        if (!SHAPE.read(in, form)) {
            return standIn(in);
        }
        if (form.selectingKeys != 1) {
            in.refuseAt(
                    in.pointer(),
                    form.selectingKeys + " selecting keys",
                    "an actor has exactly one of actors, label, labelGroup, workload, ipList, virtualService,"
                            + " virtualServer",
                    "make one list entry of each");
            return standIn(in);
        }
        if (form.damaged) {
            return standIn(in);
        }
        Actor actor = form.given.get(0);
        if (!form.exclusion) {
            return actor;
        }
        if (actor instanceof Actor.LabelActor label) {
            return new Actor.LabelActor(label.key(), label.value(), true);
        }
        if (actor instanceof Actor.LabelGroupActor group) {
            return new Actor.LabelGroupActor(group.name(), true);
        }
        in.refuseAt(
                in.pointer() + "/exclusion",
                "true",
                "only a label or a label group can be an exclusion",
                "take the exclusion out");
        return standIn(in);
    }

    /** An actor in the place of one that could not be read; it selects, so that nothing is said about its list. */
    static Actor standIn(JsonSource in) {
        return in.standIn(new Actor.AllWorkloads());
    }

    /** A list in the place of one that could not be read. */
    static List<Actor> standIns(JsonSource in) {
        return List.of(standIn(in));
    }

    private void readAll(JsonSource in) throws IOException {
        take(in.word(ALL, name -> name) == null ? null : new Actor.AllWorkloads());
    }

    private void readLabel(JsonSource in) throws IOException {
        List<Actor> labels = new ArrayList<>();
        int[] keys = {0};
        boolean object = in.members((key, value) -> {
            keys[0]++;
            String text = value.sharedText();
            if (text != null) {
                labels.add(new Actor.LabelActor(key, text, false));
            }
        });
        if (object && keys[0] != 1) {
            in.refuseAt(
                    in.pointer(),
                    keys[0] + " labels",
                    "a label actor has exactly one label",
                    "make one list entry of each: those of one key are alternatives, keys must hold together");
        }
        take(labels.size() == 1 && keys[0] == 1 ? labels.get(0) : null);
    }

    private static ObjectShape.FieldReader<ActorForm> named(Function<String, Actor> maker) {
        return (form, in) -> {
            String name = in.sharedText();
            form.take(name == null ? null : maker.apply(name));
        };
    }

    private void take(@Nullable Actor actor) {
        selectingKeys++;
        if (actor == null) {
            damaged = true;
        } else {
            given.add(actor);
        }
    }

    private static void writeLabel(Actor actor, JsonGenerator out) throws IOException {
        Actor.LabelActor label = (Actor.LabelActor) actor;
        out.writeStartObject();
        out.writeStringField(label.key(), label.value());
        out.writeEndObject();
    }

    private static Predicate<Actor> is(Actor.Kind kind) {
        return actor -> actor.kind() == kind;
    }

    private static boolean isExclusion(Actor actor) {
        return actor instanceof Actor.LabelActor label && label.exclusion()
                || actor instanceof Actor.LabelGroupActor group && group.exclusion();
    }
}
