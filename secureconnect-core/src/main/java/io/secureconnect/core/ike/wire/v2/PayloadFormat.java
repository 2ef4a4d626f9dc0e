package io.secureconnect.core.ike.wire.v2;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IkeIdentity;
import io.secureconnect.core.ike.registry.PayloadType;
import io.secureconnect.core.ike.wire.Fields;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The description of one payload's body, behind the generic header (RFC 7296 §3.2): its fields in their order.
 *
 * @param blank handed to a reader
 */
record PayloadFormat<P extends Payload>(Class<P> form, P blank, Body<P> body) {
    private static final Bytes NONE = Bytes.empty();
    private static final Map<PayloadType, PayloadFormat<?>> FORMATS = new EnumMap<>(PayloadType.class);

    static {
        add(PayloadType.SECURITY_ASSOCIATION, new Payload.SecurityAssociation(List.of()), ProposalFormat::association);
        add(PayloadType.KEY_EXCHANGE, new Payload.KeyExchange(0, NONE), PayloadFormat::keyExchange);
        IkeIdentity nobody = new IkeIdentity(0, NONE);
        add(
                PayloadType.IDENTIFICATION_INITIATOR,
                new Payload.Identification(true, nobody),
                PayloadFormat::identification);
        add(
                PayloadType.IDENTIFICATION_RESPONDER,
                new Payload.Identification(false, nobody),
                PayloadFormat::identification);
        add(PayloadType.CERTIFICATE, new Payload.Certificate(0, NONE), PayloadFormat::certificate);
        add(
                PayloadType.CERTIFICATE_REQUEST,
                new Payload.CertificateRequest(0, NONE),
                PayloadFormat::certificateRequest);
        add(PayloadType.AUTHENTICATION, new Payload.Authentication(0, NONE), PayloadFormat::authentication);
        add(PayloadType.NONCE, new Payload.Nonce(NONE), PayloadFormat::nonce);
        add(PayloadType.NOTIFY, new Payload.Notify(0, NONE, 0, NONE), PayloadFormat::notification);
        add(PayloadType.DELETE, new Payload.Delete(0, 0, List.of()), PayloadFormat::delete);
        add(PayloadType.VENDOR_ID, new Payload.VendorId(NONE), PayloadFormat::vendorId);
        add(
                PayloadType.TRAFFIC_SELECTOR_INITIATOR,
                new Payload.TrafficSelectors(true, List.of()),
                SelectorFormat::selectors);
        add(
                PayloadType.TRAFFIC_SELECTOR_RESPONDER,
                new Payload.TrafficSelectors(false, List.of()),
                SelectorFormat::selectors);
        add(PayloadType.ENCRYPTED, new Payload.Encrypted(0, NONE), PayloadFormat::encrypted);
        add(
                PayloadType.ENCRYPTED_FRAGMENT,
                new Payload.EncryptedFragment(0, 1, 1, NONE),
                PayloadFormat::encryptedFragment);
    }

    /** Walks the fields of a body. */
    interface Body<P extends Payload> {
        <E extends Exception> P walk(Fields<E> f, P it) throws E;
    }

    @SuppressWarnings("unchecked") // the class of a P is a Class<P>
    private static <P extends Payload> void add(PayloadType type, P blank, Body<P> body) {
        FORMATS.put(type, new PayloadFormat<>((Class<P>) blank.getClass(), blank, body));
    }

    /** The format of a payload type; empty if this build keeps it as it is. */
    static Optional<PayloadFormat<?>> of(int type) {
        return PayloadType.of(type).map(FORMATS::get);
    }

    <E extends Exception> P read(Fields<E> f) throws E {
        return body.walk(f, blank);
    }

    <E extends Exception> void write(Fields<E> f, Payload payload) throws E {
        body.walk(f, form.cast(payload));
    }

    private static <E extends Exception> Payload.KeyExchange keyExchange(Fields<E> f, Payload.KeyExchange it) throws E {
        int method = f.u16("Diffie-Hellman Group Num", it.method());
        f.reserved(2);
        return new Payload.KeyExchange(method, f.rest("Key Exchange Data", it.data()));
    }

    private static <E extends Exception> Payload.Identification identification(Fields<E> f, Payload.Identification it)
            throws E {
        int type = f.u8("ID Type", it.identity().type());
        f.reserved(3);
        Bytes data = f.rest("Identification Data", it.identity().data());
        return new Payload.Identification(it.initiator(), new IkeIdentity(type, data));
    }

    private static <E extends Exception> Payload.Certificate certificate(Fields<E> f, Payload.Certificate it) throws E {
        int encoding = f.u8("Cert Encoding", it.encoding());
        return new Payload.Certificate(encoding, f.rest("Certificate Data", it.data()));
    }

    private static <E extends Exception> Payload.CertificateRequest certificateRequest(
            Fields<E> f, Payload.CertificateRequest it) throws E {
        int encoding = f.u8("Cert Encoding", it.encoding());
        return new Payload.CertificateRequest(encoding, f.rest("Certification Authority", it.authorities()));
    }

    private static <E extends Exception> Payload.Authentication authentication(Fields<E> f, Payload.Authentication it)
            throws E {
        int method = f.u8("Auth Method", it.method());
        f.reserved(3);
        return new Payload.Authentication(method, f.rest("Authentication Data", it.data()));
    }

    private static <E extends Exception> Payload.Nonce nonce(Fields<E> f, Payload.Nonce it) throws E {
        return new Payload.Nonce(f.rest("Nonce Data", it.data()));
    }

    private static <E extends Exception> Payload.Notify notification(Fields<E> f, Payload.Notify it) throws E {
        int protocol = f.u8("Protocol ID", it.protocol());
        int spiSize = f.u8("SPI Size", it.spi().length());
        int type = f.u16("Notify Message Type", it.type());
        Bytes spi = f.octets("Security Parameter Index", spiSize, it.spi());
        return new Payload.Notify(protocol, spi, type, f.rest("Notification Data", it.data()));
    }

    private static <E extends Exception> Payload.Delete delete(Fields<E> f, Payload.Delete it) throws E {
        int protocol = f.u8("Protocol ID", it.protocol());
        int spiSize = f.u8("SPI Size", it.spiSize());
        int count = f.u16("Num of SPIs", it.spis().size());
        List<Bytes> spis = f.items("SPIs", count, it.spis(), NONE, (walk, spi) -> walk.octets("SPI", spiSize, spi));
        f.require(spis.size() == count, "Num of SPIs", count + ", but there are " + spis.size());
        return new Payload.Delete(protocol, spiSize, spis);
    }

    private static <E extends Exception> Payload.VendorId vendorId(Fields<E> f, Payload.VendorId it) throws E {
        return new Payload.VendorId(f.rest("Vendor ID", it.data()));
    }

    private static <E extends Exception> Payload.Encrypted encrypted(Fields<E> f, Payload.Encrypted it) throws E {
        return new Payload.Encrypted(it.firstInner(), f.rest("Encrypted IKE Payloads", it.body()));
    }

    private static <E extends Exception> Payload.EncryptedFragment encryptedFragment(
            Fields<E> f, Payload.EncryptedFragment it) throws E {
        int number = f.u16("Fragment Number", it.number());
        int total = f.u16("Total Fragments", it.total());
        f.require(number >= 1 && number <= total, "Fragment Number", number + " is not within 1 to " + total);
        return new Payload.EncryptedFragment(it.firstInner(), number, total, f.rest("Encrypted content", it.body()));
    }
}
