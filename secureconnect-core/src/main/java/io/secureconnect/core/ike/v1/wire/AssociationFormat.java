package io.secureconnect.core.ike.v1.wire;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Proposal;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.SecurityAssociation;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Transform;
import io.secureconnect.core.ike.wire.DataAttribute;
import io.secureconnect.core.ike.wire.Fields;
import java.util.List;

/** The descriptions of an SA payload, its proposals and their transforms (RFC 2408 §3.4, §3.5, §3.6). */
final class AssociationFormat {
    static final SecurityAssociation BLANK = new SecurityAssociation(0, 0, List.of());

    private static final int LABELS = 0x06;
    private static final int PROPOSAL_FOLLOWS = 2;
    private static final int TRANSFORM_FOLLOWS = 3;
    private static final int MOST_PROPOSALS = 255;
    private static final int MOST_TRANSFORMS = 255;
    private static final int MOST_ATTRIBUTES = 32;
    private static final Proposal NO_PROPOSAL = new Proposal(0, 0, Bytes.empty(), List.of());
    private static final Transform NO_TRANSFORM = new Transform(0, 0, List.of());

    private AssociationFormat() {}

    static <E extends Exception> SecurityAssociation walk(Fields<E> f, SecurityAssociation it) throws E {
        int doi = f.u32("Domain of Interpretation", it.doi());
        int situation = f.u32("Situation", it.situation());
        f.require((situation & LABELS) == 0, "Situation", "secrecy and integrity labels are not supported");
        List<Proposal> proposals = f.substructures(
                "Proposals",
                "RFC 2408 §3.5",
                PROPOSAL_FOLLOWS,
                MOST_PROPOSALS,
                it.proposals(),
                NO_PROPOSAL,
                AssociationFormat::proposal);
        return new SecurityAssociation(doi, situation, proposals);
    }

    private static <E extends Exception> Proposal proposal(Fields<E> f, Proposal it) throws E {
        f.reserved(1);
        f.length16("Payload Length");
        int number = f.u8("Proposal #", it.number());
        int protocol = f.u8("Protocol-Id", it.protocol());
        int spiSize = f.u8("SPI Size", it.spi().length());
        int count = f.u8("# of Transforms", it.transforms().size());
        Bytes spi = f.octets("SPI", spiSize, it.spi());
        List<Transform> transforms = f.substructures(
                "Transforms",
                "RFC 2408 §3.6",
                TRANSFORM_FOLLOWS,
                MOST_TRANSFORMS,
                it.transforms(),
                NO_TRANSFORM,
                AssociationFormat::transform);
        f.require(transforms.size() == count, "# of Transforms", count + ", but there are " + transforms.size());
        return new Proposal(number, protocol, spi, transforms);
    }

    private static <E extends Exception> Transform transform(Fields<E> f, Transform it) throws E {
        f.reserved(1);
        f.length16("Payload Length");
        int number = f.u8("Transform #", it.number());
        int id = f.u8("Transform-Id", it.id());
        f.reserved(2);
        List<DataAttribute> attributes =
                f.items("SA Attributes", MOST_ATTRIBUTES, it.attributes(), DataAttribute.BLANK, DataAttribute::walk);
        return new Transform(number, id, attributes);
    }
}
