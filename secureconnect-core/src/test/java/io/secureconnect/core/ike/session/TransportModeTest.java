package io.secureconnect.core.ike.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.core.ike.registry.NotifyType;
import io.secureconnect.core.ike.wire.v2.Payload;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** RFC 7296 §1.3.1, §2.9: both ends say transport mode, and mean all packets between two addresses; else there is no child. */
class TransportModeTest {
    private final Pair pair = new Pair();

    @Test
    void aResponderThatMakesATunnelGetsNoChild() {
        pair.a.crypto = RewritingCrypto.ofPayloads(TransportModeTest::withoutTransportMode);
        pair.begin().settle();
        assertThat(pair.a.reasons()).containsExactly(NegotiationFailure.TRANSPORT_MODE_REFUSED);
        assertNoChild();
    }

    @Test
    void anInitiatorThatAsksForATunnelGetsNoChild() {
        pair.b.crypto = RewritingCrypto.ofPayloads(TransportModeTest::withoutTransportMode);
        pair.begin().settle();
        assertThat(pair.b.reasons()).containsExactly(NegotiationFailure.TRANSPORT_MODE_REFUSED);
        assertThat(pair.a.reasons()).containsExactly(NegotiationFailure.NO_ESP_PROPOSAL);
        assertNoChild();
    }

    @Test
    void aResponderThatNarrowsToAPortGetsNoChild() {
        pair.a.crypto = RewritingCrypto.ofPayloads(payloads -> selectors(payloads, TransportModeTest::onlyPort443));
        pair.begin().settle();
        assertThat(pair.a.reasons()).containsExactly(NegotiationFailure.INVALID_SELECTORS);
        assertNoChild();
    }

    @Test
    void anInitiatorThatAsksForOneProtocolGetsNoChild() {
        pair.b.crypto = RewritingCrypto.ofPayloads(payloads -> selectors(payloads, TransportModeTest::onlyTcp));
        pair.begin().settle();
        assertThat(pair.b.reasons()).containsExactly(NegotiationFailure.INVALID_SELECTORS);
        assertThat(pair.a.reasons()).containsExactly(NegotiationFailure.INVALID_SELECTORS);
        assertNoChild();
    }

    private void assertNoChild() {
        assertThat(pair.a.established && pair.b.established).as("the IKE SA").isTrue();
        assertThat(pair.a.kernel).isEmpty();
        assertThat(pair.b.kernel).isEmpty();
        assertThat(pair.a.reserved).isEmpty();
        assertThat(pair.b.reserved).isEmpty();
    }

    private static List<Payload> withoutTransportMode(List<Payload> payloads) {
        int type = NotifyType.USE_TRANSPORT_MODE.number();
        return payloads.stream()
                .filter(payload -> !(payload instanceof Payload.Notify) || ((Payload.Notify) payload).type() != type)
                .toList();
    }

    private static List<Payload> selectors(List<Payload> payloads, UnaryOperator<Payload.WireSelector> change) {
        return payloads.stream()
                .map(payload -> payload instanceof Payload.TrafficSelectors
                        ? changed((Payload.TrafficSelectors) payload, change)
                        : payload)
                .toList();
    }

    private static Payload changed(Payload.TrafficSelectors payload, UnaryOperator<Payload.WireSelector> change) {
        return new Payload.TrafficSelectors(
                payload.initiator(), payload.selectors().stream().map(change).toList());
    }

    private static Payload.WireSelector onlyPort443(Payload.WireSelector all) {
        return new Payload.WireSelector(all.type(), 6, 443, 443, all.startAddress(), all.endAddress());
    }

    private static Payload.WireSelector onlyTcp(Payload.WireSelector all) {
        return new Payload.WireSelector(all.type(), 6, 0, 65_535, all.startAddress(), all.endAddress());
    }
}
