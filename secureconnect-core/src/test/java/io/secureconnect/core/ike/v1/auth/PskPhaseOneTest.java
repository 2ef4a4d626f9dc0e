package io.secureconnect.core.ike.v1.auth;

import static io.secureconnect.api.keying.NegotiationFailure.AUTHENTICATION_FAILED;
import static io.secureconnect.api.keying.NegotiationFailure.NO_CREDENTIAL;
import static io.secureconnect.api.keying.NegotiationFailure.WRONG_IDENTITY;
import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.auth.PairKey;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.IkeIdentity;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.v1.auth.PhaseOneAuthentication.PeerProof;
import io.secureconnect.core.ike.v1.auth.PhaseOneAuthentication.Proof;
import io.secureconnect.core.ike.v1.wire.IsakmpPayload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PskPhaseOneTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final IpAddress REMOTE = IpAddress.parse("192.0.2.2");
    private static final byte[] HASH = {1, 2, 3, 4};

    private final List<PairKey> keys = new ArrayList<>(List.of(key(3), key(2)));
    private final PskPhaseOne factory = PskPhaseOne.of(() -> keys);

    private static PairKey key(int epoch) {
        return new PairKey(epoch, SecretBytes.wrap(new byte[] {(byte) epoch}));
    }

    @Test
    void the_identity_is_the_address_and_the_proof_the_hash() {
        PhaseOneAuthentication end = factory.begin(true);
        assertThat(end.method()).isEqualTo(1);
        assertThat(end.localIdentity(IpAddress.parse("192.0.2.1")))
                .isEqualTo(new IkeIdentity(1, Bytes.ofHex("c0000201")));
        assertThat(end.localIdentity(IpAddress.parse("2001:db8::1")).type()).isEqualTo(5);
        assertThat(end.certificateRequests()).isEmpty();
        assertThat(end.unable(NOW)).isEmpty();
        Proof proof = end.prove(HASH, NOW);
        assertThat(proof.certificates()).isEmpty();
        assertThat(proof.fault()).isEmpty();
        assertThat(proof.proof()).contains(new IsakmpPayload.Hash(Bytes.copyOf(HASH)));
    }

    @ParameterizedTest
    @CsvSource({
        "1, c0000202, false, true",
        "1, c0000202, true, true",
        "1, 0a000001, false, false",
        "1, 0a000001, true, true",
        "1, 0a00, true, false",
        "5, 20010db8000000000000000000000001, true, false",
        "2, 77656231, true, false",
        "11, c0000202, true, false",
        "9, 3000, true, false"
    })
    void a_peer_is_its_address_or_one_behind_a_nat(int type, String data, boolean nat, boolean believed) {
        PeerProof proof = proof(new IkeIdentity(type, Bytes.ofHex(data)), nat, Optional.of(Bytes.copyOf(HASH)));
        Optional<IkeFault> fault = factory.begin(false).verify(proof, HASH, NOW);
        assertThat(fault.map(IkeFault::reason)).isEqualTo(believed ? Optional.empty() : Optional.of(WRONG_IDENTITY));
    }

    @Test
    void another_hash_or_none_proves_nothing_and_the_peer_learns_no_more() {
        IkeIdentity peer = IkeIdentity.address(REMOTE);
        for (Optional<Bytes> hash : List.of(
                Optional.<Bytes>empty(),
                Optional.of(Bytes.empty()),
                Optional.of(Bytes.ofHex("010203")),
                Optional.of(Bytes.ofHex("01020305")))) {
            IkeFault fault = factory.begin(false)
                    .verify(proof(peer, false, hash), HASH, NOW)
                    .orElseThrow();
            assertThat(fault.reason()).isEqualTo(AUTHENTICATION_FAILED);
            assertThat(fault.notifyType()).hasValue(24);
        }
    }

    @Test
    void a_responder_tries_all_the_best_first() {
        PhaseOneAuthentication end = factory.begin(false);
        assertThat(epochs(end)).containsExactly(3, 2);
        assertThat(epochs(factory.begin(false))).containsExactly(3, 2);
    }

    @Test
    void an_initiator_takes_the_keys_in_turn_until_one_holds() {
        PhaseOneAuthentication first = factory.begin(true);
        assertThat(epochs(first)).containsExactly(3, 2);
        assertThat(epochs(first)).containsExactly(3, 2);
        PhaseOneAuthentication second = factory.begin(true);
        assertThat(epochs(second)).containsExactly(2, 3);
        assertThat(epochs(factory.begin(true))).containsExactly(3, 2);
        assertThat(second.verify(proof(IkeIdentity.address(REMOTE), false, Optional.of(Bytes.copyOf(HASH))), HASH, NOW))
                .isEmpty();
        assertThat(epochs(factory.begin(true))).containsExactly(3, 2);
    }

    @Test
    void keys_are_asked_for_once_in_a_main_mode_and_wiped_ones_are_left_out() {
        PhaseOneAuthentication end = factory.begin(true);
        assertThat(epochs(end)).containsExactly(3, 2);
        keys.get(0).secret().close();
        keys.set(1, key(4));
        assertThat(epochs(end)).containsExactly(2);
    }

    @Test
    void without_keys_there_is_nothing_to_prove() {
        keys.clear();
        PhaseOneAuthentication end = factory.begin(true);
        IkeFault fault = end.unable(NOW).orElseThrow();
        assertThat(fault.reason()).isEqualTo(NO_CREDENTIAL);
        assertThat(end.preSharedKeys()).isEmpty();
    }

    private static List<Integer> epochs(PhaseOneAuthentication end) {
        return end.preSharedKeys().stream().map(PairKey::epoch).toList();
    }

    private static PeerProof proof(IkeIdentity identity, boolean nat, Optional<Bytes> hash) {
        return new PeerProof(identity, REMOTE, nat, List.of(), hash, Optional.empty());
    }
}
