package io.secureconnect.windows.backend;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.EncryptionAlgorithm;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.IntegrityAlgorithm;
import io.secureconnect.api.sa.KeyMaterial;
import io.secureconnect.windows.wfp.Sa;
import io.secureconnect.windows.wfp.Transform;
import java.util.List;
import java.util.Optional;

/**
 * ESP proposals in the numbers of Windows ({@code IPSEC_CIPHER_TYPE}, {@code IPSEC_AUTH_TYPE} and their configs, {@code
 * ipsectypes.h}). AES-GCM is there twice, as cipher and as integrity, both with the same octets: key, then salt.
 */
final class Transforms {
    private static final List<Cipher> CIPHERS = List.of(
            new Cipher(EncryptionAlgorithm.AES_GCM_16_128, 3, 6),
            new Cipher(EncryptionAlgorithm.AES_GCM_16_256, 5, 8),
            new Cipher(EncryptionAlgorithm.AES_CBC_128, 3, 3),
            new Cipher(EncryptionAlgorithm.AES_CBC_256, 5, 5));

    private static final List<Auth> AUTHS = List.of(
            new Auth(Optional.of(EncryptionAlgorithm.AES_GCM_16_128), Optional.empty(), 3),
            new Auth(Optional.of(EncryptionAlgorithm.AES_GCM_16_256), Optional.empty(), 5),
            new Auth(Optional.empty(), Optional.of(IntegrityAlgorithm.HMAC_SHA2_256_128), 2),
            new Auth(Optional.empty(), Optional.of(IntegrityAlgorithm.HMAC_SHA1_96), 1));

    private Transforms() {}

    private record Cipher(EncryptionAlgorithm algorithm, int type, int config) {}

    /** Type and config of an integrity transform are the same number. */
    private record Auth(Optional<EncryptionAlgorithm> aead, Optional<IntegrityAlgorithm> integrity, int number) {
        boolean fits(EspProposal proposal) {
            return integrity.equals(proposal.integrity())
                    && (integrity.isPresent() || aead.equals(Optional.of(proposal.encryption())));
        }
    }

    /** Every proposal Windows has, strongest family first. */
    static List<EspProposal> proposals() {
        return EspProposal.all().stream()
                .filter(proposal ->
                        cipher(proposal).isPresent() && auth(proposal).isPresent())
                .toList();
    }

    private static Optional<Cipher> cipher(EspProposal proposal) {
        return CIPHERS.stream()
                .filter(cipher -> cipher.algorithm == proposal.encryption())
                .findFirst();
    }

    private static Optional<Auth> auth(EspProposal proposal) {
        return AUTHS.stream().filter(auth -> auth.fits(proposal)).findFirst();
    }

    /** @param keys lent until Windows has them */
    static Sa.Transforms of(EspProposal proposal, KeyMaterial keys) {
        Cipher cipher = cipher(proposal).orElseThrow(() -> new IllegalArgumentException("Windows has no " + proposal));
        Auth auth = auth(proposal).orElseThrow(() -> new IllegalArgumentException("Windows has no " + proposal));
        SecretBytes encryption = keys.encryption();
        return new Sa.Transforms(
                new Transform(cipher.type, cipher.config, Optional.of(encryption)),
                new Transform(
                        auth.number, auth.number, Optional.of(keys.integrity().orElse(encryption))));
    }

    /** The proposal of an SA in Windows; empty if it has no key yet, or is none of ours. */
    static Optional<EspProposal> proposal(Sa sa) {
        return sa.esp()
                .flatMap(esp -> proposals().stream()
                        .filter(proposal -> is(esp.cipher(), proposal) && is(esp.auth(), auth(proposal)))
                        .findFirst());
    }

    private static boolean is(Transform cipher, EspProposal proposal) {
        return cipher(proposal)
                .filter(row -> row.type == cipher.type() && row.config == cipher.config())
                .isPresent();
    }

    private static boolean is(Transform auth, Optional<Auth> row) {
        return row.filter(found -> found.number == auth.type() && found.number == auth.config())
                .isPresent();
    }
}
