package io.secureconnect.core.ike.v1.mainmode;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.api.sa.PseudoRandomFunction;
import io.secureconnect.core.ike.crypto.KeyExchange;
import io.secureconnect.core.ike.keys.Nonces;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.v1.exchange.Step;
import io.secureconnect.core.ike.v1.negotiate.PhaseOneChoice;
import io.secureconnect.core.ike.v1.registry.NotifyType;
import io.secureconnect.core.ike.v1.wire.IsakmpCodec;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Kind;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.NatDiscovery;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Nonce;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The initiator has sent its public value and nonce; message 4 has the responder's. */
final class InitiatorExchanged implements Stage {
    private final Negotiation negotiation;
    private final PhaseOneChoice choice;
    private final Bytes sai;
    private final KeyExchange.Initiation half;
    private final Bytes nonce;

    private InitiatorExchanged(
            Negotiation negotiation, PhaseOneChoice choice, Bytes sai, KeyExchange.Initiation half, Bytes nonce) {
        this.negotiation = negotiation;
        this.choice = choice;
        this.sai = sai;
        this.half = half;
        this.nonce = nonce;
    }

    static Progress begin(Negotiation negotiation, PhaseOneChoice choice, Bytes sai, Arrival arrival) {
        MainModeContext context = negotiation.context();
        KeyExchangeMethod method = choice.proposal().keyExchange();
        KeyExchange.Initiation half = context.crypto().keyExchange(method).initiate(context.random());
        Bytes nonce = Bytes.wrap(context.random().octets(Negotiation.NONCE_OCTETS));
        List<IsakmpPayload> payloads = new ArrayList<>();
        payloads.add(new IsakmpPayload.KeyExchange(half.data()));
        payloads.add(new Nonce(nonce));
        payloads.addAll(negotiation.authentication().certificateRequests());
        payloads.addAll(NatDiscoveries.payloads(negotiation, choice.proposal().prf(), arrival));
        return new Progress(
                Step.continued(Bytes.wrap(IsakmpCodec.encode(negotiation.head(false), payloads))),
                new InitiatorExchanged(negotiation, choice, sai, half, nonce));
    }

    @Override
    public int awaited() {
        return 4;
    }

    @Override
    public Progress on(byte[] message, Arrival arrival) {
        Clear clear = Clear.exchange(message, 4);
        if (clear.fault().isPresent()) {
            return new Progress(Step.ignored(clear.fault().get()), this);
        }
        Contents contents = clear.contents();
        Bytes gxr = contents.payload(IsakmpPayload.KeyExchange.class, Kind.KEY_EXCHANGE)
                .data();
        if (gxr.equals(half.data())) {
            return new Progress(
                    Step.ignored(Faults.stray("message 4 of main mode is this host's own public value")), this);
        }
        Optional<SecretBytes> gxy = half.complete(gxr);
        if (gxy.isEmpty()) {
            IkeFault fault = Faults.noKeyExchange("the responder's public value is none of "
                    + choice.proposal().keyExchange().keyword());
            return new Progress(Step.ignored(fault), this);
        }
        PseudoRandomFunction hash = choice.proposal().prf();
        negotiation.nat(NatDiscoveries.detect(negotiation, hash, contents.all(NatDiscovery.class), arrival));
        Nonces nonces =
                new Nonces(nonce, contents.payload(Nonce.class, Kind.NONCE).data());
        KeyAgreement agreement = new KeyAgreement(choice, sai, half.data(), gxr, nonces);
        try (SecretBytes secret = gxy.get()) {
            half.close();
            return prove(agreement, Protections.of(negotiation, agreement, secret, 1), arrival);
        }
    }

    private Progress prove(KeyAgreement agreement, List<Protection> protections, Arrival arrival) {
        if (protections.isEmpty()) {
            IkeFault fault = Faults.of(
                    NegotiationFailure.NO_CREDENTIAL,
                    NotifyType.AUTHENTICATION_FAILED,
                    "the pre-shared key was withdrawn during main mode; it begins anew");
            return new Progress(Step.failed(Optional.empty(), fault), new Over());
        }
        return InitiatorProved.begin(negotiation, agreement, protections.get(0), arrival);
    }

    @Override
    public void close() {
        half.close();
    }
}
