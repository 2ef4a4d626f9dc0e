package io.secureconnect.windows.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.windows.engine.WfpException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WfpFaultsTest {
    @ParameterizedTest
    @CsvSource({
        "5, PERMISSION_DENIED, elevated",
        "1722, IPSEC_UNAVAILABLE, service BFE",
        "1753, IPSEC_UNAVAILABLE, service BFE",
        "1726, KERNEL_PROTOCOL, open the backend anew",
        "1764, IPSEC_UNAVAILABLE, no Windows",
        "50, IPSEC_UNAVAILABLE, Windows 10",
        "0x8032000A, KERNEL_REFUSED, FWP_E_IN_USE"
    })
    void saysWhatWasToBeDoneWhatWindowsSaidAndTheRemedy(String code, ErrorCode meaning, String remedy) {
        WfpException refusal =
                new WfpException("FwpmFilterAdd0", Long.decode(code).intValue());
        SecureConnectException fault = WfpFaults.of("blocking 10.0.0.1<->10.0.0.2", refusal);
        assertThat(fault.code()).isEqualTo(meaning);
        assertThat(fault)
                .hasMessageStartingWith("blocking 10.0.0.1<->10.0.0.2: FwpmFilterAdd0 failed with ")
                .hasMessageContaining(remedy)
                .hasCause(refusal);
    }

    @ParameterizedTest
    @CsvSource({"0x80320035, CAPABILITY_MISSING, saPolicy/keying to ike", "5, PERMISSION_DENIED, elevated"})
    void anSpiThatWindowsDoesNotTakeNamesIke(String code, ErrorCode meaning, String remedy) {
        SecureConnectException fault = WfpFaults.ofSetSpi(
                "installing x",
                new WfpException("IPsecSaContextSetSpi0", Long.decode(code).intValue()));
        assertThat(fault.code()).isEqualTo(meaning);
        assertThat(fault).hasMessageContaining(remedy);
    }
}
