package io.secureconnect.api.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class OrganizationKeyTest {
    private static final String HEX = "00ff7f80102030405060708090a0b0c0d0e0f001122334455667788990aabbcc";

    @Test
    void exportsWhatItImported() {
        assertThat(OrganizationKey.ofHex(HEX.toCharArray()).exportHex()).isEqualTo(HEX.toCharArray());
        assertThat(OrganizationKey.ofHex(HEX.toUpperCase(Locale.ROOT).toCharArray())
                        .exportHex())
                .isEqualTo(HEX.toCharArray());
    }

    @Test
    void isGeneratedOfRandomOctetsWhole() {
        OrganizationKey key = OrganizationKey.generate(octets -> {
            for (int at = 0; at < octets.length; at++) {
                octets[at] = (byte) (at + 1);
            }
        });
        assertThat(key.secret().length()).isEqualTo(32);
        assertThat(new String(key.exportHex())).startsWith("010203").endsWith("1e1f20");
    }

    @Test
    void refusesWhatIsNoKeyAndDoesNotShowIt() {
        for (String bad : new String[] {
            "",
            HEX.substring(1),
            HEX + "0",
            HEX.replace("7f", "7g"),
            HEX.replace("7f", "7\uff11"),
            " " + HEX.substring(1)
        }) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> OrganizationKey.ofHex(bad.toCharArray()))
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("1020"));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> OrganizationKey.of(SecretBytes.wrap(new byte[31])));
    }

    @Test
    void closingWipes() {
        byte[] octets = new byte[32];
        Arrays.fill(octets, (byte) 9);
        OrganizationKey key = OrganizationKey.of(SecretBytes.wrap(octets));
        key.close();
        assertThat(octets).containsOnly(0);
    }
}
