package io.secureconnect.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.secureconnect.api.error.InvalidPolicyException;
import io.secureconnect.api.error.PolicyFault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reader on documents whose faults were reviewed one by one. */
final class PolicyJsonTest {
    private static final String GOOD =
            "{\"format\": \"secureconnect.policy/v1\", \"version\": 1, \"organization\": {\"id\": \"acme\"}}";

    static List<PolicyCases> valid() {
        return PolicyCases.read("valid.txt");
    }

    static Stream<PolicyCases> invalid() {
        return Stream.of("malformed.txt", "inconsistent.txt").flatMap(name -> PolicyCases.read(name).stream());
    }

    @ParameterizedTest
    @MethodSource("valid")
    void aValidDocumentIsRead(PolicyCases each) throws IOException {
        assertThat(read(each.document()).version()).isNotNegative();
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void everyFaultOfAnInvalidDocumentIsListed(PolicyCases each) {
        assertThat(faults(each.document()).stream().map(PolicyFault::toString))
                .as(each.title())
                .isEqualTo(each.faults());
    }

    @Test
    void nothingStandsBehindTheDocument() {
        assertThat(faults(GOOD + " {}")).singleElement().satisfies(fault -> {
            assertThat(fault.pointer()).isEmpty();
            assertThat(fault.rule()).contains("nothing follows");
        });
        assertThat(faults(GOOD + " ]")).isNotEmpty();
    }

    @Test
    void emptyInputIsNoDocument() {
        assertThat(faults(""))
                .singleElement()
                .satisfies(fault -> assertThat(fault.rule()).contains("empty"));
        assertThat(faults(" \n")).hasSize(1);
    }

    @Test
    void brokenJsonIsLocatedAndWhatCameBeforeIsStillReported() {
        assertThat(faults(
                        "{\"format\": \"secureconnect.policy/v1\", \"colour\": 1,\n \"workloads\": [{\"id\": \"a\",]}"))
                .extracting(PolicyFault::pointer)
                .containsExactly("/workloads/0", "/colour");
        assertThat(faults("{\n  \"version\": 1 \"format\"}").get(0).value()).isEqualTo("line 2, column 16");
    }

    @Test
    void octetsThatAreNotUtf8AreRefused() {
        byte[] latin1 = GOOD.replace("acme", "acm\u00e9").getBytes(StandardCharsets.ISO_8859_1);
        byte[] utf16 = GOOD.getBytes(StandardCharsets.UTF_16LE);

        assertThat(faults(new ByteArrayInputStream(latin1)).get(0).rule()).contains("UTF-8");
        assertThat(faults(new ByteArrayInputStream(utf16))).isNotEmpty();
    }

    @Test
    void overlongUtf8IsRefused() {
        byte[] document = GOOD.replace("acme", "ac@@").getBytes(Charset.forName("US-ASCII"));
        int at = new String(document, StandardCharsets.US_ASCII).indexOf("@@");
        document[at] = (byte) 0xc0; // a slash in two octets
        document[at + 1] = (byte) 0xaf;

        assertThat(faults(new ByteArrayInputStream(document)).get(0).rule()).contains("UTF-8");
    }

    @Test
    void aStreamThatFailsIsNoFaultOfTheDocument() {
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("disk on fire");
            }
        };

        assertThatThrownBy(() -> PolicyJson.read(failing))
                .isInstanceOf(IOException.class)
                .hasMessage("disk on fire");
    }

    @Test
    void faultsAreSortedByPlaceNotByWhenTheyWereFound() {
        List<PolicyFault> faults = faults(
                "{\"ruleSets\": [{\"name\": \"\"}], \"workloads\": [1,2,3,4,5,6,7,8,9,10,11]," + GOOD.substring(1));

        assertThat(faults)
                .extracting(PolicyFault::pointer)
                .startsWith("/workloads/0", "/workloads/1", "/workloads/2")
                .endsWith("/workloads/9", "/workloads/10", "/ruleSets/0/name");
    }

    @Test
    void theReaderLeavesTheStreamOpen() throws IOException {
        boolean[] closed = {false};
        InputStream in = new ByteArrayInputStream(GOOD.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };

        PolicyJson.read(in);

        assertThat(closed[0]).isFalse();
    }

    static io.secureconnect.api.policy.PolicyDocument read(String document) throws IOException {
        return PolicyJson.read(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)));
    }

    static List<PolicyFault> faults(String document) {
        return faults(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)));
    }

    static List<PolicyFault> faults(InputStream in) {
        return catchThrowableOfType(InvalidPolicyException.class, () -> PolicyJson.read(in))
                .faults();
    }
}
