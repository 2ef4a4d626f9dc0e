package io.secureconnect.core.json;

import com.fasterxml.jackson.core.JsonToken;
import io.secureconnect.api.policy.CryptoFloor;
import io.secureconnect.api.policy.IkeVersionPolicy;
import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.api.policy.UdpEncapsulation;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.IkeProposal;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How SAs are made. */
final class SaPolicyForm {
    static final ObjectShape<SaPolicyForm, SaPolicy> SHAPE = new ObjectShape<SaPolicyForm, SaPolicy>("an SA policy")
            .optional(
                    "espProposals",
                    (form, in) -> proposals(in, EspProposal::parse, form.builder::espProposals),
                    (p, out) -> JsonOut.texts(out, p.espProposals(), EspProposal::keyword))
            .optional(
                    "ikeProposals",
                    (form, in) -> proposals(in, IkeProposal::parse, form.builder::ikeProposals),
                    (p, out) -> JsonOut.texts(out, p.ikeProposals(), IkeProposal::keyword))
            .optional(
                    "cryptoFloor",
                    (form, in) ->
                            accept(in.word(CryptoFloor.values(), CryptoFloor::wireName), form.builder::cryptoFloor),
                    (p, out) -> out.writeString(p.cryptoFloor().wireName()))
            .optional(
                    "postquantum",
                    (form, in) -> form.builder.postquantum(in.flag(false)),
                    (p, out) -> out.writeBoolean(p.postquantum()))
            .optional(
                    "perfectForwardSecrecy",
                    (form, in) -> form.builder.perfectForwardSecrecy(in.flag(true)),
                    (p, out) -> out.writeBoolean(p.perfectForwardSecrecy()))
            .optional(
                    "extendedSequenceNumbers",
                    (form, in) -> form.builder.extendedSequenceNumbers(in.flag(true)),
                    (p, out) -> out.writeBoolean(p.extendedSequenceNumbers()))
            .optional(
                    "replayWindow",
                    (form, in) -> form.builder.replayWindow((int) in.number(0, 4096, 128)),
                    (p, out) -> out.writeNumber(p.replayWindow()))
            .optional(
                    "childLifetime",
                    (form, in) -> form.builder.childLifetime(LifetimeForm.read(in)),
                    (p, out) -> LifetimeForm.SHAPE.write(p.childLifetime(), out))
            .optional(
                    "ikeLifetime",
                    (form, in) -> accept(LifetimeForm.duration(in), form.builder::ikeLifetime),
                    (p, out) -> out.writeString(p.ikeLifetime().toString()))
            .optional(
                    "udpEncapsulation",
                    (form, in) -> accept(
                            in.word(UdpEncapsulation.values(), UdpEncapsulation::wireName),
                            form.builder::udpEncapsulation),
                    (p, out) -> out.writeString(p.udpEncapsulation().wireName()))
            .optional(
                    "ikePorts",
                    (form, in) -> accept(IkePortsForm.read(in), form.builder::ikePorts),
                    (p, out) -> IkePortsForm.SHAPE.write(p.ikePorts(), out))
            .optional(
                    "windowsIkePorts",
                    (form, in) -> accept(IkePortsForm.read(in), form.builder::windowsIkePorts),
                    (p, out) -> IkePortsForm.SHAPE.write(p.windowsIkePorts(), out))
            .optional(
                    "keying",
                    (form, in) -> accept(in.word(KeyingMode.values(), KeyingMode::wireName), form.builder::keying),
                    (p, out) -> out.writeString(p.keying().wireName()))
            .optional(
                    "ikeVersionPolicy",
                    (form, in) -> accept(
                            in.word(IkeVersionPolicy.values(), IkeVersionPolicy::wireName),
                            form.builder::ikeVersionPolicy),
                    (p, out) -> out.writeString(p.ikeVersionPolicy().wireName()));

    private final SaPolicy.Builder builder = SaPolicy.builder();

    private SaPolicyForm() {}

    static SaPolicy read(JsonSource in) throws IOException {
        SaPolicyForm form = new SaPolicyForm();
        SHAPE.read(in, form);
        return form.builder.build();
    }

    private static <P> void proposals(JsonSource in, Function<String, P> parse, Consumer<List<P>> taker)
            throws IOException {
        List<Optional<P>> entries = in.list(entry -> Optional.ofNullable(entry.parsed(parse)));
        List<P> proposals = entries.stream().flatMap(Optional::stream).toList();
        if (entries.isEmpty() && in.parser().currentToken() == JsonToken.END_ARRAY) {
            in.refuseAt(
                    in.pointer(), "[]", "a list of proposals has at least one", "leave the field out for the default");
        }
        if (!proposals.isEmpty()) {
            taker.accept(proposals);
        }
    }

    private static <V> void accept(@Nullable V value, Consumer<V> taker) {
        if (value != null) {
            taker.accept(value);
        }
    }
}
