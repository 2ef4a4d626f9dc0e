package io.secureconnect.windows.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.AddressPrefix;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpProtocol;
import io.secureconnect.api.sa.PortRange;
import io.secureconnect.api.sa.TrafficSelector;
import io.secureconnect.spi.Exemption;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a filter carries about itself is all that a later process has. */
class FilterLabelTest {
    private static final HostPair PATH = HostPair.of("10.0.0.1", "10.0.0.2");

    @ParameterizedTest
    @EnumSource
    void isReadAsItWasWritten(FilterRole role) {
        FilterLabel label = FilterLabel.of(PATH, role);
        assertThat(FilterLabel.read(label.providerData())).contains(label);
        assertThat(label.path()).contains(PATH);
        assertThat(label.exemption()).isEmpty();
    }

    private static Stream<TrafficSelector> selectors() {
        return Stream.concat(
                Stream.concat(
                        Exemption.neighborDiscovery().stream().map(Exemption::selector),
                        Stream.of(AddressFamily.values())
                                .map(family -> Exemption.ike(family, 500).selector())),
                Stream.of(
                        TrafficSelector.of(PATH),
                        TrafficSelector.builder()
                                .local(AddressPrefix.parse("2001:db8::/32"))
                                .remote(AddressPrefix.any(AddressFamily.IPV6))
                                .protocol(IpProtocol.TCP)
                                .localPorts(new PortRange(1, 65535))
                                .build()));
    }

    @ParameterizedTest
    @MethodSource("selectors")
    void anExemptionIsReadAsItWasWritten(TrafficSelector selector) {
        FilterLabel label = FilterLabel.of(selector, FilterRole.PERMIT_INBOUND);
        assertThat(FilterLabel.read(label.providerData()).flatMap(FilterLabel::exemption))
                .contains(selector);
        assertThat(label.path()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secureconnect/1",
                "secureconnect/1 block-inbound",
                "secureconnect/2 path 10.0.0.1 10.0.0.2 block-inbound",
                "secureconnect/1 path 10.0.0.1 10.0.0.2 block-sideways",
                "path 10.0.0.1 10.0.0.2 block-inbound"
            })
    void somethingElseIsNoLabel(String text) {
        assertThat(FilterLabel.read(Bytes.wrap(text.getBytes(StandardCharsets.UTF_8))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "path 10.0.0.1",
                "path 10.0.0.1 10.0.0.1",
                "path 10.0.0.1 2001:db8::1",
                "path 10.0.0.1 10.0.0.2 10.0.0.3",
                "path 2001:DB8::1 2001:db8::2",
                "exemption 10.0.0.0/8 0.0.0.0/0 6 1-2 3-4",
                "exemption 10.0.0.0/8 0.0.0.0/0 6 2-1 0-65535 -",
                "exemption 10.0.0.0/8 0.0.0.0/0 6 12 0-65535 -",
                "exemption 10.0.0.0/8 0.0.0.0/0 - 1-2 0-65535 -",
                "exemption 10.0.0.0/8 0.0.0.0/0 x 0-65535 0-65535 -",
                "port 500 IPV4"
            })
    void whatWasNotWrittenHereNamesNothing(String subject) {
        FilterLabel label = new FilterLabel(subject, FilterRole.BLOCK_INBOUND);
        assertThat(label.path()).isEmpty();
        assertThat(label.exemption()).isEmpty();
        assertThat(label.outlivesTheProcess()).isFalse();
    }

    @Test
    void aLongTextIsNotRead() {
        assertThat(FilterLabel.read(Bytes.wrap(new byte[100_000]))).isEmpty();
    }
}
