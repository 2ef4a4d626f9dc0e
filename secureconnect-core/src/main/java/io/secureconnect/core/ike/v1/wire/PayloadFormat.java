package io.secureconnect.core.ike.v1.wire;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IkeIdentity;
import io.secureconnect.core.ike.v1.registry.PayloadType;
import io.secureconnect.core.ike.wire.Fields;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The description of one payload's body, behind the generic header (RFC 2408 §3.2): its fields in their order.
 *
 * @param blank handed to a reader
 */
record PayloadFormat<P extends IsakmpPayload>(Class<P> form, P blank, Body<P> body) {
    private static final int LAST_FRAGMENT = 0x01;
    private static final Bytes NONE = Bytes.empty();
    private static final IkeIdentity NOBODY = new IkeIdentity(0, NONE);
    private static final Map<PayloadType, PayloadFormat<?>> FORMATS = new EnumMap<>(PayloadType.class);

    static {
        add(PayloadType.SECURITY_ASSOCIATION, AssociationFormat.BLANK, AssociationFormat::walk);
        add(PayloadType.KEY_EXCHANGE, new IsakmpPayload.KeyExchange(NONE), PayloadFormat::keyExchange);
        add(PayloadType.IDENTIFICATION, new IsakmpPayload.Identification(NOBODY, 0, 0), PayloadFormat::identification);
        add(PayloadType.CERTIFICATE, new IsakmpPayload.Certificate(0, NONE), PayloadFormat::certificate);
        add(
                PayloadType.CERTIFICATE_REQUEST,
                new IsakmpPayload.CertificateRequest(0, NONE),
                PayloadFormat::certificateRequest);
        add(PayloadType.HASH, new IsakmpPayload.Hash(NONE), PayloadFormat::hash);
        add(PayloadType.SIGNATURE, new IsakmpPayload.Signature(NONE), PayloadFormat::signature);
        add(PayloadType.NONCE, new IsakmpPayload.Nonce(NONE), PayloadFormat::nonce);
        add(PayloadType.NOTIFICATION, new IsakmpPayload.Notification(0, 0, NONE, 0, NONE), PayloadFormat::notification);
        add(PayloadType.DELETE, new IsakmpPayload.Delete(0, 0, 0, List.of()), PayloadFormat::delete);
        add(PayloadType.VENDOR_ID, new IsakmpPayload.VendorId(NONE), PayloadFormat::vendorId);
        for (PayloadType type : List.of(PayloadType.NAT_DISCOVERY, PayloadType.NAT_DISCOVERY_DRAFT)) {
            add(type, new IsakmpPayload.NatDiscovery(type.number(), NONE), PayloadFormat::natDiscovery);
        }
        for (PayloadType type : List.of(PayloadType.NAT_ORIGINAL_ADDRESS, PayloadType.NAT_ORIGINAL_ADDRESS_DRAFT)) {
            add(type, new IsakmpPayload.NatOriginalAddress(type.number(), NOBODY), PayloadFormat::natOriginalAddress);
        }
        add(PayloadType.FRAGMENT, new IsakmpPayload.Fragment(0, 1, false, NONE), PayloadFormat::fragment);
    }

    /** Walks the fields of a body. */
    interface Body<P extends IsakmpPayload> {
        <E extends Exception> P walk(Fields<E> f, P it) throws E;
    }

    @SuppressWarnings("unchecked") // the class of a P is a Class<P>
    private static <P extends IsakmpPayload> void add(PayloadType type, P blank, Body<P> body) {
        FORMATS.put(type, new PayloadFormat<>((Class<P>) blank.getClass(), blank, body));
    }

    /** The format of a payload type; empty if this build keeps it as it is. */
    static Optional<PayloadFormat<?>> of(int type) {
        return PayloadType.of(type).map(FORMATS::get);
    }

    <E extends Exception> P read(Fields<E> f) throws E {
        return body.walk(f, blank);
    }

    <E extends Exception> void write(Fields<E> f, IsakmpPayload payload) throws E {
        body.walk(f, form.cast(payload));
    }

    private static <E extends Exception> IsakmpPayload.KeyExchange keyExchange(
            Fields<E> f, IsakmpPayload.KeyExchange it) throws E {
        return new IsakmpPayload.KeyExchange(f.rest("Key Exchange Data", it.data()));
    }

