package io.secureconnect.core.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.plan.FleetPlan;
import io.secureconnect.api.policy.PolicyDocument;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The resolver and the naive one on the standard workload: the same pairs, each with the same rules. */
final class StandardWorkloadTest {
    @ParameterizedTest
    @CsvSource({
        "1000, 100, 1.0, false, 42",
        "1000, 1000, 0.1, false, 42",
        "1000, 1000, 1.0, true, 43",
        "4000, 400, 0.5, true, 44",
        "10000, 200, 1.0, false, 45"
    })
    void thePairsAndTheirRulesAreThoseOfTheNaiveResolver(int n, int r, double s, boolean core, long seed) {
        PolicyDocument document = new StandardWorkload(n, r, s, core, seed).document();
        FleetPlan plan = PolicyResolver.resolve(document);

        Iterator<Map.Entry<NaiveResolver.Pair, Set<String>>> expected =
                new NaiveResolver(document).resolve().pairs().entrySet().iterator();

        plan.associations().forEach(actual -> {
            Map.Entry<NaiveResolver.Pair, Set<String>> next = expected.next();
            assertThat(actual.a()).isEqualTo(next.getKey().a());
            assertThat(actual.b()).isEqualTo(next.getKey().b());
            assertThat(actual.rules()).containsExactlyElementsOf(next.getValue());
        });
        assertThat(expected).isExhausted();
    }
}
