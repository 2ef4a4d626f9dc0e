package io.secureconnect.core.json;

import io.secureconnect.api.policy.LinkState;
import io.secureconnect.api.policy.NetworkInterface;
import io.secureconnect.api.sa.IpAddress;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One address of a workload. */
final class InterfaceForm {
    static final ObjectShape<InterfaceForm, NetworkInterface> SHAPE = new ObjectShape<InterfaceForm, NetworkInterface>(
                    "an interface")
            .required("name", (form, in) -> form.name = in.sharedText(), (i, out) -> out.writeString(i.name()))
            .required(
                    "address",
                    (form, in) -> form.address = in.parsed(IpAddress::parse),
                    (i, out) -> out.writeString(i.address().toString()))
            .optional(
                    "state",
                    (form, in) -> form.state = in.word(LinkState.values(), LinkState::wireName),
                    (i, out) -> out.writeString(i.state().wireName()))
            .optional(
                    "loopback",
                    (form, in) -> form.builder.loopback(in.flag(false)),
                    (i, out) -> out.writeBoolean(i.loopback()))
            .nullable(
                    "mtu",
                    (form, in) -> form.builder.mtu((int) in.number(68, 65_536, 1500)),
                    (i, out) -> JsonOut.number(out, i.mtu()));

    private static final IpAddress NO_ADDRESS = IpAddress.parse("0.0.0.0");

    private final NetworkInterface.Builder builder = NetworkInterface.builder();
    private @Nullable String name;
    private @Nullable IpAddress address;
    private @Nullable LinkState state = LinkState.UP;

    private InterfaceForm() {}

    static NetworkInterface read(JsonSource in) throws IOException {
        InterfaceForm form = new InterfaceForm();
        SHAPE.read(in, form);
        String name = form.name;
        IpAddress address = form.address;
        NetworkInterface read = form.builder
                .name(name == null ? "?" : name)
                .address(address == null ? NO_ADDRESS : address)
                .state(Optional.ofNullable(form.state).orElse(LinkState.UP))
                .build();
        return name == null || address == null ? in.standIn(read) : read;
    }
}
