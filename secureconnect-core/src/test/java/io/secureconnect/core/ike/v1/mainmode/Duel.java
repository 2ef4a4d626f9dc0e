package io.secureconnect.core.ike.v1.mainmode;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.core.ike.v1.exchange.Step;
import io.secureconnect.core.ike.v1.registry.PayloadType;
import io.secureconnect.core.ike.v1.wire.IsakmpCodec;
import io.secureconnect.core.ike.v1.wire.IsakmpMessage;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload;
import io.secureconnect.core.ike.wire.DecodeException;
import io.secureconnect.core.pki.Authority;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** An initiator and a responder, and six messages that are carried from one to the other by hand. */
final class Duel {
    static final HostPair PATH = HostPair.of("192.0.2.1", "192.0.2.2");
    static final Instant NOW = Authority.NOW;

    final Side a = new Side(PATH, 1);
    final Side b = new Side(PATH.mirror(), 2);

    /** All messages so far, the first at index 0. */
    final List<byte[]> messages = new ArrayList<>();

    private MainModeInitiator initiator;
    private MainModeResponder responder;
    private Optional<PhaseOne> ofResponder = Optional.empty();

    MainModeInitiator initiator() {
        if (initiator == null) {
            initiator = new MainModeInitiator(a.context());
        }
        return initiator;
    }

    MainModeResponder responder() {
        if (responder == null) {
            responder = new MainModeResponder(b.context());
        }
        return responder;
    }

    /** Begins, and carries on until message {@code number} is made and not delivered. */
    byte[] until(int number) {
        while (messages.size() < number) {
            Step<PhaseOne> step =
                    messages.isEmpty() ? initiator().start(NOW) : deliver(messages.get(messages.size() - 1));
            assertThat(step.fault()).isEmpty();
            messages.add(step.send().orElseThrow().toArray());
        }
        return messages.get(number - 1);
    }

    /** Hands a message to whose turn it is: the responder has the odd ones. */
    Step<PhaseOne> deliver(byte[] message) {
        return messages.size() % 2 == 1 ? toResponder(message) : toInitiator(message);
    }

    Step<PhaseOne> toResponder(byte[] message) {
        Step<PhaseOne> step = responder().receive(message, b.local, b.remote, NOW);
        ofResponder = step.result().or(() -> ofResponder);
        return step;
    }

    Step<PhaseOne> toInitiator(byte[] message) {
        return initiator().receive(message, a.local, a.remote, NOW);
    }

    PhaseOne ofResponder() {
        return ofResponder.orElseThrow();
    }

    /** Both ISAKMP SAs that come of it: the initiator's, then the responder's. */
    List<PhaseOne> done() {
        until(6);
        Step<PhaseOne> step = deliver(messages.get(5));
        assertThat(step.fault()).isEmpty();
        assertThat(step.kind()).isEqualTo(Step.Kind.DONE);
        assertThat(step.send()).isEmpty();
        return List.of(step.result().orElseThrow(), ofResponder.orElseThrow());
    }

    /** Message {@code number} with other payloads, in clear. */
    byte[] rewritten(int number, UnaryOperator<List<IsakmpPayload>> rewriting) {
        until(number);
        IsakmpMessage message = decode(messages.get(number - 1));
        byte[] other = IsakmpCodec.encode(message.head(), rewriting.apply(new ArrayList<>(message.payloads())));
        messages.set(number - 1, other);
        return other;
    }

    /** Lets an end that has the keys say other things in message 5 or 6 than it means. */
    static UnaryOperator<byte[]> saying(UnaryOperator<List<IsakmpPayload>> rewriting) {
        return plaintext -> {
            try {
                List<IsakmpPayload> meant = IsakmpCodec.decodeChain(PayloadType.IDENTIFICATION.number(), plaintext)
                        .payloads();
                byte[] said = IsakmpCodec.encodeChain(rewriting.apply(new ArrayList<>(meant)));
                return Arrays.copyOf(said, Math.max(1, (said.length + 15) / 16) * 16);
            } catch (DecodeException e) {
                throw new AssertionError("an honest message", e);
            }
        };
    }

    static List<IsakmpPayload> withoutVendorIds(List<IsakmpPayload> payloads) {
        return payloads.stream()
                .filter(payload -> payload.kind() != IsakmpPayload.Kind.VENDOR_ID)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    static IsakmpMessage decode(byte[] message) {
        try {
            return IsakmpCodec.decode(message);
        } catch (DecodeException e) {
            throw new AssertionError("an honest message in clear", e);
        }
    }

    static List<IsakmpPayload> payloads(Optional<Bytes> message) {
        return decode(message.orElseThrow().toArray()).payloads();
    }
}
