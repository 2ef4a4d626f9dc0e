package io.secureconnect.core.json;

import io.secureconnect.api.policy.Authentication;
import io.secureconnect.api.policy.Organization;
import io.secureconnect.core.resolve.JsonText;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An organization and how its hosts authenticate. */
final class OrganizationForm {
    static final ObjectShape<OrganizationForm, Organization> SHAPE = new ObjectShape<OrganizationForm, Organization>(
                    "an organization")
            .required("id", (form, in) -> form.id = in.text(), (o, out) -> out.writeString(o.id()))
            .optional(
                    "authentication",
                    (form, in) -> form.authentication = AuthenticationForm.read(in),
                    (o, out) -> AuthenticationForm.SHAPE.write(o.authentication(), out));

    private @Nullable String id;
    private Authentication authentication = new Authentication.PreSharedKey();

    private OrganizationForm() {}

    static Organization read(JsonSource in) throws IOException {
        OrganizationForm form = new OrganizationForm();
        SHAPE.read(in, form);
        String id = form.id;
        Organization organization = Organization.builder()
                .id(id == null ? "?" : id)
                .authentication(form.authentication)
                .build();
        return id == null ? in.standIn(organization) : organization;
    }

    static Organization standIn(JsonSource in) {
        return in.standIn(Organization.builder().id("?").build());
    }

    /** {@code {"type":"psk"}} or {@code {"type":"certificate","issuer":DN}}. */
    static final class AuthenticationForm {
        static final String PSK = "psk";
        static final String CERTIFICATE = "certificate";

        static final ObjectShape<AuthenticationForm, Authentication> SHAPE = new ObjectShape<
                        AuthenticationForm, Authentication>("an authentication")
                .required(
                        "type",
                        (form, in) -> form.type = in.word(new String[] {PSK, CERTIFICATE}, name -> name),
                        (a, out) -> out.writeString(a.wireName()))
                .where(
                        "issuer",
                        a -> a instanceof Authentication.Certificate,
                        (form, in) -> {
                            form.hasIssuer = true;
                            form.issuer = in.text();
                        },
                        (a, out) -> out.writeString(((Authentication.Certificate) a).issuer()));

        private @Nullable String type;
        private boolean hasIssuer;
        private @Nullable String issuer;

        private AuthenticationForm() {}

        static Authentication read(JsonSource in) throws IOException {
            AuthenticationForm form = new AuthenticationForm();
            SHAPE.read(in, form);
            if (CERTIFICATE.equals(form.type)) {
                String issuer = form.issuer;
                if (!form.hasIssuer) {
                    in.refuseAt(
                            in.pointer() + "/issuer",
                            "absent",
                            "authentication by certificate names the issuer that all certificates have",
                            "add the issuer's distinguished name");
                }
                return issuer == null ? new Authentication.PreSharedKey() : new Authentication.Certificate(issuer);
            }
            if (PSK.equals(form.type) && form.hasIssuer) {
                in.refuseAt(
                        in.pointer() + "/issuer",
                        form.issuer == null ? "unreadable" : JsonText.quote(form.issuer),
                        "a pre-shared key has no issuer",
                        "take it out, or write \"type\": \"certificate\"");
            }
            return new Authentication.PreSharedKey();
        }
    }
}
