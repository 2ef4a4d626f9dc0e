package io.secureconnect.core.json;

import io.secureconnect.api.policy.LabelGroup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A label group. */
final class LabelGroupForm {
    static final ObjectShape<LabelGroupForm, LabelGroup> SHAPE = new ObjectShape<LabelGroupForm, LabelGroup>(
                    "a label group")
            .required("name", (form, in) -> form.name = in.text(), (g, out) -> out.writeString(g.name()))
            .required("key", (form, in) -> form.key = in.sharedText(), (g, out) -> out.writeString(g.key()))
            .optional(
                    "labels",
                    (form, in) -> form.builder.labels(texts(in)),
                    (g, out) -> JsonOut.texts(out, new TreeSet<>(g.labels()), label -> label))
            .optional(
                    "groups",
                    (form, in) -> form.builder.groups(texts(in)),
                    (g, out) -> JsonOut.texts(out, new TreeSet<>(g.groups()), group -> group));

    private final LabelGroup.Builder builder = LabelGroup.builder();
    private @Nullable String name;
    private @Nullable String key;

    private LabelGroupForm() {}

    static LabelGroup read(JsonSource in) throws IOException {
        LabelGroupForm form = new LabelGroupForm();
        SHAPE.read(in, form);
        String name = form.name;
        String key = form.key;
        LabelGroup group = form.builder
                .name(name == null ? "?" : name)
                .key(key == null ? "?" : key)
                .build();
        return name == null || key == null ? in.standIn(group) : group;
    }

    /** Strings; those that are none are left out. */
    static List<String> texts(JsonSource in) throws IOException {
        List<String> texts = new ArrayList<>();
        in.list(entry -> {
            String text = entry.sharedText();
            return text != null && texts.add(text);
        });
        return List.copyOf(texts);
    }
}
