package io.secureconnect.core.resolve;

import static io.secureconnect.core.resolve.Policies.actors;
import static io.secureconnect.core.resolve.Policies.document;
import static io.secureconnect.core.resolve.Policies.host;
import static io.secureconnect.core.resolve.Policies.plain;
import static io.secureconnect.core.resolve.Policies.scope;
import static io.secureconnect.core.resolve.Policies.secured;
import static io.secureconnect.core.resolve.Policies.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.plan.Explanation;
import io.secureconnect.api.plan.Explanation.Choice;
import io.secureconnect.api.plan.Explanation.RuleTrace;
import io.secureconnect.api.plan.Explanation.Step;
import io.secureconnect.api.plan.FleetPlan;
import io.secureconnect.api.policy.AgentVersion;
import io.secureconnect.api.policy.Authentication;
import io.secureconnect.api.policy.EnforcementMode;
import io.secureconnect.api.policy.OperatingSystem;
import io.secureconnect.api.policy.Organization;
import io.secureconnect.api.policy.PolicyDocument;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code explain(a, b)}: every rule with the step that kept or dropped it, and the choices of step 7 and 8. */
final class ExplanationTest {
    private static final PolicyDocument DOCUMENT = document()
            .addWorkloads(
                    host("web", "10.0.0.1", "role=web", "app=shop").build(),
                    host("db", "10.0.0.2", "role=db", "app=shop").build(),
                    host("idle", "10.0.0.3", "role=db", "app=shop")
                            .enforcementMode(EnforcementMode.IDLE)
                            .build(),
                    host("nas", "10.0.0.4", "role=db", "app=shop")
                            .managed(false)
                            .build(),
                    host("aix", "10.0.0.5", "role=db", "app=shop")
                            .os(OperatingSystem.AIX)
                            .build(),
                    host("erp", "10.0.0.6", "role=web", "app=erp").build())
            .addRuleSets(
                    set(
                                    "shop",
                                    secured("a keeps", actors("role=db"), actors("role=web"))
                                            .build(),
                                    secured("b disabled", actors("*"), actors("*"))
                                            .enabled(false)
                                            .build(),
                                    plain("c plain", actors("*"), actors("*")).build(),
                                    secured("d actors", actors("role=mail"), actors("role=web"))
                                            .build(),
                                    secured("e invalid", actors("role=db"), actors("ip:office"))
                                            .build(),
                                    secured("f mixture", actors("#db"), actors("role=web"))
                                            .build(),
                                    secured("g both", actors("*"), actors("*")).build(),
                                    secured("h extra", actors("role=db"), actors("role=web"))
                                            .unscopedConsumers(true)
                                            .build())
                            .addScopes(scope("app=shop"))
                            .build(),
                    set("switched off", secured("z", actors("*"), actors("*")).build())
                            .enabled(false)
                            .build())
            .build();

    private final FleetPlan plan = PolicyResolver.resolve(DOCUMENT);

    private Map<String, String> traces(String one, String other) {
        return plan.explain(one, other).rules().stream()
                .collect(Collectors.toMap(RuleTrace::rule, trace -> trace.step() + ": " + trace.why()));
    }

    @Test
    void everyRuleIsTracedToTheStepThatDecided() {
        assertThat(traces("web", "db"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "shop/a keeps", "SELECTED: db is provider, web is consumer",
                        "shop/b disabled", "RULE_ACTIVE: the rule is disabled",
                        "shop/c plain", "RULE_ACTIVE: the rule does not ask for encryption (secConnect)",
                        "shop/d actors", "ACTORS: the providers select neither, the consumers web",
                        "shop/e invalid", "VALID_ENDS: IP list 'office' among the consumers",
                        "shop/f mixture", "VALID_ENDS: providers are workloads by id, consumers are labels",
                        "shop/g both", "SELECTED: both ends are provider and consumer",
                        "shop/h extra", "SELECTED: db is provider, web is consumer",
                        "switched off/z", "RULE_ACTIVE: its rule set is disabled"));
    }

    @Test
    void rulesStandInTheOrderOfTheirNames() {
        assertThat(plan.explain("web", "db").rules())
                .extracting(RuleTrace::rule)
                .isSorted();
    }

    @Test
    void aPairOutsideTheScopeIsDroppedThere() {
        assertThat(traces("erp", "db"))
                .containsEntry(
                        "shop/a keeps", "SCOPE: no scope of the set has db as provider together with erp as consumer")
                .containsEntry("shop/h extra", "SELECTED: db is provider, erp is consumer");
    }

    @Test
    void aProviderOutsideTheScopeIsDroppedThere() {
        PolicyDocument document = PolicyDocument.builder()
                .from(DOCUMENT)
                .addWorkloads(host("db9", "10.0.0.9", "role=db", "app=erp").build())
                .build();

        assertThat(PolicyResolver.resolve(document).explain("db9", "web").rules())
                .contains(new RuleTrace("shop/h extra", Step.SCOPE, "no scope of the set has db9 as provider"));
    }

