package io.secureconnect.core.ike.v1.quickmode;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.keys.Nonces;
import io.secureconnect.core.ike.v1.informational.Notice;
import io.secureconnect.core.ike.v1.informational.ProtectedExchange;
import io.secureconnect.core.ike.v1.registry.ExchangeType;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload;
import java.util.ArrayList;
import java.util.List;

/** A responder whose every word a test may change. */
final class HandResponder {
    private static final int FLAGS_AT = 19;
    private static final int COMMIT = 0x02;
    private static final Bytes NONCE = Bytes.wrap(new byte[32]);

    private final QuickEnd end;
    private final ProtectedExchange exchange;
    private final QuickModePayloads offer;
    private final Nonces nonces;

    HandResponder(QuickEnd end, int messageId, Bytes first) {
        this.end = end;
        this.exchange = new ProtectedExchange(end.phaseOne, ExchangeType.QUICK_MODE, messageId);
        this.offer = QuickModePayloads.of(exchange.open(first.toArray(), exchange.hashes()::first)
                .orElseThrow()
                .parts());
        this.nonces = new Nonces(offer.nonce(), NONCE);
    }

    /** What an honest responder would say, behind HASH(2). */
    List<IsakmpPayload> honest() {
        List<IsakmpPayload> payloads = new ArrayList<>();
        payloads.add(new ChildTerms(end.context())
                .choose(offer.association())
                .orElseThrow()
                .answer(QuickPair.SPI_B));
        payloads.add(new IsakmpPayload.Nonce(NONCE));
        offer.keyExchange()
                .flatMap(
                        k -> end.crypto.keyExchange(QuickPair.IKE.keyExchange()).respond(k, end.random))
                .ifPresent(r -> {
                    payloads.add(new IsakmpPayload.KeyExchange(r.data()));
                    r.secret().close();
                });
        payloads.addAll(offer.identities());
        return payloads;
    }

    /** The second message with these payloads behind HASH. */
    Bytes second(List<IsakmpPayload> payloads) {
        return exchange.seal(this::hash, payloads);
    }

    /** What HASH(2) must hold. */
    byte[] hash(byte[] rest) {
        return exchange.hashes().second(nonces.initiator(), rest);
    }

    /** The same with the commit bit set. */
    Bytes secondWithCommit(List<IsakmpPayload> payloads) {
        byte[] message = second(payloads).toArray();
        message[FLAGS_AT] |= COMMIT;
        return Bytes.wrap(message);
    }

    boolean isThird(Bytes message) {
        return exchange.open(message.toArray(), rest -> exchange.hashes().third(nonces))
                .isPresent();
    }

    /** A fourth message of quick mode. */
    Bytes fourth(Notice notice) {
        return exchange.seal(exchange.hashes()::informational, List.of(notice.payload(end.phaseOne.cookies())));
    }
}
