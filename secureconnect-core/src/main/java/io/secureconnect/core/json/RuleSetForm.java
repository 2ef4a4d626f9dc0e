package io.secureconnect.core.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import io.secureconnect.api.policy.CodePointOrder;
import io.secureconnect.api.policy.RuleSet;
import io.secureconnect.api.policy.Scope;
import io.secureconnect.api.policy.ScopeMember;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A rule set and its scopes. */
final class RuleSetForm {
    static final ObjectShape<RuleSetForm, RuleSet> SHAPE = new ObjectShape<RuleSetForm, RuleSet>("a rule set")
            .required("name", (form, in) -> form.name = in.text(), (s, out) -> out.writeString(s.name()))
            .optional(
                    "enabled",
                    (form, in) -> form.builder.enabled(in.flag(true)),
                    (s, out) -> out.writeBoolean(s.enabled()))
            .optional(
                    "scopes",
                    (form, in) -> form.builder.scopes(in.list(RuleSetForm::readScope)),
                    (s, out) -> JsonOut.list(out, s.scopes(), RuleSetForm::writeScope))
            .optional(
                    "rules",
                    (form, in) -> form.builder.rules(in.list(RuleForm::read)),
                    (s, out) -> JsonOut.list(out, s.rules(), RuleForm.SHAPE::write));

    private final RuleSet.Builder builder = RuleSet.builder();
    private @Nullable String name;

    private RuleSetForm() {}

    static RuleSet read(JsonSource in) throws IOException {
        RuleSetForm form = new RuleSetForm();
        SHAPE.read(in, form);
        String name = form.name;
        RuleSet set = form.builder.name(name == null ? "?" : name).build();
        return name == null ? in.standIn(set) : set;
    }

    private static Scope readScope(JsonSource in) throws IOException {
        Scope.Builder scope = Scope.builder();
        in.members((key, value) -> {
            ScopeMember member = GroupReference.readMember(value);
            if (member != null) {
                scope.putMembers(key, member);
            }
        });
        return scope.build();
    }

    private static void writeScope(Scope scope, JsonGenerator out) throws IOException {
        Map<String, ScopeMember> sorted = new TreeMap<>(CodePointOrder::compare);
        sorted.putAll(scope.members());
        out.writeStartObject();
        for (Map.Entry<String, ScopeMember> entry : sorted.entrySet()) {
            out.writeFieldName(entry.getKey());
            if (entry.getValue().group()) {
                GroupReference.SHAPE.write(entry.getValue(), out);
            } else {
                out.writeString(entry.getValue().name());
            }
        }
        out.writeEndObject();
    }

    /** {@code {"group":NAME}} in the place of a label's value. */
    static final class GroupReference {
        static final ObjectShape<GroupReference, ScopeMember> SHAPE = new ObjectShape<GroupReference, ScopeMember>(
                        "a group in a scope")
                .required("group", (form, in) -> form.group = in.text(), (m, out) -> out.writeString(m.name()));

        private @Nullable String group;

        private GroupReference() {}

        static @Nullable ScopeMember readMember(JsonSource in) throws IOException {
            if (in.parser().currentToken() == JsonToken.START_OBJECT) {
                GroupReference reference = new GroupReference();
                SHAPE.read(in, reference);
                String group = reference.group;
                return group == null ? null : ScopeMember.group(group);
            }
            String value = in.sharedText();
            return value == null ? null : ScopeMember.label(value);
        }
    }
}
