package io.secureconnect.core.ike.task;

import io.secureconnect.api.auth.PostquantumPreSharedKey;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IkeIdentity;
import io.secureconnect.core.ike.auth.Authenticator;
import io.secureconnect.core.ike.crypto.Prf;
import io.secureconnect.core.ike.keys.IkeKeys;
import io.secureconnect.core.ike.registry.NotifyType;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.wire.v2.Payload;
import io.secureconnect.core.ike.wire.v2.Payload.Notify;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The proofs of IKE_AUTH, on the side that answers (RFC 7296 §1.2, RFC 8784 §3): it verifies before it proves. */
public final class AuthenticateRemote {
    private final Authenticator authenticator;
    private final Prf prf;
    private final IkeKeys keys;
    private final InitTranscript transcript;
    private final int messageId;
    private final Optional<PostquantumPreSharedKey> postquantumKey;

    /** @param postquantumKey that this host has, whether or not the peer knows such keys */
    public AuthenticateRemote(
            Authenticator authenticator,
            Prf prf,
            IkeKeys keys,
            InitTranscript transcript,
            int messageId,
            Optional<PostquantumPreSharedKey> postquantumKey) {
        this.authenticator = authenticator;
        this.prf = prf;
        this.keys = keys;
        this.transcript = transcript;
        this.messageId = messageId;
        this.postquantumKey = postquantumKey;
    }

    /**
     * A peer that has proved itself, and the answer that proves this end.
     *
     * @param keys those given, or others with the post-quantum key mixed in
     * @param payloads of the answer, but those of a child
     */
    public record Answer(IkeKeys keys, List<Payload> payloads) {
        public Answer {
            payloads = List.copyOf(payloads);
        }
    }

    public Outcome<Answer> process(Received request, Instant now) {
        Optional<Payload.Identification> identity = request.identity(true);
        Optional<Payload.Authentication> authentication = request.first(Payload.Authentication.class);
        if (identity.isEmpty() || authentication.isEmpty()) {
            return Outcome.refused(Refusal.malformed("IKE_AUTH came without identity or proof"));
        }
        authenticator.peerAccepts(List.of(), request.all(Payload.CertificateRequest.class));
        Optional<Notify> named = request.notify(NotifyType.PPK_IDENTITY);
        boolean postquantum = named.isPresent()
                && postquantumKey
                        .filter(key -> PostquantumKeys.names(named.get(), key))
                        .isPresent();
        Optional<Payload.Authentication> proof = postquantum || named.isEmpty()
                ? authentication
                : request.notify(NotifyType.NO_PPK_AUTH)
                        .map(n ->
                                new Payload.Authentication(authentication.get().method(), n.data()));
        if (proof.isEmpty()
                || !postquantum
                        && postquantumKey
                                .filter(PostquantumPreSharedKey::required)
                                .isPresent()) {
            return Outcome.refused(PostquantumKeys.missing());
        }
        IkeKeys proven = postquantum ? PostquantumKeys.mixed(prf, keys, postquantumKey.orElseThrow()) : keys;
        Outcome<Answer> outcome = verified(request, identity.get().identity(), proof.get(), proven, postquantum, now);
        if (outcome.isRefused() && postquantum) {
            proven.close();
        }
        return outcome;
    }

    private Outcome<Answer> verified(
            Received request,
            IkeIdentity peer,
            Payload.Authentication proof,
            IkeKeys proven,
            boolean postquantum,
            Instant now) {
        Optional<IkeFault> fault = authenticator.verify(
                new Authenticator.PeerProof(peer, request.all(Payload.Certificate.class), proof),
                transcript.signedOctets(true, prf, proven, peer, messageId),
                prf,
                now);
        if (fault.isPresent()) {
            return Outcome.refused(new Refusal(fault.get(), Bytes.empty()));
        }
        IkeIdentity own = authenticator.localIdentity();
        Authenticator.Proof ours =
                authenticator.prove(transcript.signedOctets(false, prf, proven, own, messageId), prf, now);
        if (ours.fault().isPresent() || ours.authentication().isEmpty()) {
            return Outcome.refused(new Refusal(
                    ours.fault().orElseGet(() -> Refusal.malformed("no proof").fault()), Bytes.empty()));
        }
        List<Payload> payloads = new ArrayList<>();
        payloads.add(new Payload.Identification(false, own));
        payloads.addAll(ours.certificates());
        payloads.add(ours.authentication().get());
        if (postquantum) {
            payloads.add(Notices.of(NotifyType.PPK_IDENTITY));
        }
        return Outcome.of(new Answer(proven, payloads));
    }
}
