package io.secureconnect.core.ike.task;

import io.secureconnect.core.ike.registry.NotifyType;
import io.secureconnect.core.ike.wire.v2.Payload;
import java.util.ArrayList;
import java.util.List;

/**
 * What an end says in IKE_SA_INIT that it can do.
 *
 * @param fragmentation RFC 7383
 * @param intermediate RFC 9242
 * @param childless RFC 6023; only a responder says it
 * @param postquantumKey RFC 8784
 * @param signatureHashes RFC 7427, by number
 * @param requests for certificates; only a responder sends them this early
 */
public record Abilities(
        boolean fragmentation,
        boolean intermediate,
        boolean childless,
        boolean postquantumKey,
        List<Integer> signatureHashes,
        List<Payload.CertificateRequest> requests) {
    public Abilities {
        signatureHashes = List.copyOf(signatureHashes);
        requests = List.copyOf(requests);
    }

    static Abilities of(Received received) {
        return new Abilities(
                received.says(NotifyType.IKEV2_FRAGMENTATION_SUPPORTED),
                received.says(NotifyType.INTERMEDIATE_EXCHANGE_SUPPORTED),
                received.says(NotifyType.CHILDLESS_IKEV2_SUPPORTED),
                received.says(NotifyType.USE_PPK),
                received.notify(NotifyType.SIGNATURE_HASH_ALGORITHMS)
                        .map(n -> Notices.numbers(n.data()))
                        .orElse(List.of()),
                received.all(Payload.CertificateRequest.class));
    }

    List<Payload> payloads() {
        List<Payload> payloads = new ArrayList<>();
        add(payloads, fragmentation, NotifyType.IKEV2_FRAGMENTATION_SUPPORTED);
        if (!signatureHashes.isEmpty()) {
            payloads.add(Notices.of(NotifyType.SIGNATURE_HASH_ALGORITHMS, Notices.numbers(signatureHashes)));
        }
        add(payloads, intermediate, NotifyType.INTERMEDIATE_EXCHANGE_SUPPORTED);
        add(payloads, childless, NotifyType.CHILDLESS_IKEV2_SUPPORTED);
        add(payloads, postquantumKey, NotifyType.USE_PPK);
        payloads.addAll(requests);
        return payloads;
    }

    private static void add(List<Payload> payloads, boolean able, NotifyType type) {
        if (able) {
            payloads.add(Notices.of(type));
        }
    }
}
