package io.secureconnect.examples.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secureconnect.examples.console.CommandFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostFileNameTest {
    @ParameterizedTest
    @CsvSource({
        "web1, web1",
        "web-1.acme_test, web-1.acme_test",
        "../etc/passwd, %2E.%2Fetc%2Fpasswd",
        ".hidden, %2Ehidden",
        "a b, a%20b",
        "100%, 100%25",
        "a+b, a%2Bb",
        "caf\u00e9, caf%C3%A9"
    })
    void idsBecomeFileNamesThatStayInTheirDirectory(String workload, String name) {
        assertThat(HostFileName.of(workload)).isEqualTo(name);
        assertThat(HostFileName.workload(name)).contains(workload);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%2", "%zz", "a/b", "%77eb1", ".hidden", "a+b", "%2e"})
    void otherFileNamesBelongToNobody(String name) {
        assertThat(HostFileName.workload(name)).isEmpty();
    }

    @Test
    void idsTooLongForAFileNameAreRefused() {
        assertThatThrownBy(() -> HostFileName.of("x".repeat(201)))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("1 to 200");
    }
}
