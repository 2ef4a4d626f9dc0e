package io.secureconnect.examples.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secureconnect.api.SecureConnect;
import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.keying.SealingKeyPair;
import io.secureconnect.testkit.time.SeededRandom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.interfaces.XECPrivateKey;
import java.security.interfaces.XECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityFileTest {
    @TempDir
    private Path dir;

    private Path file;
    private SealingKeyPair pair;

    @BeforeEach
    void writeAPair() {
        file = dir.resolve("host.key");
        pair = SecureConnect.keyDistribution().newKeyPair(new SeededRandom(5));
        IdentityFile.write(file, pair);
    }

    private static byte[] der(Path pem) throws IOException {
        String text = Files.readString(pem);
        return Base64.getDecoder().decode(text.lines().toList().get(1));
    }

    @Test
    void bothHalvesAreReadBack() {
        assertThat(IdentityFile.readPublic(IdentityFile.publicFileOf(file))).isEqualTo(pair.publicKey());
        try (SealingKeyPair read = IdentityFile.read(file)) {
            assertThat(read.publicKey()).isEqualTo(pair.publicKey());
            assertThat(read.privateKey()).isEqualTo(pair.privateKey());
        }
    }

    @Test
    void theJdkReadsThemAsX25519Keys() throws Exception {
        KeyFactory factory = KeyFactory.getInstance("X25519");
        XECPrivateKey privateKey = (XECPrivateKey) factory.generatePrivate(new PKCS8EncodedKeySpec(der(file)));
        XECPublicKey publicKey =
                (XECPublicKey) factory.generatePublic(new X509EncodedKeySpec(der(IdentityFile.publicFileOf(file))));
        assertThat(privateKey.getScalar()).contains(pair.privateKey().read(byte[]::clone));
        byte[] bigEndian = publicKey.getU().toByteArray();
        byte[] octets = pair.publicKey().octets();
        assertThat(bigEndian[bigEndian.length - 1])
                .as("first octet, little-endian")
                .isEqualTo(octets[0]);
    }

    @Test
    void thePrivateHalfIsItsOwnersAlone() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> IdentityFile.read(file))
                .isInstanceOfSatisfying(
                        SecureConnectException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INSECURE_FILE));
    }

    @Test
    void oneHalfIsNotTakenForTheOther() {
        assertThatThrownBy(() -> IdentityFile.read(IdentityFile.publicFileOf(file)))
                .hasMessageContaining("not a PEM file with one X25519 PRIVATE KEY");
        assertThatThrownBy(() -> IdentityFile.readPublic(file)).hasMessageContaining("X25519 PUBLIC KEY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "-----BEGIN PRIVATE KEY-----\nAQID\n-----END PRIVATE KEY-----\n"})
    void anythingElseIsRefusedAndNotQuoted(String text) {
        PrivateFiles.write(file, text.getBytes(UTF_8));
        assertThatThrownBy(() -> IdentityFile.read(file))
                .isInstanceOfSatisfying(
                        SecureConnectException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.KEY_UNREADABLE))
                .hasMessageStartingWith(file + ": not a PEM file")
                .hasMessageNotContaining("AQID")
                .hasMessageNotContaining("secret");
    }
}
