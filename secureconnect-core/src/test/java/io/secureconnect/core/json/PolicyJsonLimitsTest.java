package io.secureconnect.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.error.PolicyFault;
import io.secureconnect.core.resolve.FaultList;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents that want to fill the memory or the time: reading ends early, with a fault that says where. */
final class PolicyJsonLimitsTest {
    private static final int HUNDRED_MEGABYTES = 100_000_000;
    private static final int EARLY = 2_000_000;
    private static final String BASE =
            "{\"format\": \"secureconnect.policy/v1\", \"version\": 1, \"organization\": {\"id\": \"acme\"}, ";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // what comes before    | what is repeated | where reading stops
                "''                                       | [                 | ''",
                "'\"workloads\": '                        | [                 | /workloads/0",
                "'\"unknown\": '                          | [                 | /unknown",
                "'\"unknown\": '                          | {\"a\":           | /unknown",
                "'\"workloads\": [{\"id\": \"'            | x                 | /workloads/0/id",
                "'\"unknown\": \"'                        | x                 | /unknown",
                "'\"'                                     | x                 | ''",
                "'\"workloads\": [{\"labels\": {\"'       | x                 | /workloads/0/labels",
                "'\"saPolicy\": {\"replayWindow\": 1'     | 0                 | /saPolicy",
                "'\"saPolicy\": {\"replayWindow\": 1.'    | 0                 | /saPolicy"
            })
    void whatGoesOnForeverIsStoppedEarly(String before, String repeated, String pointer) {
        Endless in = new Endless(before.isEmpty() ? "" : BASE + before, repeated, HUNDRED_MEGABYTES);

        List<PolicyFault> faults = PolicyJsonTest.faults(in);

        assertThat(faults).last().satisfies(fault -> {
            assertThat(fault.pointer()).startsWith(pointer);
            assertThat(fault.rule()).matches(".*(reading stopped here|is an object).*");
        });
        assertThat(in.given).isLessThan(EARLY);
    }

    @Test
    void tooManyFaultsEndTheReading() {
        Endless in = new Endless(BASE + "\"workloads\": [", "1,", HUNDRED_MEGABYTES);

        List<PolicyFault> faults = PolicyJsonTest.faults(in);

        assertThat(faults).hasSize(FaultList.MOST + 1);
        assertThat(faults.get(FaultList.MOST).rule()).contains("are not listed");
        assertThat(in.given).isLessThan(EARLY);
    }

    @Test
    void anUnknownFieldMayHoldALotAsLongAsItIsFlat() {
        String document = BASE + "\"unknown\": [0" + ",0".repeat(2_500_000) + "]}";

        assertThat(PolicyJsonTest.faults(document)).singleElement().satisfies(fault -> {
            assertThat(fault.pointer()).isEqualTo("/unknown");
            assertThat(fault.value()).startsWith("[0,0,0,").hasSize(80);
        });
    }

    @Test
    void hugeExponentsAreNotWorkedOut() {
        assertThat(PolicyJsonTest.faults(BASE.replace("1,", "1e999999999,") + "\"workloads\": []}"))
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.pointer()).isEqualTo("/version");
                    assertThat(fault.value()).isEqualTo("1e999999999");
                });
    }

    @Test
    void aChainOfTwentyThousandGroupsIsRead() throws IOException {
        assertThat(PolicyJsonTest.read(chain("")).labelGroups()).hasSize(20_000);
    }

    @Test
    void aCycleOfTwentyThousandGroupsIsOneFault() {
        assertThat(PolicyJsonTest.faults(chain("\"g0\""))).singleElement().satisfies(fault -> {
            assertThat(fault.pointer()).isEqualTo("/labelGroups/0/groups");
            assertThat(fault.rule()).contains("g0 > g1 > g2").contains("(20000 steps)");
        });
    }

    private static String chain(String groupsOfTheLast) {
        return IntStream.range(0, 20_000)
                .mapToObj(i -> "{\"name\": \"g" + i + "\", \"key\": \"env\", \"groups\": ["
                        + (i == 19_999 ? groupsOfTheLast : "\"g" + (i + 1) + "\"") + "]}")
                .collect(Collectors.joining(", ", BASE + "\"labelGroups\": [", "]}"));
    }

    /** A beginning, and then the same again and again. */
    private static final class Endless extends InputStream {
        private final InputStream beginning;
        private final byte[] repeated;
        private final long most;
        private long given;

        Endless(String beginning, String repeated, long most) {
            this.beginning = new ByteArrayInputStream(beginning.getBytes(StandardCharsets.UTF_8));
            this.repeated = repeated.getBytes(StandardCharsets.UTF_8);
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            int first = beginning.read();
            if (first >= 0) {
                return first;
            }
            return given == most ? -1 : repeated[(int) (given++ % repeated.length)];
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = 0;
            for (int next = read(); next >= 0; next = count < length ? read() : -1) {
                into[offset + count++] = (byte) next;
                if (count == length) {
                    break;
                }
            }
            return count == 0 ? -1 : count;
        }
    }
}
