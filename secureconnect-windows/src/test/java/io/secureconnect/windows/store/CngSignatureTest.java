package io.secureconnect.windows.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.testkit.pki.KeyKind;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.EnumMap;
import java.util.Map;
import javax.crypto.Cipher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures by keys of Windows under Java's names: what others verify. */
class CngSignatureTest {
    private static final Map<KeyKind, KeyPair> KEYS = new EnumMap<>(KeyKind.class);
    private static final byte[] MESSAGE = "octets to be signed".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @CsvSource({
        "RSA_2048, SHA256withRSA",
        "RSA_2048, SHA384withRSA",
        "RSA_3072, SHA512withRSA",
        "EC_P256, SHA256withECDSA",
        "EC_P384, SHA384withECDSA",
        "EC_P521, SHA512withECDSA",
        "EC_P521, SHA256withECDSA"
    })
    void javaVerifiesWhatWindowsSigned(KeyKind kind, String algorithm) throws Exception {
        for (int round = 0; round < (algorithm.endsWith("RSA") ? 1 : 20); round++) { // lengths of r and s differ
            byte[] made = sign(kind, algorithm, null, MESSAGE);
            Signature judge = Signature.getInstance(algorithm);
            judge.initVerify(pair(kind).getPublic());
            judge.update(MESSAGE);
            assertThat(judge.verify(made)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 384, 512})
    void javaVerifiesPss(int bits) throws Exception {
        PSSParameterSpec spec = pss("SHA-" + bits, "SHA-" + bits, bits / 8);
        byte[] made = sign(KeyKind.RSA_2048, "RSASSA-PSS", spec, MESSAGE);
        Signature judge = Signature.getInstance("RSASSA-PSS");
        judge.setParameter(spec);
        judge.initVerify(pair(KeyKind.RSA_2048).getPublic());
        judge.update(MESSAGE);
        assertThat(judge.verify(made)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 32, 48, 64})
    void aBareHashStandsInTheBlockAsItIs(int octets) throws Exception {
        byte[] hash = new byte[octets];
        hash[0] = 0x5a;
        byte[] made = sign(KeyKind.RSA_2048, "NONEwithRSA", null, hash);
        Cipher judge = Cipher.getInstance("RSA/ECB/PKCS1Padding");
        judge.init(Cipher.DECRYPT_MODE, pair(KeyKind.RSA_2048).getPublic());
        assertThat(judge.doFinal(made)).isEqualTo(hash);
        byte[] curve = sign(KeyKind.EC_P256, "NONEwithECDSA", null, hash);
        Signature ecdsa = Signature.getInstance("NONEwithECDSA");
        ecdsa.initVerify(pair(KeyKind.EC_P256).getPublic());
        ecdsa.update(hash);
        assertThat(ecdsa.verify(curve)).isTrue();
    }

    @Test
    void oneSignatureObjectSignsTwice() throws Exception {
        CngKey key = key(KeyKind.EC_P256);
        Signature signature = Signature.getInstance("SHA256withECDSA", key.provider());
        signature.initSign(key);
        signature.update(MESSAGE);
        signature.sign();
        for (byte octet : MESSAGE) {
            signature.update(octet);
        }
        byte[] second = signature.sign();
        Signature judge = Signature.getInstance("SHA256withECDSA");
        judge.initVerify(pair(KeyKind.EC_P256).getPublic());
        judge.update(MESSAGE);
        assertThat(judge.verify(second)).isTrue();
    }

    @Test
    void pssNeedsParametersAndTakesThoseOfIkeOnly() throws Exception {
        CngKey key = key(KeyKind.RSA_2048);
        Signature signature = Signature.getInstance("RSASSA-PSS", key.provider());
        signature.initSign(key);
        signature.update(MESSAGE);
        assertThatExceptionOfType(SignatureException.class)
                .isThrownBy(signature::sign)
                .withMessageContaining("parameters");
        for (PSSParameterSpec other : new PSSParameterSpec[] {
            pss("SHA-1", "SHA-1", 20), pss("SHA-256", "SHA-1", 32), pss("SHA-256", "SHA-384", 32)
        }) {
            assertThatExceptionOfType(InvalidAlgorithmParameterException.class)
                    .isThrownBy(() -> signature.setParameter(other));
        }
        Signature pkcs1 = Signature.getInstance("SHA256withRSA", key.provider());
        pkcs1.initSign(key);
        assertThatExceptionOfType(InvalidAlgorithmParameterException.class)
                .isThrownBy(() -> pkcs1.setParameter(pss("SHA-256", "SHA-256", 32)));
    }

    @Test
    void aKeyOfAnotherKindOrOfJavaIsRefused() throws Exception {
        Signature signature = Signature.getInstance("SHA256withRSA", CngProvider.one());
        assertThatExceptionOfType(InvalidKeyException.class).isThrownBy(() -> signature.initSign(key(KeyKind.EC_P256)));
        assertThatExceptionOfType(InvalidKeyException.class)
                .isThrownBy(() -> signature.initSign(pair(KeyKind.RSA_2048).getPrivate()));
        assertThatExceptionOfType(InvalidKeyException.class)
                .isThrownBy(() -> signature.initVerify(pair(KeyKind.RSA_2048).getPublic()));
    }

    @Test
    void aKeyThatIsBoundToPssSignsByPssAlone() throws Exception {
        CngKey key = new CngKey("RSASSA-PSS", (hash, padding) -> Bytes.wrap(new byte[256]), CngProvider.one());
        Signature pss = Signature.getInstance("RSASSA-PSS", key.provider());
        pss.initSign(key);
        pss.setParameter(pss("SHA-256", "SHA-256", 32));
        pss.update(MESSAGE);
        assertThat(pss.sign()).hasSize(256);
        Signature pkcs1 = Signature.getInstance("SHA256withRSA", key.provider());
        assertThatExceptionOfType(InvalidKeyException.class).isThrownBy(() -> pkcs1.initSign(key));
    }

    @Test
    void whatWindowsRefusesIsSaidAsItSaidIt() throws Exception {
        CngKey key = new CngKey(
                "RSA",
                (hash, padding) -> {
                    throw new SignatureException("NCryptSignHash returned 0x80090029");
                },
                CngProvider.one());
        Signature signature = Signature.getInstance("SHA256withRSA", key.provider());
        signature.initSign(key);
        assertThatExceptionOfType(SignatureException.class)
                .isThrownBy(signature::sign)
                .withMessage("NCryptSignHash returned 0x80090029");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 134})
    void aSignatureThatIsNoRAndSIsRefused(int octets) {
        assertThatExceptionOfType(SignatureException.class).isThrownBy(() -> EcdsaDer.of(new byte[octets]));
    }

