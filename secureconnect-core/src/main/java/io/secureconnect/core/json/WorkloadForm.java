package io.secureconnect.core.json;

import io.secureconnect.api.policy.AgentVersion;
import io.secureconnect.api.policy.CodePointOrder;
import io.secureconnect.api.policy.EnforcementMode;
import io.secureconnect.api.policy.OperatingSystem;
import io.secureconnect.api.policy.Workload;
import io.secureconnect.api.sa.IpAddress;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A workload. */
final class WorkloadForm {
    static final ObjectShape<WorkloadForm, Workload> SHAPE = new ObjectShape<WorkloadForm, Workload>("a workload")
            .required("id", (form, in) -> form.id = in.text(), (w, out) -> out.writeString(w.id()))
            .nullable(
                    "hostname",
                    (form, in) -> form.builder.hostname(Optional.ofNullable(in.text())),
                    (w, out) -> JsonOut.text(out, w.hostname()))
            .required(
                    "os",
                    (form, in) -> form.os = in.word(OperatingSystem.values(), OperatingSystem::wireName),
                    (w, out) -> out.writeString(w.os().wireName()))
            .nullable(
                    "agentVersion",
                    (form, in) -> form.builder.agentVersion(Optional.ofNullable(in.parsed(AgentVersion::new))),
                    (w, out) -> JsonOut.text(out, w.agentVersion()))
            .optional(
                    "managed",
                    (form, in) -> form.builder.managed(in.flag(true)),
                    (w, out) -> out.writeBoolean(w.managed()))
            .required(
                    "enforcementMode",
                    (form, in) -> form.mode = in.word(EnforcementMode.values(), EnforcementMode::wireName),
                    (w, out) -> out.writeString(w.enforcementMode().wireName()))
            .optional("labels", (form, in) -> in.members(form::readLabel), (w, out) -> {
                out.writeStartObject();
                Map<String, String> sorted = new TreeMap<>(CodePointOrder::compare);
                sorted.putAll(w.labels());
                for (Map.Entry<String, String> label : sorted.entrySet()) {
                    out.writeStringField(label.getKey(), label.getValue());
                }
                out.writeEndObject();
            })
            .optional(
                    "interfaces",
                    (form, in) -> form.builder.interfaces(in.list(InterfaceForm::read)),
                    (w, out) -> JsonOut.list(out, w.interfaces(), InterfaceForm.SHAPE::write))
            .optional(
                    "ignoredInterfaces",
                    (form, in) -> form.builder.ignoredInterfaces(LabelGroupForm.texts(in)),
                    (w, out) -> JsonOut.texts(out, new TreeSet<>(w.ignoredInterfaces()), name -> name))
            .nullable(
                    "publicAddress",
                    (form, in) -> form.builder.publicAddress(Optional.ofNullable(in.parsed(IpAddress::parse))),
                    (w, out) -> JsonOut.text(out, w.publicAddress()))
            .nullable(
                    "certificateIssuer",
                    (form, in) -> form.builder.certificateIssuer(Optional.ofNullable(in.sharedText())),
                    (w, out) -> JsonOut.text(out, w.certificateIssuer()));

    private final Workload.Builder builder = Workload.builder();
    private @Nullable String id;
    private @Nullable OperatingSystem os;
    private @Nullable EnforcementMode mode;

    private WorkloadForm() {}

    static Workload read(JsonSource in) throws IOException {
        WorkloadForm form = new WorkloadForm();
        SHAPE.read(in, form);
        String id = form.id;
        OperatingSystem os = form.os;
        EnforcementMode mode = form.mode;
        Workload workload = form.builder
                .id(id == null ? "?" : id)
                .os(os == null ? OperatingSystem.LINUX : os)
                .enforcementMode(mode == null ? EnforcementMode.FULL : mode)
                .build();
        return id == null ? in.standIn(workload) : workload;
    }

    private void readLabel(String key, JsonSource in) throws IOException {
        String value = in.sharedText();
        if (value != null) {
            builder.putLabels(key, value);
        }
    }
}
