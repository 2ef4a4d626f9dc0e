package io.secureconnect.core.json;

import com.fasterxml.jackson.core.JsonToken;
import io.secureconnect.api.policy.Actor;
import io.secureconnect.api.policy.Rule;
import io.secureconnect.api.policy.Service;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rule and its services. */
final class RuleForm {
    static final ObjectShape<RuleForm, Rule> SHAPE = new ObjectShape<RuleForm, Rule>("a rule")
            .required("name", (form, in) -> form.name = in.text(), (r, out) -> out.writeString(r.name()))
            .optional(
                    "enabled",
                    (form, in) -> form.builder.enabled(in.flag(true)),
                    (r, out) -> out.writeBoolean(r.enabled()))
            .optional(
                    "secConnect",
                    (form, in) -> form.builder.secConnect(in.flag(false)),
                    (r, out) -> out.writeBoolean(r.secConnect()))
            .optional(
                    "machineAuth",
                    (form, in) -> form.builder.machineAuth(in.flag(false)),
                    (r, out) -> out.writeBoolean(r.machineAuth()))
            .optional(
                    "stateless",
                    (form, in) -> form.builder.stateless(in.flag(false)),
                    (r, out) -> out.writeBoolean(r.stateless()))
            .required(
                    "providers",
                    (form, in) -> form.providers = actors(in),
                    (r, out) -> JsonOut.list(out, r.providers(), ActorForm.SHAPE::write))
            .required(
                    "consumers",
                    (form, in) -> form.consumers = actors(in),
                    (r, out) -> JsonOut.list(out, r.consumers(), ActorForm.SHAPE::write))
            .optional(
                    "services",
                    (form, in) -> form.builder.services(in.list(ServiceForm::read)),
                    (r, out) -> JsonOut.list(out, r.services(), ServiceForm.SHAPE::write))
            .optional(
                    "unscopedConsumers",
                    (form, in) -> form.builder.unscopedConsumers(in.flag(false)),
                    (r, out) -> out.writeBoolean(r.unscopedConsumers()));

    private final Rule.Builder builder = Rule.builder();
    private @Nullable String name;
    private @Nullable List<Actor> providers;
    private @Nullable List<Actor> consumers;

    private RuleForm() {}

    static Rule read(JsonSource in) throws IOException {
        RuleForm form = new RuleForm();
        SHAPE.read(in, form);
        String name = form.name;
        List<Actor> providers = form.providers;
        List<Actor> consumers = form.consumers;
        Rule rule = form.builder
                .name(name == null ? "?" : name)
                .providers(providers == null ? ActorForm.standIns(in) : providers)
                .consumers(consumers == null ? ActorForm.standIns(in) : consumers)
                .build();
        return name == null ? in.standIn(rule) : rule;
    }

    private static @Nullable List<Actor> actors(JsonSource in) throws IOException {
        List<Actor> actors = in.list(ActorForm::read);
        return in.parser().currentToken() == JsonToken.END_ARRAY || !actors.isEmpty() ? actors : null;
    }

    /** A rule's service. */
    static final class ServiceForm {
        static final ObjectShape<ServiceForm, Service> SHAPE = new ObjectShape<ServiceForm, Service>("a service")
                .required(
                        "protocol",
                        (form, in) -> form.protocol = protocol(in),
                        (s, out) -> out.writeString(s.protocol()))
                .nullable(
                        "port",
                        (form, in) -> form.builder.port((int) in.number(1, 65_535, 1)),
                        (s, out) -> JsonOut.number(out, s.port()))
                .nullable(
                        "toPort",
                        (form, in) -> form.builder.toPort((int) in.number(1, 65_535, 65_535)),
                        (s, out) -> JsonOut.number(out, s.toPort()));

        private final Service.Builder builder = Service.builder();
        private @Nullable String protocol;

        private ServiceForm() {}

        static Service read(JsonSource in) throws IOException {
            ServiceForm form = new ServiceForm();
            SHAPE.read(in, form);
            String protocol = form.protocol;
            Service service =
                    form.builder.protocol(protocol == null ? "?" : protocol).build();
            return protocol == null ? in.standIn(service) : service;
        }

        /** A name, or a number with or without quotation marks. */
        private static @Nullable String protocol(JsonSource in) throws IOException {
            return in.parser().currentToken() == JsonToken.VALUE_NUMBER_INT
                    ? Long.toString(in.number(0, 255, 0))
                    : in.sharedText();
        }
    }
}