    @Test
    void ineligibleEndsAreNamedWithTheReason() {
        assertThat(traces("web", "idle")).containsEntry("shop/a keeps", "ELIGIBLE: idle is idle");
        assertThat(traces("web", "nas")).containsEntry("shop/a keeps", "ELIGIBLE: nas is unmanaged");
        assertThat(traces("web", "aix")).containsEntry("shop/a keeps", "ELIGIBLE: aix is on aix, which has no backend");
        assertThat(traces("db", "db")).containsEntry("shop/g both", "ELIGIBLE: a workload makes no pair with itself");
    }

    @Test
    void theEndsAreSortedWhateverTheOrderOfTheQuestion() {
        assertThat(plan.explain("web", "db")).isEqualTo(plan.explain("db", "web"));
        assertThat(plan.explain("web", "db").a()).isEqualTo("db");
    }

    @Test
    void withoutAnAssociationThereAreNoChoices() {
        Explanation explanation = plan.explain("web", "idle");

        assertThat(explanation.association()).isEmpty();
        assertThat(explanation.choices()).isEmpty();
    }

    @Test
    void choicesAreListedInTheOrderInWhichTheyAreMade() {
        Explanation explanation = plan.explain("web", "db");

        assertThat(explanation.choices())
                .extracting(Choice::topic, Choice::chosen)
                .containsExactly(
                        tuple("addresses", "10.0.0.2<->10.0.0.1"),
                        tuple("keying", "ike"),
                        tuple("ESP proposals", "aes256gcm16, aes128gcm16"),
                        tuple("IKE version", "IKEv2"),
                        tuple("IKE proposals", "aes256gcm16-prfsha384-x25519, aes256-sha256-modp2048"),
                        tuple("UDP ports", "500 for IKE, 4500 for IKE behind a NAT and for ESP in UDP"),
                        tuple("agent versions", "undeclared and undeclared"),
                        tuple("authentication", "psk"),
                        tuple("verdict", "ENCRYPTED"));
        assertThat(explanation.choices())
                .allSatisfy(choice -> assertThat(choice.why()).isNotBlank());
    }

    @Test
    void aPairWithIkev1SaysThatItIsDeprecatedWhyItUsesItAndTheRemedy() {
        PolicyDocument document = document()
                .addWorkloads(
                        host("a", "10.0.0.1").os(OperatingSystem.WINDOWS).build(),
                        host("b", "10.0.0.2").build())
                .addRuleSets(
                        set("s", secured("r", actors("*"), actors("*")).build()).build())
                .build();

        assertThat(PolicyResolver.resolve(document).explain("a", "b").choices())
                .filteredOn(choice -> choice.topic().equals("IKE version"))
                .singleElement()
                .satisfies(choice -> {
                    assertThat(choice.chosen()).isEqualTo("IKEv1");
                    assertThat(choice.why())
                            .contains("ikeVersionPolicy is compatible")
                            .contains("a runs windows")
                            .contains("RFC 9395 deprecates")
                            .contains("set ikeVersionPolicy to modern");
                });
    }

    @Test
    void aBlockedPairSaysWhatDidNotFit() {
        PolicyDocument document = document()
                .organization(Organization.builder()
                        .id("acme")
                        .authentication(new Authentication.Certificate("CN=Acme"))
                        .build())
                .addWorkloads(
                        host("a", "10.0.0.1")
                                .agentVersion(new AgentVersion("19.0"))
                                .build(),
                        host("b", "10.0.0.2").certificateIssuer("CN=Other").build())
                .addRuleSets(
                        set("s", secured("r", actors("*"), actors("*")).build()).build())
                .build();

        assertThat(PolicyResolver.resolve(document).explain("a", "b").choices())
                .anySatisfy(choice -> {
                    assertThat(choice.topic()).isEqualTo("verdict");
                    assertThat(choice.chosen()).isEqualTo("BLOCKED (AGENT_VERSION_MISMATCH)");
                })
                .anySatisfy(choice -> {
                    assertThat(choice.topic()).isEqualTo("agent versions");
                    assertThat(choice.chosen()).isEqualTo("19.0 and undeclared");
                })
                .anySatisfy(choice -> {
                    assertThat(choice.topic()).isEqualTo("authentication");
                    assertThat(choice.why()).contains("a has none, b has one from CN=Other");
                });
    }

    @Test
    void anUnknownWorkloadIsRefused() {
        assertThatThrownBy(() -> plan.explain("web", "nobody"))
                .isInstanceOf(SecureConnectException.class)
                .hasMessageContaining("'nobody'");
    }

    @Test
    void thePortsOfThePairAreAmongTheChoices() {
        PolicyDocument document = PolicyDocument.builder()
                .from(DOCUMENT)
                .addWorkloads(host("win", "10.0.0.9", "role=db", "app=shop")
                        .os(OperatingSystem.WINDOWS)
                        .build())
                .build();

        assertThat(ports(document, "web", "db"))
                .containsExactly("500 for IKE, 4500 for IKE behind a NAT and for ESP in UDP");
        assertThat(ports(document, "web", "win"))
                .containsExactly("24500 for IKE, 24501 for IKE behind a NAT and for ESP in UDP");
    }

    private static List<String> ports(PolicyDocument document, String one, String other) {
        return PolicyResolver.resolve(document).explain(one, other).choices().stream()
                .filter(choice -> choice.topic().equals("UDP ports"))
                .map(Choice::chosen)
                .toList();
    }
}
