package io.secureconnect.core.ike.v1.mainmode;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.api.sa.PseudoRandomFunction;
import io.secureconnect.core.ike.crypto.KeyExchange;
import io.secureconnect.core.ike.keys.Nonces;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.v1.exchange.Step;
import io.secureconnect.core.ike.v1.negotiate.PhaseOneChoice;
import io.secureconnect.core.ike.v1.wire.IsakmpCodec;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Kind;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.NatDiscovery;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload.Nonce;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The responder has chosen a proposal; message 3 has the initiator's public value and nonce. */
final class ResponderChose implements Stage {
    private final Negotiation negotiation;
    private final PhaseOneChoice choice;
    private final Bytes sai;

    ResponderChose(Negotiation negotiation, PhaseOneChoice choice, Bytes sai) {
        this.negotiation = negotiation;
        this.choice = choice;
        this.sai = sai;
    }

    @Override
    public int awaited() {
        return 3;
    }

    @Override
    public Progress on(byte[] message, Arrival arrival) {
        Clear clear = Clear.exchange(message, 3);
        if (clear.fault().isPresent()) {
            return ignored(clear.fault().get());
        }
        Contents contents = clear.contents();
        Bytes gxi = contents.payload(IsakmpPayload.KeyExchange.class, Kind.KEY_EXCHANGE)
                .data();
        MainModeContext context = negotiation.context();
        KeyExchangeMethod method = choice.proposal().keyExchange();
        Optional<KeyExchange.Response> half =
                context.crypto().keyExchange(method).respond(gxi, context.random());
        if (half.isEmpty()) {
            return ignored(Faults.noKeyExchange("the initiator's public value is none of " + method.keyword()));
        }
        Bytes nonce = Bytes.wrap(context.random().octets(Negotiation.NONCE_OCTETS));
        Nonces nonces = new Nonces(contents.payload(Nonce.class, Kind.NONCE).data(), nonce);
        KeyAgreement agreement = new KeyAgreement(choice, sai, gxi, half.get().data(), nonces);
        List<Protection> candidates;
        try (SecretBytes gxy = half.get().secret()) {
            candidates = Protections.of(negotiation, agreement, gxy, Protections.MOST);
        }
        return new Progress(
                Step.continued(answer(agreement, contents, arrival)),
                new ResponderExchanged(negotiation, agreement, candidates));
    }

    private Bytes answer(KeyAgreement agreement, Contents contents, Arrival arrival) {
        PseudoRandomFunction hash = choice.proposal().prf();
        negotiation.nat(NatDiscoveries.detect(negotiation, hash, contents.all(NatDiscovery.class), arrival));
        List<IsakmpPayload> payloads = new ArrayList<>();
        payloads.add(new IsakmpPayload.KeyExchange(agreement.gxr()));
        payloads.add(new Nonce(agreement.nonces().responder()));
        payloads.addAll(negotiation.authentication().certificateRequests());
        payloads.addAll(NatDiscoveries.payloads(negotiation, hash, arrival));
        return Bytes.wrap(IsakmpCodec.encode(negotiation.head(false), payloads));
    }

    private Progress ignored(IkeFault fault) {
        return new Progress(Step.ignored(Refusals.clear(negotiation, fault), fault), this);
    }

    @Override
    public void close() {
        // nothing is secret yet
    }
}
