package io.secureconnect.core.json;

import io.secureconnect.api.policy.LabelGroup;
import io.secureconnect.api.policy.Organization;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.policy.RuleSet;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.api.policy.Workload;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The root of a policy document. */
final class PolicyForm {
    static final ObjectShape<PolicyForm, PolicyDocument> SHAPE = new ObjectShape<PolicyForm, PolicyDocument>(
                    "a policy document")
            .required("format", (form, in) -> readFormat(in), (d, out) -> out.writeString(PolicyDocument.FORMAT))
            .required(
                    "version",
                    (form, in) -> form.version = in.number(0, Long.MAX_VALUE, 0),
                    (d, out) -> out.writeNumber(d.version()))
            .required(
                    "organization",
                    (form, in) -> form.organization = OrganizationForm.read(in),
                    (d, out) -> OrganizationForm.SHAPE.write(d.organization(), out))
            .optional(
                    "saPolicy",
                    (form, in) -> form.saPolicy = SaPolicyForm.read(in),
                    (d, out) -> SaPolicyForm.SHAPE.write(d.saPolicy(), out))
            .optional(
                    "labelGroups",
                    (form, in) -> form.labelGroups = in.list(LabelGroupForm::read),
                    (d, out) -> JsonOut.list(out, d.labelGroups(), LabelGroupForm.SHAPE::write))
            .optional(
                    "workloads",
                    (form, in) -> form.workloads = in.list(WorkloadForm::read),
                    (d, out) -> JsonOut.list(out, d.workloads(), WorkloadForm.SHAPE::write))
            .optional(
                    "ruleSets",
                    (form, in) -> form.ruleSets = in.list(RuleSetForm::read),
                    (d, out) -> JsonOut.list(out, d.ruleSets(), RuleSetForm.SHAPE::write));

    private long version;
    private @Nullable Organization organization;
    private SaPolicy saPolicy = SaPolicy.standard();
    private List<LabelGroup> labelGroups = List.of();
    private List<Workload> workloads = List.of();
    private List<RuleSet> ruleSets = List.of();

    private PolicyForm() {}

    /** The document at hand; where it has faults, stand-ins are in their place. */
    static PolicyDocument read(JsonSource in) throws IOException {
        PolicyForm form = new PolicyForm();
        SHAPE.read(in, form);
        Organization organization = form.organization;
        return PolicyDocument.builder()
                .version(form.version)
                .organization(organization == null ? OrganizationForm.standIn(in) : organization)
                .saPolicy(form.saPolicy)
                .labelGroups(form.labelGroups)
                .workloads(form.workloads)
                .ruleSets(form.ruleSets)
                .build();
    }

    private static void readFormat(JsonSource in) throws IOException {
        String format = in.text();
        if (format != null && !format.equals(PolicyDocument.FORMAT)) {
            in.refuse(
                    "this reader knows the format " + PolicyDocument.FORMAT + " only",
                    "write \"" + PolicyDocument.FORMAT + "\", or use a version of the SDK that knows the other");
        }
    }
}
