package io.secureconnect.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.PolicyEngine;
import io.secureconnect.api.policy.PolicyDocument;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The policies of {@code examples/policies} against plans that were reviewed by hand, octet for octet. */
final class ExamplePoliciesTest {
    private static final Path POLICIES = Path.of("..", "examples", "policies");
    private static final Path PLANS = Path.of("src", "test", "resources", "plans");

    private final PolicyEngine engine = new ResolvingPolicyEngine();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shop.json",
                "shop-next.json",
                "shop-ike.json",
                "pci.json",
                "offsite-backup.json",
                "cross-tier.json",
                "cloud-migration.json",
                "two-hosts.json",
                "two-hosts-ike.json",
                "mixed-fleet.json",
                "native-windows.json"
            })
    void theExampleGivesTheReviewedPlan(String name) throws IOException {
        assertThat(resolved(read(POLICIES.resolve(name)))).isEqualTo(Files.readString(PLANS.resolve(name)));
    }

    @Test
    void oneHostsPlanHasLocalAndRemote() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        engine.write(engine.resolve(read(POLICIES.resolve("shop.json"))).host("db2"), out);

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(Files.readString(PLANS.resolve("shop-db2.json")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"web1", "sql1"})
    void eachEndOfANativePairIsToldWhatMakesItsKeys(String workload) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        engine.write(
                engine.resolve(read(POLICIES.resolve("native-windows.json"))).host(workload), out);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(Files.readString(PLANS.resolve("native-windows-" + workload + ".json")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shop.json",
                "shop-next.json",
                "shop-ike.json",
                "pci.json",
                "offsite-backup.json",
                "cross-tier.json",
                "cloud-migration.json",
                "two-hosts.json",
                "two-hosts-ike.json",
                "mixed-fleet.json",
                "native-windows.json"
            })
    void theExampleSurvivesWritingAndReading(String name) throws IOException {
        PolicyDocument document = read(POLICIES.resolve(name));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        engine.write(document, out);

        assertThat(engine.read(new ByteArrayInputStream(out.toByteArray()))).isEqualTo(document);
    }

    @Test
    void everyExampleHasAReviewedPlan() throws IOException {
        try (Stream<Path> policies = Files.list(POLICIES);
                Stream<Path> plans = Files.list(PLANS)) {
            Set<String> reviewed = plans.map(p -> p.getFileName().toString()).collect(Collectors.toSet());
            assertThat(policies.map(p -> p.getFileName().toString())).allMatch(reviewed::contains);
        }
    }

    private String resolved(PolicyDocument document) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        engine.write(engine.resolve(document), out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private PolicyDocument read(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return engine.read(in);
        }
    }
}
