package io.secureconnect.api.sa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " 10.0.0.1",
                "10.0.0.1 ",
                "10.0.0",
                "10.0.0.1.2",
                "10.0.0.256",
                "10.0.0.01",
                "0x0a.0.0.1",
                "10.0.0.-1",
                "167772161",
                "host.example",
                "::1%eth0",
                "fe80::1%2",
                "[::1]",
                "2001:db8::1/64",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7::8:9",
                "12345::",
                "g::",
                ":1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:",
                "::ffff:192.0.2.1",
                "::ffff:c000:201",
                "0:0:0:0:0:ffff:192.0.2.1",
                "1.2.3.4::",
                "::1.2.3",
                "\u0661\u0662::"
            })
    void refusesWhatIsNoAddressOrNamesOneTwice(String text) {
        assertThat(IpAddress.tryParse(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> IpAddress.parse(text));
    }

    /** The examples of RFC 5952 sections 4 and 5, and edges of the zero run. */
    @ParameterizedTest
    @CsvSource({
        "2001:0DB8::0001, 2001:db8::1",
        "2001:db8:0:0:0:0:2:1, 2001:db8::2:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "::, ::",
        "::1, ::1",
        "1::, 1::",
        "0:0:0:0:0:0:0:0, ::",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
        "192.0.2.1, 192.0.2.1",
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255"
    })
    void writesTheCanonicalForm(String text, String canonical) {
        assertThat(IpAddress.parse(text)).hasToString(canonical);
        assertThat(IpAddress.parse(canonical)).isEqualTo(IpAddress.parse(text));
    }

    @Test
    void agreesWithTheJdkOnRandomAddresses() throws UnknownHostException {
        Random random = new Random(42);
        for (int i = 0; i < 20_000; i++) {
            byte[] octets = new byte[i % 4 == 0 ? 4 : 16];
            random.nextBytes(octets);
            for (int z = random.nextInt(octets.length); z > 0; z--) {
                octets[random.nextInt(octets.length)] = 0;
            }
            IpAddress address = IpAddress.of(octets);
            assertThat(IpAddress.parse(address.toString())).isEqualTo(address);
            assertThat(InetAddress.getByName(address.toString()).getAddress()).isEqualTo(octets);
        }
    }

    @Test
    void ordersByFamilyThenUnsignedOctets() {
        assertThat(Stream.of("::1", "200.0.0.1", "9.0.0.1", "10.0.0.1", "fe80::1")
                        .map(IpAddress::parse)
                        .sorted()
                        .map(IpAddress::toString)
                        .collect(Collectors.toList()))
                .containsExactly("9.0.0.1", "10.0.0.1", "200.0.0.1", "::1", "fe80::1");
    }

    @Test
    void knowsAddressesThatCannotBeAPath() {
        assertThat(IpAddress.parse("127.9.9.9").isLoopback()).isTrue();
        assertThat(IpAddress.parse("::1").isLoopback()).isTrue();
        assertThat(IpAddress.parse("::2").isLoopback()).isFalse();
        assertThat(IpAddress.parse("169.254.1.1").isLinkLocal()).isTrue();
        assertThat(IpAddress.parse("febf::1").isLinkLocal()).isTrue();
        assertThat(IpAddress.parse("fec0::1").isLinkLocal()).isFalse();
        assertThat(IpAddress.parse("239.1.1.1").isMulticast()).isTrue();
        assertThat(IpAddress.parse("255.255.255.255").isMulticast()).isTrue();
        assertThat(IpAddress.parse("223.255.255.255").isMulticast()).isFalse();
        assertThat(IpAddress.parse("ff02::1").isMulticast()).isTrue();
        assertThat(IpAddress.parse("::").isUnspecified()).isTrue();
    }

    @Test
    void neighboursHaveHashesFarApart() {
        Set<Integer> hashes = new HashSet<>();
        Set<Integer> lowBits = new HashSet<>();
        for (int i = 0; i < 65_536; i++) {
            int hash =
                    IpAddress.of((byte) 10, (byte) 1, (byte) (i >> 8), (byte) i).hashCode();
            hashes.add(hash);
            lowBits.add(hash & 0xffff);
        }

        assertThat(hashes).hasSizeGreaterThan(65_500);
        assertThat(lowBits).as("a table of 65,536 is well used").hasSizeGreaterThan(40_000);
    }
}
