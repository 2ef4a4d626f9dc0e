package io.secureconnect.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.error.InvalidPolicyException;
import io.secureconnect.api.plan.FleetPlan;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.core.resolve.PolicyResolver;
import io.secureconnect.core.resolve.RandomPolicy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The reader is total: whatever comes in, it gives a document that can be used or names what is wrong. */
final class PolicyJsonFuzzTest {
    private static final List<byte[]> CORPUS = Stream.of("valid.txt", "malformed.txt", "inconsistent.txt")
            .flatMap(name -> PolicyCases.read(name).stream())
            .map(each -> each.document().getBytes(StandardCharsets.UTF_8))
            .toList();

    private static final String[] TOKENS = {
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "null",
        "true",
        "-1",
        "1e9",
        "99999999999999999999",
        "\"\"",
        "\"\\ud800\"",
        "\"ams\"",
        "\"group\"",
        "\"10.0.0.1\"",
        "{\"actors\":\"ams\"}",
        "\"id\":\"a\"",
        "\\",
        "\"",
        "\u0000"
    };

    @Property(tries = 3000)
    void randomOctetsAreRefused(@ForAll byte[] octets) throws IOException {
        assertTotal(octets);
    }

    @Property(tries = 6000)
    void damagedDocumentsAreReadOrRefused(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        byte[] document = CORPUS.get(random.nextInt(CORPUS.size()));
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            document = damage(document, random);
        }
        assertTotal(document);
    }

    @Property(tries = 500)
    void whatIsWrittenReadsBackAsItWas(@ForAll long seed) throws IOException {
        PolicyDocument document = RandomPolicy.of(seed);
        byte[] written = written(document);

        PolicyDocument again = PolicyJson.read(new ByteArrayInputStream(written));

        assertThat(again).isEqualTo(document);
        assertThat(written(again)).isEqualTo(written);
    }

    private static byte[] damage(byte[] document, Random random) {
        int from = random.nextInt(document.length + 1);
        int to = from + random.nextInt(Math.min(12, document.length - from + 1));
        byte[] insert = switch (random.nextInt(5)) {
            case 0 -> new byte[] {(byte) random.nextInt(256)};
            case 1 -> new byte[0];
            case 2 -> {
                byte[] donor = CORPUS.get(random.nextInt(CORPUS.size()));
                int start = random.nextInt(donor.length);
                yield Arrays.copyOfRange(donor, start, Math.min(donor.length, start + random.nextInt(80)));
            }
            default -> TOKENS[random.nextInt(TOKENS.length)].getBytes(StandardCharsets.UTF_8);
        };
        ByteArrayOutputStream damaged = new ByteArrayOutputStream();
        damaged.write(document, 0, from);
        damaged.writeBytes(insert);
        damaged.write(document, to, document.length - to);
        return damaged.toByteArray();
    }

    private static void assertTotal(byte[] octets) throws IOException {
        PolicyDocument document;
        try {
            document = PolicyJson.read(new ByteArrayInputStream(octets));
        } catch (InvalidPolicyException refused) {
            assertThat(refused.faults()).isNotEmpty().allSatisfy(fault -> {
                assertThat(fault.pointer()).matches("(/.*)?");
                assertThat(fault.toString().chars()).noneMatch(Character::isISOControl);
                assertThat(fault.value().length()).isLessThanOrEqualTo(80);
                assertThat(fault.rule()).isNotBlank();
                assertThat(fault.remedy()).isNotBlank();
            });
            return;
        }
        FleetPlan plan = PolicyResolver.resolve(document);
        PlanJson.write(plan, new ByteArrayOutputStream());
        assertThat(PolicyJson.read(new ByteArrayInputStream(written(document)))).isEqualTo(document);
    }

    private static byte[] written(PolicyDocument document) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PolicyJson.write(document, out);
        return out.toByteArray();
    }
}
