package io.secureconnect.core.json;

import io.secureconnect.api.plan.AddressPath;
import io.secureconnect.api.plan.Diagnostic;
import io.secureconnect.api.plan.HostAssociation;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.plan.PeerAssociation;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.HostPair;

/** The objects of a plan document, fields in the order in which they are written. Plans are written, not read. */
final class PlanForms {
    static final WrittenShape<PeerAssociation> PEER_ASSOCIATION = new WrittenShape<PeerAssociation>()
            .field("a", (p, out) -> out.writeString(p.a()))
            .field("b", (p, out) -> out.writeString(p.b()))
            .field("verdict", (p, out) -> out.writeString(p.verdict().name()))
            .field("reason", (p, out) -> JsonOut.text(out, p.reason().map(Enum::name)))
            .field("keying", (p, out) -> out.writeString(p.keying().wireName()))
            .field("ikeVersion", (p, out) -> JsonOut.text(out, p.ikeVersion().map(IkeVersion::wireName)))
            .field("authentication", (p, out) -> JsonOut.text(out, p.authentication()))
            .field("espProposals", (p, out) -> JsonOut.texts(out, p.espProposals(), EspProposal::keyword))
            .field("ikePorts", (p, out) -> IkePortsForm.SHAPE.write(p.ikePorts(), out))
            .field("paths", (p, out) -> JsonOut.list(out, p.paths(), PlanForms.PATH::write))
            .field("rules", (p, out) -> JsonOut.texts(out, p.rules(), rule -> rule));

    static final WrittenShape<HostAssociation> HOST_ASSOCIATION = new WrittenShape<HostAssociation>()
            .field("local", (h, out) -> out.writeString(h.local()))
            .field("remote", (h, out) -> out.writeString(h.remote()))
            .field("verdict", (h, out) -> out.writeString(h.verdict().name()))
            .field("reason", (h, out) -> JsonOut.text(out, h.reason().map(Enum::name)))
            .field("keying", (h, out) -> out.writeString(h.keying().wireName()))
            .field("ikeVersion", (h, out) -> JsonOut.text(out, h.ikeVersion().map(IkeVersion::wireName)))
            .field("authentication", (h, out) -> JsonOut.text(out, h.authentication()))
            .field("espProposals", (h, out) -> JsonOut.texts(out, h.espProposals(), EspProposal::keyword))
            .field("ikePorts", (h, out) -> IkePortsForm.SHAPE.write(h.ikePorts(), out))
            .field("paths", (h, out) -> JsonOut.list(out, h.paths(), PlanForms.HOST_PATH::write))
            .field("rules", (h, out) -> JsonOut.texts(out, h.rules(), rule -> rule));

    static final WrittenShape<Diagnostic> DIAGNOSTIC = new WrittenShape<Diagnostic>()
            .field("code", (d, out) -> out.writeString(d.code().name()))
            .field("severity", (d, out) -> out.writeString(d.severity().name()))
            .field("subject", (d, out) -> out.writeString(d.subject()))
            .field("message", (d, out) -> out.writeString(d.message()));

    private static final WrittenShape<AddressPath> PATH = new WrittenShape<AddressPath>()
            .field("a", (p, out) -> out.writeString(p.a().toString()))
            .field("b", (p, out) -> out.writeString(p.b().toString()));

    private static final WrittenShape<HostPair> HOST_PATH = new WrittenShape<HostPair>()
            .field("local", (p, out) -> out.writeString(p.local().toString()))
            .field("remote", (p, out) -> out.writeString(p.remote().toString()));

    private PlanForms() {}
}
