package io.secureconnect.core.ike.v1.session;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.core.ike.keys.Nonces;
import io.secureconnect.core.ike.v1.exchange.IvChain;
import io.secureconnect.core.ike.v1.exchange.Step;
import io.secureconnect.core.ike.v1.keys.Cookies;
import io.secureconnect.core.ike.v1.keys.QuickModeHashes;
import io.secureconnect.core.ike.v1.mainmode.MainModeContext;
import io.secureconnect.core.ike.v1.mainmode.MainModeInitiator;
import io.secureconnect.core.ike.v1.mainmode.PhaseOne;
import io.secureconnect.core.ike.v1.registry.PayloadType;
import io.secureconnect.core.ike.v1.wire.IsakmpCodec;
import io.secureconnect.core.ike.v1.wire.IsakmpHead;
import io.secureconnect.core.ike.v1.wire.IsakmpMessage;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload;
import io.secureconnect.core.ike.wire.DecodeException;
import io.secureconnect.spi.Datagram;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A peer that proved itself in main mode, and from then on says anything at all, with hashes that hold if it wants. */
final class Insider {
    static final String SECRET = "what the insider knows";
    private static final Bytes NO_NONCE = Bytes.ofHex("00");

    private final FuzzedSession victim;
    private final FuzzCrypto crypto = new FuzzCrypto();
    private final PhaseOne phaseOne;
    private final Map<Integer, IvChain> chains = new LinkedHashMap<>();
    private final Map<Integer, Bytes> nonces = new HashMap<>();
    private final Map<Integer, Bytes> ownNonces = new HashMap<>();
    private int read;

    /** Whose hash a message begins with. */
    enum Hash {
        NONE,
        FIRST,
        SECOND,
        THIRD
    }

    Insider(FuzzedSession victim) {
        this.victim = victim;
        Random random = new Random(2407);
        MainModeInitiator mainMode = new MainModeInitiator(new MainModeContext(
                crypto, random::nextBytes, FuzzedSession.terms(FuzzedSession.PATH.mirror(), SECRET), () -> true));
        Step<PhaseOne> step = mainMode.start(victim.now());
        while (step.kind() == Step.Kind.CONTINUED) {
            victim.receive(step.send().orElseThrow().toArray(), false);
            byte[] answer = next();
            step = mainMode.receive(
                    answer, FuzzedSession.endpoint(false, false), FuzzedSession.endpoint(true, false), victim.now());
        }
        phaseOne = step.result().orElseThrow();
    }

    private byte[] next() {
        if (read >= victim.sent.size()) {
            throw new AssertionError("the session does not answer its peer");
        }
        return victim.sent.get(read++).payload().toArray();
    }

    Cookies cookies() {
        return phaseOne.cookies();
    }

    /** Message ids of what the victim began, oldest first, and of what this peer did. */
    List<Integer> messageIds() {
        listen();
        return List.copyOf(chains.keySet());
    }

    /** Reads what the victim has said since: its nonces and IVs. */
    void listen() {
        while (read < victim.sent.size()) {
            Datagram datagram = victim.sent.get(read++);
            try {
                read(datagram.payload().toArray());
            } catch (DecodeException outOfStep) {
                // what this peer said before was not believed, so that the IVs of both differ now
            }
        }
    }

    private void read(byte[] message) throws DecodeException {
        IsakmpHead head = message.length < IsakmpHead.OCTETS ? null : IsakmpCodec.peek(message);
        Cookies cookies = phaseOne.cookies();
        if (head == null
                || !head.encrypted()
                || head.messageId() == 0
                || head.initiatorCookie() != cookies.initiator()
                || head.responderCookie() != cookies.responder()) {
            return;
        }
        IvChain chain = chains.computeIfAbsent(head.messageId(), phaseOne::chain);
        IsakmpMessage opened = chain.open(message);
        chain.accept();
        nonce(opened.payloads()).ifPresent(nonce -> nonces.put(head.messageId(), nonce));
    }

    private static Optional<Bytes> nonce(List<IsakmpPayload> payloads) {
        return payloads.stream()
                .filter(payload -> payload.kind() == IsakmpPayload.Kind.NONCE)
                .map(payload -> ((IsakmpPayload.Nonce) payload).data())
                .findFirst();
    }

    /**
     * Says something under the keys of phase 1.
     *
     * @param firstType of what is in {@code rest}
     * @param rest behind HASH, or all there is
     */
    void say(int exchangeType, boolean commit, int messageId, Hash hash, int firstType, byte[] rest) {
        listen();
        Cookies cookies = phaseOne.cookies();
        IsakmpHead head = new IsakmpHead(
                cookies.initiator(),
                cookies.responder(),
                IsakmpHead.IKEV1,
                exchangeType,
                true,
                commit,
                false,
                messageId);
        IvChain chain = chains.computeIfAbsent(messageId, phaseOne::chain);
        byte[] plaintext = hash == Hash.NONE ? rest : hashed(hash, messageId, firstType, rest);
        crypto.say(plaintext);
        int outer = hash == Hash.NONE ? firstType : PayloadType.HASH.number();
        victim.receive(
                chain.seal(head, List.of(new IsakmpPayload.Unknown(outer, Bytes.empty())))
                        .toArray(),
                false);
    }

    private byte[] hashed(Hash which, int messageId, int firstType, byte[] rest) {
        QuickModeHashes hashes =
                new QuickModeHashes(phaseOne.prf(), phaseOne.keys().skeyidA(), messageId);
        Bytes theirs = nonces.getOrDefault(messageId, NO_NONCE);
        Bytes ours = ownNonces.getOrDefault(messageId, NO_NONCE);
        byte[] hash = switch (which) {
            case FIRST -> hashes.first(rest);
            case SECOND -> hashes.second(theirs, rest);
            case THIRD -> hashes.third(new Nonces(ours, theirs));
            case NONE -> new byte[0];
        };
        remember(messageId, firstType, rest);
        byte[] chain = new byte[4 + hash.length + rest.length];
        chain[0] = (byte) firstType;
        chain[3] = (byte) (4 + hash.length);
        System.arraycopy(hash, 0, chain, 4, hash.length);
        System.arraycopy(rest, 0, chain, 4 + hash.length, rest.length);
        return chain;
    }

    private void remember(int messageId, int firstType, byte[] rest) {
        try {
            nonce(IsakmpCodec.decodeChain(firstType, rest).payloads())
                    .ifPresent(nonce -> ownNonces.put(messageId, nonce));
        } catch (DecodeException nonsense) {
            ownNonces.remove(messageId);
        }
    }
}
