package io.secureconnect.examples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secureconnect.api.sa.AddressPrefix;
import io.secureconnect.api.sa.PortRange;
import io.secureconnect.spi.Exemption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class FailsafeConverterTest {
    private static List<Exemption> read(String text) {
        return new FailsafeConverter().convert(text).exemptions();
    }

    @Test
    void inIsAPortOfThisHost() {
        assertThat(read("in:tcp/22@192.0.2.0/24")).singleElement().satisfies(exemption -> {
            assertThat(exemption.selector().remote()).isEqualTo(AddressPrefix.parse("192.0.2.0/24"));
            assertThat(exemption.selector().protocol()).hasValue(6);
            assertThat(exemption.selector().localPorts()).isEqualTo(PortRange.of(22));
            assertThat(exemption.selector().remotePorts()).isEqualTo(PortRange.ANY);
        });
    }

    @Test
    void outIsAPortOfTheOthers() {
        assertThat(read("out:udp/5000-5100@2001:db8::/32")).singleElement().satisfies(exemption -> {
            assertThat(exemption.selector().remote()).isEqualTo(AddressPrefix.parse("2001:db8::/32"));
            assertThat(exemption.selector().protocol()).hasValue(17);
            assertThat(exemption.selector().localPorts()).isEqualTo(PortRange.ANY);
            assertThat(exemption.selector().remotePorts()).isEqualTo(new PortRange(5000, 5100));
        });
    }

    @Test
    void withoutAPrefixBothFamiliesAreMeant() {
        assertThat(read("out:udp/53"))
                .extracting(exemption -> exemption.selector().remote().toString())
                .containsExactly("0.0.0.0/0", "::/0");
    }

    @Test
    void icmpTypesGoBothWays() {
        assertThat(read("icmp/3")).singleElement().satisfies(exemption -> {
            assertThat(exemption.selector().remote()).isEqualTo(AddressPrefix.parse("0.0.0.0/0"));
            assertThat(exemption.selector().protocol()).hasValue(1);
            assertThat(exemption.selector().icmpType()).hasValue(3);
        });
        assertThat(read("icmpv6/2@2001:db8::/32")).singleElement().satisfies(exemption -> {
            assertThat(exemption.selector().remote()).isEqualTo(AddressPrefix.parse("2001:db8::/32"));
            assertThat(exemption.selector().protocol()).hasValue(58);
            assertThat(exemption.selector().icmpType()).hasValue(2);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ssh",
                "tcp/22",
                "in:tcp",
                "in:icmp/8",
                "icmp",
                "icmp/256",
                "icmp/8@2001:db8::/32",
                "icmpv6/2@10.0.0.0/8",
                "in:tcp/22@",
                "in:tcp/70000",
                "in:tcp/30-20",
                "in:tcp/22@10.0.0.1/8",
                "in:tcp/22@host.example",
                "in:tcp/22@::ffff:10.0.0.1"
            })
    void anythingElseIsRefusedWithTheValue(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageStartingWith("'" + text + "'");
    }
}
