package io.secureconnect.windows.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.IntegrityAlgorithm;
import io.secureconnect.api.sa.KeyMaterial;
import io.secureconnect.windows.wfp.Sa;
import io.secureconnect.windows.wfp.Transform;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Numbers held against those of the SDK's headers. */
class TransformsTest {
    private static final Map<String, String> NAMES = Map.of(
            "aes128gcm16", "GCM_AES_128 GCM_AES_128",
            "aes256gcm16", "GCM_AES_256 GCM_AES_256",
            "aes128-sha256", "AES_128 HMAC_SHA_256_128",
            "aes256-sha256", "AES_256 HMAC_SHA_256_128",
            "aes128-sha1", "AES_128 HMAC_SHA_1_96",
            "aes256-sha1", "AES_256 HMAC_SHA_1_96");

    private static JsonNode facts() throws IOException {
        try (InputStream in = TransformsTest.class.getResourceAsStream("/wfp/wfp-enums.json")) {
            return new ObjectMapper().readTree(in).get("transform_ids");
        }
    }

    private static KeyMaterial keys(EspProposal proposal) {
        return new KeyMaterial(
                proposal,
                SecretBytes.wrap(new byte[proposal.encryption().keyMaterialOctets()]),
                proposal.integrity().map(integrity -> SecretBytes.wrap(new byte[integrity.keyOctets()])));
    }

    @Test
    void areThoseOfTheHeaders() throws IOException {
        assertThat(Transforms.proposals())
                .extracting(EspProposal::keyword)
                .containsExactlyInAnyOrderElementsOf(NAMES.keySet());
        for (EspProposal proposal : Transforms.proposals()) {
            String[] names = NAMES.get(proposal.keyword()).split(" ");
            Sa.Transforms transforms = Transforms.of(proposal, keys(proposal));
            assertIs(transforms.cipher(), facts().get("IPSEC_CIPHER_TRANSFORM_ID_" + names[0]));
            assertIs(transforms.auth(), facts().get("IPSEC_AUTH_TRANSFORM_ID_" + names[1]));
        }
    }

    private static void assertIs(Transform transform, JsonNode numbers) {
        assertThat(transform.type()).isEqualTo(numbers.get(0).intValue());
        assertThat(transform.config()).isEqualTo(numbers.get(1).intValue());
    }

    @Test
    void gcmHasTheSameKeyAndSaltTwice() {
        EspProposal gcm = EspProposal.AES_256_GCM;
        KeyMaterial keys = keys(gcm);
        Sa.Transforms transforms = Transforms.of(gcm, keys);
        assertThat(transforms.cipher().key().orElseThrow()).isSameAs(keys.encryption());
        assertThat(transforms.auth().key().orElseThrow()).isSameAs(keys.encryption());
        assertThat(keys.encryption().length()).isEqualTo(36);
    }

    @Test
    void cbcHasAKeyOfItsOwnForIntegrity() {
        EspProposal cbc = EspProposal.parse("aes128-sha256");
        KeyMaterial keys = keys(cbc);
        Sa.Transforms transforms = Transforms.of(cbc, keys);
        assertThat(transforms.cipher().key().orElseThrow()).isSameAs(keys.encryption());
        assertThat(transforms.auth().key()).isEqualTo(keys.integrity());
        assertThat(transforms.auth().key().orElseThrow().length())
                .isEqualTo(IntegrityAlgorithm.HMAC_SHA2_256_128.keyOctets());
    }

    @Test
    void aProposalIsKnownAgainWithoutItsKeys() {
        for (EspProposal proposal : Transforms.proposals()) {
            Sa.Transforms given = Transforms.of(proposal, keys(proposal));
            Sa read = Sa.esp(300, new Sa.Transforms(keyless(given.cipher()), keyless(given.auth())));
            assertThat(Transforms.proposal(read)).contains(proposal);
        }
    }

    private static Transform keyless(Transform transform) {
        return new Transform(transform.type(), transform.config(), Optional.empty());
    }

    @Test
    void othersAreNone() {
        Transform des = new Transform(1, 1, Optional.empty());
        Transform md5 = new Transform(0, 0, Optional.empty());
        assertThat(Transforms.proposal(Sa.esp(300, new Sa.Transforms(des, md5))))
                .isEmpty();
        assertThat(Transforms.proposal(new Sa(300, Sa.ESP_AUTH_AND_CIPHER, Optional.empty())))
                .isEmpty();
        EspProposal chacha = EspProposal.parse("chacha20poly1305");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Transforms.of(chacha, keys(chacha)))
                .withMessageContaining("chacha20poly1305");
    }
}
