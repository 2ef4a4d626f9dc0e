package io.secureconnect.core.ike.wire.v2;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.registry.TrafficSelectorType;
import io.secureconnect.core.ike.wire.Fields;
import java.util.List;

/** The description of traffic selectors (RFC 7296 §3.13). */
final class SelectorFormat {
    private static final String SECTION = "RFC 7296 §3.13.1";
    private static final int MOST_SELECTORS = 255;
    private static final Payload.WireSelector NO_SELECTOR =
            new Payload.WireSelector(0, 0, 0, 0, Bytes.empty(), Bytes.empty());

    private SelectorFormat() {}

    static <E extends Exception> Payload.TrafficSelectors selectors(Fields<E> f, Payload.TrafficSelectors it) throws E {
        int count = f.u8("Number of TSs", it.selectors().size());
        f.reserved(3);
        List<Payload.WireSelector> selectors =
                f.items("Traffic Selectors", MOST_SELECTORS, it.selectors(), NO_SELECTOR, SelectorFormat::selector);
        f.require(selectors.size() == count, "Number of TSs", count + ", but there are " + selectors.size());
        return new Payload.TrafficSelectors(it.initiator(), selectors);
    }

    private static <E extends Exception> Payload.WireSelector selector(Fields<E> f, Payload.WireSelector it) throws E {
        f.open(SECTION);
        int type = f.u8("TS Type", it.type());
        int protocol = f.u8("IP Protocol ID", it.protocol());
        f.length16("Selector Length");
        int addressOctets = addressOctets(type);
        Payload.WireSelector selector =
                addressOctets == 0 ? opaque(f, type, protocol, it) : range(f, type, protocol, addressOctets, it);
        f.close();
        return selector;
    }

    private static <E extends Exception> Payload.WireSelector range(
            Fields<E> f, int type, int protocol, int addressOctets, Payload.WireSelector it) throws E {
        int startPort = f.u16("Start Port", it.startPort());
        int endPort = f.u16("End Port", it.endPort());
        Bytes start = f.octets("Starting Address", addressOctets, it.startAddress());
        Bytes end = f.octets("Ending Address", addressOctets, it.endAddress());
        return new Payload.WireSelector(type, protocol, startPort, endPort, start, end);
    }

    private static <E extends Exception> Payload.WireSelector opaque(
            Fields<E> f, int type, int protocol, Payload.WireSelector it) throws E {
        return new Payload.WireSelector(
                type, protocol, 0, 0, f.rest("Traffic Selector", it.startAddress()), Bytes.empty());
    }

    private static int addressOctets(int type) {
        if (type == TrafficSelectorType.TS_IPV4_ADDR_RANGE.number()) {
            return 4;
        }
        return type == TrafficSelectorType.TS_IPV6_ADDR_RANGE.number() ? 16 : 0;
    }
}
