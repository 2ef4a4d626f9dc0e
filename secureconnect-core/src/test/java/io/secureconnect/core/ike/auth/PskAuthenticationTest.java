package io.secureconnect.core.ike.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.auth.PairKey;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IkeIdentity;
import io.secureconnect.core.ike.auth.Authenticator.PeerProof;
import io.secureconnect.core.ike.auth.Authenticator.Proof;
import io.secureconnect.core.ike.crypto.Prf;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.wire.v2.Payload;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PskAuthenticationTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final IkeIdentity WEB = IkeIdentity.keyId("web1");
    private static final IkeIdentity DB = IkeIdentity.keyId("db1");
    private static final byte[] OF_WEB = "octets that web1 signs".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OF_DB = "octets that db1 signs".getBytes(StandardCharsets.US_ASCII);

    private final Prf prf = new JdkPrf();

    @Test
    void proofIsThePrfUnderThePaddedKey() {
        Proof proof = web(1).begin(true).prove(OF_WEB, prf, NOW);
        byte[] padded = prf.compute(octets(1), "Key Pad for IKEv2".getBytes(StandardCharsets.US_ASCII));
        assertThat(proof.authentication())
                .contains(new Payload.Authentication(2, Bytes.wrap(prf.compute(padded, OF_WEB))));
        assertThat(proof.certificates()).isEmpty();
        assertThat(proof.fault()).isEmpty();
    }

    @Test
    void bothBelieveEachOtherUnderOneKey() {
        assertThat(negotiate(web(1), db(1))).isEmpty();
    }

    @Test
    void anotherKeyIsRefused() {
        IkeFault fault = negotiate(web(1), db(2)).orElseThrow();
        assertThat(fault.reason()).isEqualTo(NegotiationFailure.AUTHENTICATION_FAILED);
        assertThat(fault.notifyType()).hasValue(24);
        assertThat(fault.detail()).contains("'web1'", "epoch 2");
    }

    @Test
    void responderAnswersUnderTheEpochThatTheInitiatorUsed() {
        assertThat(negotiate(web(1), db(2, 1))).isEmpty();
        assertThat(negotiate(web(1, 2), db(2, 1))).isEmpty();
    }

    @Test
    void initiatorTakesItsNextKeyAfterAnAttemptThatCameToNothing() {
        PskAuthentication web = web(2, 1);
        PskAuthentication behind = db(1);
        assertThat(negotiate(web, behind)).isPresent();
        assertThat(negotiate(web, behind)).isEmpty();
        assertThat(negotiate(web, db(2))).as("begins with the first again").isEmpty();
    }

    @Test
    void initiatorComesBackToItsFirstKeyWhenAllFailed() {
        PskAuthentication web = web(2, 1);
        assertThat(negotiate(web, db(9))).isPresent();
        assertThat(negotiate(web, db(9))).isPresent();
        assertThat(negotiate(web, db(2))).isEmpty();
    }

    @Test
    void initiatorTakesAnAnswerOnlyUnderTheKeyItUsed() {
        Authenticator initiator = web(2, 1).begin(true);
        initiator.prove(OF_WEB, prf, NOW);
        Proof underTheOther = db(1).begin(false).prove(OF_DB, prf, NOW);
        assertThat(initiator.verify(of(DB, underTheOther), OF_DB, prf, NOW)).isPresent();
    }

    @Test
    void anotherIdentityIsRefusedByName() {
        Authenticator responder = db(1).begin(false);
        Proof proof = web(1).begin(true).prove(OF_WEB, prf, NOW);
        IkeFault fault = responder
                .verify(of(IkeIdentity.keyId("mallory\n"), proof), OF_WEB, prf, NOW)
                .orElseThrow();
        assertThat(fault.reason()).isEqualTo(NegotiationFailure.WRONG_IDENTITY);
        assertThat(fault.detail()).contains("'mallory?'", "'web1'");
    }

    @Test
    void anotherMethodIsRefused() {
        Proof proof = web(1).begin(true).prove(OF_WEB, prf, NOW);
        Bytes data = proof.authentication().orElseThrow().data();
        for (int method : new int[] {0, 1, 9, 13, 14, 255}) {
            assertThat(db(1).begin(false)
                            .verify(
                                    new PeerProof(WEB, List.of(), new Payload.Authentication(method, data)),
                                    OF_WEB,
                                    prf,
                                    NOW)
                            .orElseThrow()
                            .reason())
                    .isEqualTo(NegotiationFailure.AUTHENTICATION_FAILED);
        }
    }

    @Test
    void proofsOfAnyOtherOctetsAreRefused() {
        Bytes data = web(1).begin(true)
                .prove(OF_WEB, prf, NOW)
                .authentication()
                .orElseThrow()
                .data();
        for (int at = 0; at < data.length(); at++) {
            byte[] changed = data.toArray();
            changed[at] ^= 1;
            assertRefused(changed);
        }
        assertRefused(new byte[0]);
        assertRefused(Arrays.copyOf(data.toArray(), data.length() - 1));
        assertRefused(Arrays.copyOf(data.toArray(), data.length() + 1));
    }

    @Test
    void withoutAKeyNothingIsProvedOrBelieved() {
        Proof nothing = web().begin(true).prove(OF_WEB, prf, NOW);
        assertThat(nothing.authentication()).isEmpty();
        assertThat(nothing.fault().orElseThrow().reason()).isEqualTo(NegotiationFailure.NO_CREDENTIAL);
        assertThat(negotiate(web(1), db()).orElseThrow().reason()).isEqualTo(NegotiationFailure.NO_CREDENTIAL);
    }

    @Test
    void aKeyThatWasWipedMeanwhileIsAFaultAndNoException() {
        PairKey gone = key(1);
        gone.secret().close();
        PskAuthentication web = PskAuthentication.of(WEB, DB, List.of(gone));
        assertThat(web.begin(true).prove(OF_WEB, prf, NOW).fault().orElseThrow().reason())
                .isEqualTo(NegotiationFailure.NO_CREDENTIAL);
        assertThat(negotiate(db(1), web).orElseThrow().reason()).isEqualTo(NegotiationFailure.AUTHENTICATION_FAILED);
    }

    private void assertRefused(byte[] data) {
        PeerProof proof = new PeerProof(WEB, List.of(), new Payload.Authentication(2, Bytes.wrap(data)));
        assertThat(db(1).begin(false).verify(proof, OF_WEB, prf, NOW)).isPresent();
    }

    private Optional<IkeFault> negotiate(PskAuthentication initiating, PskAuthentication responding) {
        Authenticator initiator = initiating.begin(true);
        Authenticator responder = responding.begin(false);
        Proof first = initiator.prove(OF_WEB, prf, NOW);
        Optional<IkeFault> refused = responder.verify(of(initiator.localIdentity(), first), OF_WEB, prf, NOW);
        if (refused.isPresent()) {
            return refused;
        }
        return initiator.verify(of(responder.localIdentity(), responder.prove(OF_DB, prf, NOW)), OF_DB, prf, NOW);
    }

    private static PeerProof of(IkeIdentity identity, Proof proof) {
        return new PeerProof(
                identity, proof.certificates(), proof.authentication().orElseThrow());
    }

    private static PskAuthentication web(int... epochs) {
        return PskAuthentication.of(WEB, DB, keys(epochs));
    }

    private static PskAuthentication db(int... epochs) {
        return PskAuthentication.of(DB, WEB, keys(epochs));
    }

    private static List<PairKey> keys(int... epochs) {
        return IntStream.of(epochs).mapToObj(PskAuthenticationTest::key).collect(Collectors.toList());
    }

    private static PairKey key(int epoch) {
        return new PairKey(epoch, SecretBytes.wrap(octets(epoch)));
    }

    private static byte[] octets(int epoch) {
        byte[] octets = new byte[32];
        Arrays.fill(octets, (byte) epoch);
        return octets;
    }
}
