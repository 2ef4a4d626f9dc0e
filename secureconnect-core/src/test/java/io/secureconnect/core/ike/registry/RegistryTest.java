package io.secureconnect.core.ike.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RegistryTest {
    static Stream<List<? extends Registered>> registries() {
        return Stream.of(
                List.of(ExchangeType.values()),
                List.of(PayloadType.values()),
                List.of(SecurityProtocol.values()),
                List.of(TransformType.values()),
                List.of(ExtendedSequenceNumbers.values()),
                List.of(NotifyType.values()),
                List.of(AuthenticationMethod.values()),
                List.of(CertificateEncoding.values()),
                List.of(HashAlgorithm.values()),
                List.of(IdentificationType.values()),
                List.of(TrafficSelectorType.values()));
    }

    @ParameterizedTest
    @MethodSource("registries")
    void numbersAndNamesAreUniqueAndInOrder(List<? extends Registered> rows) {
        assertThat(rows).extracting(Registered::number).doesNotHaveDuplicates().isSorted();
        assertThat(rows).extracting(Registered::rfcName).doesNotHaveDuplicates().allMatch(name -> !name.isBlank());
        assertThat(rows).extracting(Registered::source).allMatch(source -> source.matches("RFC [0-9]{4,5} §[0-9.]+"));
    }

    @Test
    void everyRowIsFoundByItsNumber() {
        assertThat(Arrays.stream(NotifyType.values()).map(row -> NotifyType.of(row.number())))
                .allSatisfy(found -> assertThat(found).isPresent())
                .extracting(found -> found.orElseThrow())
                .containsExactly(NotifyType.values());
    }

    @Test
    void aNumberWithoutRowIsPrintedWithItsRegistry() {
        assertThat(NotifyType.of(40_961)).isEmpty();
        assertThat(NotifyType.text(40_961)).isEqualTo("notify type 40961 (0xa001)");
        assertThat(NotifyType.text(14)).isEqualTo("NO_PROPOSAL_CHOSEN");
    }

    @Test
    void errorsAreBelowTheFirstStatusType() {
        assertThat(NotifyType.isError(8191)).isTrue();
        assertThat(NotifyType.isError(16_383)).isTrue();
        assertThat(NotifyType.isError(16_384)).isFalse();
        assertThat(NotifyType.TEMPORARY_FAILURE.isError()).isTrue();
        assertThat(NotifyType.INITIAL_CONTACT.isError()).isFalse();
    }

    @Test
    void twoRowsOfOneNumberAreRefused() {
        Registered row = SecurityProtocol.ESP;
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> Registry.of("protocol", new Registered[] {row, row}))
                .hasMessage("protocol 3 has two rows");
    }
}
