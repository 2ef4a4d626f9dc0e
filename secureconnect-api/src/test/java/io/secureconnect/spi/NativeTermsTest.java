package io.secureconnect.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.secureconnect.api.auth.RevocationPolicy;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.SaLifetime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NativeTermsTest {
    @Test
    void equalTermsHaveOneFingerprintAndEveryOtherTermAnother() {
        List<NativeTerms> all = List.of(
                psk(1).build(),
                psk(2).build(),
                psk(1).version(IkeVersion.IKEV2).build(),
                psk(1).addIkeProposals(IkeProposal.parse("aes128-sha256-modp2048"))
                        .build(),
                psk(1).addEspProposals(EspProposal.parse("aes128gcm16")).build(),
                psk(1).perfectForwardSecrecy(false).build(),
                psk(1).ikeLifetime(Duration.ofHours(5)).build(),
                psk(1).childLifetime(
                                SaLifetime.builder().hard(Duration.ofHours(2)).build())
                        .build(),
                psk(1).natTraversal(false).build(),
                certificate("3000", Optional.empty(), RevocationPolicy.IF_KNOWN),
                certificate("3001", Optional.empty(), RevocationPolicy.IF_KNOWN),
                certificate("3000", Optional.of("00".repeat(20)), RevocationPolicy.IF_KNOWN),
                certificate("3000", Optional.empty(), RevocationPolicy.REQUIRED));

        Set<Bytes> fingerprints = all.stream().map(NativeTerms::fingerprint).collect(Collectors.toSet());
        assertThat(fingerprints).hasSameSizeAs(all).allMatch(fingerprint -> fingerprint.length() == 32);
        assertThat(psk(1).build().fingerprint()).isEqualTo(all.get(0).fingerprint());
    }

    @Test
    void aFingerprintIsNoHashOfTheKeyAlone() {
        Bytes fingerprint = psk(1).build().fingerprint();

        assertThat(Stream.of("SHA-256", "SHA-512").map(NativeTermsTest::hashOfKeyOne))
                .noneMatch(hash -> hash.startsWith(fingerprint.toHex().substring(0, 8)));
    }

    @Test
    void closingWipesTheKeyAndKeepsTheFingerprintThatWasAskedFor() {
        NativeTerms terms = psk(1).build();
        Bytes before = terms.fingerprint();

        terms.close();

        assertThat(((NativeAuthentication.PreSharedKey) terms.authentication())
                        .secret()
                        .isWiped())
                .isTrue();
        assertThat(terms.fingerprint()).isEqualTo(before);
        NativeTerms neverAsked = psk(1).build();
        neverAsked.close();
        assertThatIllegalStateException().isThrownBy(neverAsked::fingerprint);
    }

    @Test
    void termsThatNobodyCouldAgreeOnAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> psk(1).ikeProposals(List.of()).build())
                .withMessageContaining("at least one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> psk(1).addIkeProposals(IkeProposal.parse("aes256gcm16-prfsha384-ecp384"))
                        .build())
                .withMessageContaining("IKEv1 has no way to say aes256gcm16-prfsha384-ecp384");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> psk(1).ikeLifetime(Duration.ofMillis(5)).build())
                .withMessageContaining("PT0.005S");
    }

    @Test
    void aCertificateIsNamedByItsWholeHash() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> certificate("3000", Optional.of("00"), RevocationPolicy.IF_KNOWN))
                .withMessageContaining("20 octets");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> certificate("", Optional.empty(), RevocationPolicy.IF_KNOWN))
                .withMessageContaining("CN=CA");
    }

    private static String hashOfKeyOne(String algorithm) {
        try {
            return Bytes.wrap(MessageDigest.getInstance(algorithm).digest(key(1)))
                    .toHex();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] key(int seed) {
        byte[] octets = new byte[32];
        octets[0] = (byte) seed;
        return octets;
    }

    private static NativeTerms certificate(String der, Optional<String> own, RevocationPolicy revocation) {
        return psk(1).authentication(new NativeAuthentication.Certificate(
                        Bytes.ofHex(der), "CN=CA", own.map(Bytes::ofHex), revocation))
                .build();
    }

    private static NativeTerms.Builder psk(int seed) {
        return NativeTerms.builder()
                .version(IkeVersion.IKEV1)
                .authentication(new NativeAuthentication.PreSharedKey(SecretBytes.wrap(key(seed))))
                .addIkeProposals(IkeProposal.parse("aes256-sha256-modp2048"))
                .addEspProposals(EspProposal.AES_256_GCM)
                .perfectForwardSecrecy(true)
                .ikeLifetime(Duration.ofHours(4))
                .childLifetime(SaLifetime.standard())
                .natTraversal(true);
    }
}
