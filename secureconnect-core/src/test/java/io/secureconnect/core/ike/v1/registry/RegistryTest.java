package io.secureconnect.core.ike.v1.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.core.ike.registry.Registered;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RegistryTest {
    private static final String SOURCE =
            "RFC [0-9]{4,5} (§[0-9.]+|appendix A)|draft-ietf-ipsec-nat-t-ike-0[0-9] §[0-9.]+|IANA ipsec-registry|MS-IKEE §[0-9.]+";

    static Stream<List<? extends Registered>> registries() {
        return Stream.of(
                List.of(ExchangeType.values()),
                List.of(PayloadType.values()),
                List.of(NotifyType.values()),
                List.of(PhaseOneAttribute.values()),
                List.of(PhaseOneCipher.values()),
                List.of(HashFunction.values()),
                List.of(AuthenticationMethod.values()),
                List.of(GroupDescription.values()),
                List.of(IpsecAttribute.values()),
                List.of(EspTransform.values()),
                List.of(EspAuthentication.values()),
                List.of(EncapsulationMode.values()),
                List.of(LifeType.values()));
    }

    @ParameterizedTest
    @MethodSource("registries")
    void numbersAndNamesAreUniqueAndInOrder(List<? extends Registered> rows) {
        assertThat(rows).extracting(Registered::number).doesNotHaveDuplicates().isSorted();
        assertThat(rows).extracting(Registered::rfcName).doesNotHaveDuplicates().allMatch(name -> !name.isBlank());
        assertThat(rows).extracting(Registered::source).allMatch(source -> source.matches(SOURCE));
    }

    @Test
    void theNumbersThatExchangesTurnOn() {
        assertThat(List.of(ExchangeType.MAIN_MODE, ExchangeType.INFORMATIONAL, ExchangeType.QUICK_MODE))
                .extracting(ExchangeType::number)
                .containsExactly(2, 5, 32);
        assertThat(List.of(
                        NotifyType.NO_PROPOSAL_CHOSEN,
                        NotifyType.INVALID_ID_INFORMATION,
                        NotifyType.INVALID_HASH_INFORMATION,
                        NotifyType.AUTHENTICATION_FAILED,
                        NotifyType.UNEQUAL_PAYLOAD_LENGTHS))
                .extracting(NotifyType::number)
                .containsExactly(14, 18, 23, 24, 30);
        assertThat(EncapsulationMode.of(61_444)).contains(EncapsulationMode.UDP_ENCAPSULATED_TRANSPORT_DRAFT);
        assertThat(NotifyType.text(40_961)).isEqualTo("notify type 40961 (0xa001)");
    }

    @Test
    void errorsAreBelowTheFirstStatusType() {
        assertThat(NotifyType.isError(16_383)).isTrue();
        assertThat(NotifyType.UNEQUAL_PAYLOAD_LENGTHS.isError()).isTrue();
        assertThat(NotifyType.CONNECTED.isError()).isFalse();
        assertThat(NotifyType.R_U_THERE.isError()).isFalse();
    }

    @Test
    void onlyTransportInUdpIsUdpTransport() {
        assertThat(Stream.of(EncapsulationMode.values()).filter(EncapsulationMode::isUdpTransport))
                .containsExactly(
                        EncapsulationMode.UDP_ENCAPSULATED_TRANSPORT,
                        EncapsulationMode.UDP_ENCAPSULATED_TRANSPORT_DRAFT);
    }
}