    private static <E extends Exception> IsakmpPayload.Identification identification(
            Fields<E> f, IsakmpPayload.Identification it) throws E {
        int type = f.u8("ID Type", it.identity().type());
        int protocol = f.u8("Protocol ID", it.protocol());
        int port = f.u16("Port", it.port());
        Bytes data = f.rest("Identification Data", it.identity().data());
        return new IsakmpPayload.Identification(new IkeIdentity(type, data), protocol, port);
    }

    private static <E extends Exception> IsakmpPayload.Certificate certificate(
            Fields<E> f, IsakmpPayload.Certificate it) throws E {
        int encoding = f.u8("Cert Encoding", it.encoding());
        return new IsakmpPayload.Certificate(encoding, f.rest("Certificate Data", it.data()));
    }

    private static <E extends Exception> IsakmpPayload.CertificateRequest certificateRequest(
            Fields<E> f, IsakmpPayload.CertificateRequest it) throws E {
        int encoding = f.u8("Cert. Type", it.encoding());
        return new IsakmpPayload.CertificateRequest(encoding, f.rest("Certificate Authority", it.authority()));
    }

    private static <E extends Exception> IsakmpPayload.Hash hash(Fields<E> f, IsakmpPayload.Hash it) throws E {
        return new IsakmpPayload.Hash(f.rest("Hash Data", it.data()));
    }

    private static <E extends Exception> IsakmpPayload.Signature signature(Fields<E> f, IsakmpPayload.Signature it)
            throws E {
        return new IsakmpPayload.Signature(f.rest("Signature Data", it.data()));
    }

    private static <E extends Exception> IsakmpPayload.Nonce nonce(Fields<E> f, IsakmpPayload.Nonce it) throws E {
        return new IsakmpPayload.Nonce(f.rest("Nonce Data", it.data()));
    }

    private static <E extends Exception> IsakmpPayload.Notification notification(
            Fields<E> f, IsakmpPayload.Notification it) throws E {
        int doi = f.u32("Domain of Interpretation", it.doi());
        int protocol = f.u8("Protocol-Id", it.protocol());
        int spiSize = f.u8("SPI Size", it.spi().length());
        int type = f.u16("Notify Message Type", it.type());
        Bytes spi = f.octets("SPI", spiSize, it.spi());
        return new IsakmpPayload.Notification(doi, protocol, spi, type, f.rest("Notification Data", it.data()));
    }

    private static <E extends Exception> IsakmpPayload.Delete delete(Fields<E> f, IsakmpPayload.Delete it) throws E {
        int doi = f.u32("Domain of Interpretation", it.doi());
        int protocol = f.u8("Protocol-Id", it.protocol());
        int spiSize = f.u8("SPI Size", it.spiSize());
        int count = f.u16("# of SPIs", it.spis().size());
        List<Bytes> spis = f.items("SPIs", count, it.spis(), NONE, (walk, spi) -> walk.octets("SPI", spiSize, spi));
        f.require(spis.size() == count, "# of SPIs", count + ", but there are " + spis.size());
        return new IsakmpPayload.Delete(doi, protocol, spiSize, spis);
    }

    private static <E extends Exception> IsakmpPayload.VendorId vendorId(Fields<E> f, IsakmpPayload.VendorId it)
            throws E {
        return new IsakmpPayload.VendorId(f.rest("Vendor ID", it.data()));
    }

    private static <E extends Exception> IsakmpPayload.NatDiscovery natDiscovery(
            Fields<E> f, IsakmpPayload.NatDiscovery it) throws E {
        return new IsakmpPayload.NatDiscovery(it.type(), f.rest("HASH of address and port", it.hash()));
    }

    private static <E extends Exception> IsakmpPayload.NatOriginalAddress natOriginalAddress(
            Fields<E> f, IsakmpPayload.NatOriginalAddress it) throws E {
        int idType = f.u8("ID Type", it.address().type());
        f.reserved(3);
        Bytes address = f.rest("Original Address", it.address().data());
        return new IsakmpPayload.NatOriginalAddress(it.type(), new IkeIdentity(idType, address));
    }

    private static <E extends Exception> IsakmpPayload.Fragment fragment(Fields<E> f, IsakmpPayload.Fragment it)
            throws E {
        int id = f.u16("Fragment ID", it.id());
        int number = f.u8("Fragment Number", it.number());
        f.require(number > 0, "Fragment Number", "0, but the first is 1");
        int flags = f.u8("Flags", it.last() ? LAST_FRAGMENT : 0);
        return new IsakmpPayload.Fragment(id, number, (flags & LAST_FRAGMENT) != 0, f.rest("Data", it.data()));
    }
}