    @Test
    void theKeyShowsNothingAndTheProviderIsNotInstalled() {
        CngKey key = key(KeyKind.RSA_2048);
        assertThat(key.getEncoded()).isNull();
        assertThat(key.getFormat()).isNull();
        assertThat(key).hasToString("RSA key in a store of Windows");
        assertThat(Security.getProvider(CngProvider.one().getName())).isNull();
        assertThatExceptionOfType(NotSerializableException.class)
                .isThrownBy(() -> new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(key));
    }

    private static byte[] sign(KeyKind kind, String algorithm, PSSParameterSpec parameters, byte[] message)
            throws Exception {
        CngKey key = key(kind);
        Signature signature = Signature.getInstance(algorithm, key.provider());
        signature.initSign(key);
        if (parameters != null) {
            signature.setParameter(parameters);
        }
        signature.update(message);
        return signature.sign();
    }

    private static CngKey key(KeyKind kind) {
        KeyPair pair = pair(kind);
        HashSigner signer = new RawSigner(pair.getPrivate());
        return new CngKey(
                pair.getPublic().getAlgorithm(),
                (Bytes hash, Padding padding) -> signer.sign(hash, padding),
                CngProvider.one());
    }

    private static KeyPair pair(KeyKind kind) {
        return KEYS.computeIfAbsent(kind, KeyKind::generate);
    }

    private static PSSParameterSpec pss(String hash, String mask, int salt) {
        return new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(mask), salt, PSSParameterSpec.TRAILER_FIELD_BC);
    }
}
