package io.secureconnect.core.ike.wire.v2;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.wire.DataAttribute;
import io.secureconnect.core.ike.wire.Fields;
import java.util.List;
import java.util.OptionalInt;

/** The descriptions of proposals and their transforms (RFC 7296 §3.3). */
final class ProposalFormat {
    private static final int KEY_LENGTH = 14;
    private static final int PROPOSAL_FOLLOWS = 2;
    private static final int TRANSFORM_FOLLOWS = 3;
    private static final int MOST_PROPOSALS = 64;
    private static final int MOST_TRANSFORMS = 255;
    private static final int MOST_ATTRIBUTES = 16;
    private static final Payload.Proposal NO_PROPOSAL = new Payload.Proposal(0, 0, Bytes.empty(), List.of());
    private static final Payload.Transform NO_TRANSFORM = new Payload.Transform(0, 0, OptionalInt.empty(), false);

    private ProposalFormat() {}

    static <E extends Exception> Payload.SecurityAssociation association(Fields<E> f, Payload.SecurityAssociation it)
            throws E {
        return new Payload.SecurityAssociation(f.substructures(
                "Proposals",
                "RFC 7296 §3.3.1",
                PROPOSAL_FOLLOWS,
                MOST_PROPOSALS,
                it.proposals(),
                NO_PROPOSAL,
                ProposalFormat::proposal));
    }

    private static <E extends Exception> Payload.Proposal proposal(Fields<E> f, Payload.Proposal it) throws E {
        f.reserved(1);
        f.length16("Proposal Length");
        int number = f.u8("Proposal Num", it.number());
        int protocol = f.u8("Protocol ID", it.protocol());
        int spiSize = f.u8("SPI Size", it.spi().length());
        int count = f.u8("Num Transforms", it.transforms().size());
        Bytes spi = f.octets("SPI", spiSize, it.spi());
        List<Payload.Transform> transforms = f.substructures(
                "Transforms",
                "RFC 7296 §3.3.2",
                TRANSFORM_FOLLOWS,
                MOST_TRANSFORMS,
                it.transforms(),
                NO_TRANSFORM,
                ProposalFormat::transform);
        f.require(transforms.size() == count, "Num Transforms", count + ", but there are " + transforms.size());
        return new Payload.Proposal(number, protocol, spi, transforms);
    }

    private static <E extends Exception> Payload.Transform transform(Fields<E> f, Payload.Transform it) throws E {
        f.require(!it.unknownAttributes(), "Transform Attributes", "unknown ones were not kept and cannot be sent");
        f.reserved(1);
        f.length16("Transform Length");
        int type = f.u8("Transform Type", it.type());
        f.reserved(1);
        int id = f.u16("Transform ID", it.id());
        List<DataAttribute> attributes = f.items(
                "Transform Attributes", MOST_ATTRIBUTES, attributesOf(it), DataAttribute.BLANK, DataAttribute::walk);
        return new Payload.Transform(type, id, keyBits(attributes), hasUnknown(attributes));
    }

    private static List<DataAttribute> attributesOf(Payload.Transform it) {
        return it.keyBits().isPresent()
                ? List.of(DataAttribute.ofShort(KEY_LENGTH, it.keyBits().getAsInt()))
                : List.of();
    }

    private static OptionalInt keyBits(List<DataAttribute> attributes) {
        for (DataAttribute attribute : attributes) {
            if (isKeyLength(attribute)) {
                return OptionalInt.of(attribute.value());
            }
        }
        return OptionalInt.empty();
    }

    /** A second key length is as little understood as an attribute without a name. */
    private static boolean hasUnknown(List<DataAttribute> attributes) {
        long lengths = attributes.stream().filter(ProposalFormat::isKeyLength).count();
        return attributes.size() > Math.min(1, lengths);
    }

    private static boolean isKeyLength(DataAttribute attribute) {
        return attribute.type() == KEY_LENGTH && attribute.isShort();
    }
}
