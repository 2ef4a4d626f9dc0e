package io.secureconnect.core.ike.task;

import io.secureconnect.api.auth.PostquantumPreSharedKey;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IkeIdentity;
import io.secureconnect.core.ike.auth.Authenticator;
import io.secureconnect.core.ike.crypto.Prf;
import io.secureconnect.core.ike.keys.IkeKeys;
import io.secureconnect.core.ike.registry.NotifyType;
import io.secureconnect.core.ike.rules.ExchangeForm;
import io.secureconnect.core.ike.rules.FaultTable;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.wire.v2.Payload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The proofs of IKE_AUTH, on the side that begins (RFC 7296 §1.2, RFC 8784 §3). */
public final class AuthenticateLocal implements AutoCloseable {
    private final Authenticator authenticator;
    private final Prf prf;
    private final IkeKeys keys;
    private final InitTranscript transcript;
    private final int messageId;
    private final Optional<PostquantumPreSharedKey> postquantumKey;
    private final Optional<IkeKeys> mixed;

    /**
     * @param keys lent until {@link #process}
     * @param postquantumKey only if the peer has said that it knows such keys
     */
    public AuthenticateLocal(
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
        this.mixed = postquantumKey.map(k -> PostquantumKeys.mixed(prf, keys, k));
    }

    /** The payloads of the request, but those of a child. */
    public Outcome<List<Payload>> build(boolean initialContact, Instant now) {
        IkeIdentity identity = authenticator.localIdentity();
        Authenticator.Proof proof = prove(mixed.orElse(keys), now);
        if (proof.fault().isPresent() || proof.authentication().isEmpty()) {
            return Outcome.refused(new Refusal(
                    proof.fault().orElseGet(() -> Refusal.malformed("no proof").fault()), Bytes.empty()));
        }
        List<Payload> payloads = new ArrayList<>();
        payloads.add(new Payload.Identification(true, identity));
        payloads.addAll(proof.certificates());
        if (initialContact) {
            payloads.add(Notices.of(NotifyType.INITIAL_CONTACT));
        }
        payloads.addAll(authenticator.certificateRequests());
        authenticator.expectedPeer().ifPresent(peer -> payloads.add(new Payload.Identification(false, peer)));
        payloads.add(proof.authentication().get());
        postquantumKey.ifPresent(key -> addPostquantum(payloads, key, now));
        return Outcome.of(payloads);
    }

    private void addPostquantum(List<Payload> payloads, PostquantumPreSharedKey key, Instant now) {
        payloads.add(Notices.of(NotifyType.PPK_IDENTITY, PostquantumKeys.identity(key)));
        if (!key.required()) {
            prove(keys, now)
                    .authentication()
                    .ifPresent(a -> payloads.add(Notices.of(NotifyType.NO_PPK_AUTH, a.data())));
        }
    }

    private Authenticator.Proof prove(IkeKeys with, Instant now) {
        IkeIdentity identity = authenticator.localIdentity();
        return authenticator.prove(transcript.signedOctets(true, prf, with, identity, messageId), prf, now);
    }

    /** The keys under which the peer has proved itself: those given, or others with the post-quantum key mixed in. */
    public Outcome<IkeKeys> process(Received response, Instant now) {
        Optional<Payload.Identification> identity = response.identity(false);
        Optional<Payload.Authentication> authentication = response.first(Payload.Authentication.class);
        if (identity.isEmpty() || authentication.isEmpty()) {
            return Outcome.refused(response.error()
                    .map(e -> new Refusal(FaultTable.refusal(ExchangeForm.IKE_AUTH, e), Bytes.empty()))
                    .orElseGet(() -> Refusal.malformed("IKE_AUTH was answered without identity or proof")));
        }
        boolean postquantum = mixed.isPresent() && response.says(NotifyType.PPK_IDENTITY);
        if (!postquantum
                && postquantumKey.filter(PostquantumPreSharedKey::required).isPresent()) {
            return Outcome.refused(PostquantumKeys.missing());
        }
        IkeKeys proven = postquantum ? mixed.orElse(keys) : keys;
        IkeIdentity peer = identity.get().identity();
        Optional<IkeFault> fault = authenticator.verify(
                new Authenticator.PeerProof(peer, response.all(Payload.Certificate.class), authentication.get()),
                transcript.signedOctets(false, prf, proven, peer, messageId),
                prf,
                now);
        return fault.<Outcome<IkeKeys>>map(f -> Outcome.refused(new Refusal(f, Bytes.empty())))
                .orElseGet(() -> Outcome.of(proven));
    }

    /** Wipes the keys that were made here, so {@link #process} has to be followed by a copy of what is needed. */
    @Override
    public void close() {
        mixed.ifPresent(IkeKeys::close);
    }
}
