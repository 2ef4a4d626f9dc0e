package io.secureconnect.examples.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secureconnect.api.auth.PostquantumPreSharedKey;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.error.SecureConnectException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PpkFileTest {
    @TempDir
    private Path dir;

    private Path file(String text) {
        Path file = dir.resolve("file");
        PrivateFiles.write(file, text.getBytes(StandardCharsets.UTF_8));
        return file;
    }

    @Test
    void whatIsWrittenIsRead() {
        byte[] octets = new byte[32];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) (i * 11);
        }
        Path file = dir.resolve("ppk");
        try (SecretBytes secret = SecretBytes.copyOf(octets)) {
            PpkFile.write(file, "acme 2026 – é", secret);
            PostquantumPreSharedKey read = PpkFile.read(file, true);
            assertThat(read.id()).isEqualTo("acme 2026 – é");
            assertThat(read.secret()).isEqualTo(secret);
            assertThat(read.required()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "acme",
                "acme 0102",
                " 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
                "acme 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1",
                "acme:000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
                "acme 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1fX"
            })
    void anythingElseIsRefusedWithoutShowingIt(String text) {
        Path file = file(text);
        assertThatThrownBy(() -> PpkFile.read(file, false))
                .isInstanceOf(SecureConnectException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining("psk ppk")
                .hasMessageNotContaining("0405060708");
    }

    @Test
    void aPasswordIsTheFirstLine() throws IOException {
        assertThat(PasswordFile.read(file("pass wörd\r\nmore"))).isEqualTo("pass wörd".toCharArray());
        assertThat(PasswordFile.read(file(""))).isEmpty();
    }
}
