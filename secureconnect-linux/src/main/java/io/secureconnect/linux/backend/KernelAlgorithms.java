package io.secureconnect.linux.backend;

import io.secureconnect.api.sa.EncryptionAlgorithm;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.IntegrityAlgorithm;
import io.secureconnect.api.sa.KeyMaterial;
import io.secureconnect.linux.xfrm.Algorithm;
import io.secureconnect.linux.xfrm.Attributes;
import io.secureconnect.linux.xfrm.UserState;
import io.secureconnect.linux.xfrm.XfrmMessage;
import io.secureconnect.linux.xfrm.Xfrma;
import java.util.Optional;

/** Proposals and the kernel's crypto API names for them ({@code net/xfrm/xfrm_algo.c}). */
final class KernelAlgorithms {
    private KernelAlgorithms() {}

    static String name(EncryptionAlgorithm algorithm) {
        return switch (algorithm) {
            case AES_GCM_16_128, AES_GCM_16_256 -> "rfc4106(gcm(aes))";
            case CHACHA20_POLY1305 -> "rfc7539esp(chacha20,poly1305)";
            case AES_CBC_128, AES_CBC_256 -> "cbc(aes)";
        };
    }

    static String name(IntegrityAlgorithm algorithm) {
        return switch (algorithm) {
            case HMAC_SHA2_256_128 -> "hmac(sha256)";
            case HMAC_SHA2_384_192 -> "hmac(sha384)";
            case HMAC_SHA2_512_256 -> "hmac(sha512)";
            case HMAC_SHA1_96 -> "hmac(sha1)";
        };
    }

    /** The modules that bring a proposal, for the remedy in an error. */
    static String modules(EspProposal proposal) {
        return switch (proposal.encryption()) {
            case AES_GCM_16_128, AES_GCM_16_256 -> "gcm, aes_generic, seqiv";
            case CHACHA20_POLY1305 -> "chacha20poly1305, chacha_generic, poly1305_generic, seqiv";
            case AES_CBC_128, AES_CBC_256 ->
                "cbc, aes_generic, authenc, echainiv, hmac, sha256_generic, sha512_generic or sha1_generic";
        };
    }

    /** The message with the algorithms of {@code proposal} and their keys. */
    static XfrmMessage<UserState> with(XfrmMessage<UserState> message, EspProposal proposal, KeyMaterial keys) {
        EncryptionAlgorithm encryption = proposal.encryption();
        Algorithm cipher = Algorithm.of(name(encryption), encryption.icvOctets(), keys.encryption());
        if (encryption.isAead()) {
            return message.with(Xfrma.ALG_AEAD, cipher);
        }
        IntegrityAlgorithm integrity = proposal.integrity().orElseThrow();
        return message.with(
                        Xfrma.ALG_AUTH_TRUNC,
                        Algorithm.of(
                                name(integrity),
                                integrity.icvOctets(),
                                keys.integrity().orElseThrow()))
                .with(Xfrma.ALG_CRYPT, cipher);
    }

    /** Whether an SA of the kernel has any algorithm; without one it is larval. */
    static boolean present(Attributes attributes) {
        return attributes.has(Xfrma.ALG_AEAD) || attributes.has(Xfrma.ALG_CRYPT) || attributes.has(Xfrma.ALG_AUTH);
    }

    /** The proposal that an SA of the kernel was made from, if there is one of these. */
    static Optional<EspProposal> proposal(Attributes attributes) {
        return EspProposal.all().stream().filter(p -> matches(p, attributes)).findFirst();
    }

    private static boolean matches(EspProposal proposal, Attributes attributes) {
        EncryptionAlgorithm encryption = proposal.encryption();
        Optional<Algorithm> cipher = attributes.find(encryption.isAead() ? Xfrma.ALG_AEAD : Xfrma.ALG_CRYPT);
        boolean sameCipher = cipher.filter(a -> a.name().equals(name(encryption))
                        && a.keyBits() == encryption.keyMaterialOctets() * 8
                        && a.icvBits() == encryption.icvOctets() * 8)
                .isPresent();
        return sameCipher
                && proposal.integrity()
                        .map(integrity -> attributes
                                .find(Xfrma.ALG_AUTH_TRUNC)
                                .filter(a ->
                                        a.name().equals(name(integrity)) && a.icvBits() == integrity.icvOctets() * 8)
                                .isPresent())
                        .orElse(true);
    }
}
