package io.secureconnect.core.ike.session;

import io.secureconnect.core.ike.registry.ExchangeType;
import io.secureconnect.core.ike.rules.MessageRules;
import io.secureconnect.core.ike.wire.DecodeException;
import io.secureconnect.core.ike.wire.v2.IkeMessage;
import io.secureconnect.core.ike.wire.v2.MessageCodec;
import io.secureconnect.core.ike.wire.v2.MessageHead;
import io.secureconnect.spi.Datagram;
import java.util.Optional;

/** A message of IKE as it came, decoded on the outside. */
final class Incoming {
    private final byte[] octets;
    private final IkeMessage message;

    private Incoming(byte[] octets, IkeMessage message) {
        this.octets = octets;
        this.message = message;
    }

    /** The message of a datagram; empty if it is none of IKEv2, which anybody can send. */
    static Optional<Incoming> of(Link link, Datagram datagram) {
        return link.message(datagram).flatMap(Incoming::decoded);
    }

    private static Optional<Incoming> decoded(byte[] octets) {
        try {
            IkeMessage message = MessageCodec.decode(octets);
            boolean legal = MessageRules.head(message.head()).isEmpty();
            return legal ? Optional.of(new Incoming(octets, message)) : Optional.empty();
        } catch (DecodeException e) {
            return Optional.empty();
        }
    }

    byte[] octets() {
        return octets;
    }

    IkeMessage message() {
        return message;
    }

    /** Whether an IKE SA is meant. The first message names no responder yet. */
    boolean isFor(IkeSa sa, long firstInitiatorSpi) {
        MessageHead head = message.head();
        boolean first = head.exchangeType() == ExchangeType.IKE_SA_INIT.number() && !head.response();
        if (first) {
            return !sa.isInitiator() && sa.spis().initiator() == firstInitiatorSpi
                    || sa.state() instanceof InitRemoteSaInit;
        }
        long ours = head.initiator() ? head.responderSpi() : head.initiatorSpi();
        long theirs = head.initiator() ? head.initiatorSpi() : head.responderSpi();
        return sa.localSpi() == ours && (sa.remoteSpi() == 0 || sa.remoteSpi() == theirs);
    }
}
