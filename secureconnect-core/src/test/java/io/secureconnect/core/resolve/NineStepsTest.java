package io.secureconnect.core.resolve;

import static io.secureconnect.core.resolve.Policies.actors;
import static io.secureconnect.core.resolve.Policies.bareHost;
import static io.secureconnect.core.resolve.Policies.document;
import static io.secureconnect.core.resolve.Policies.group;
import static io.secureconnect.core.resolve.Policies.host;
import static io.secureconnect.core.resolve.Policies.nic;
import static io.secureconnect.core.resolve.Policies.plain;
import static io.secureconnect.core.resolve.Policies.scope;
import static io.secureconnect.core.resolve.Policies.secured;
import static io.secureconnect.core.resolve.Policies.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secureconnect.api.error.InvalidPolicyException;
import io.secureconnect.api.plan.BlockReason;
import io.secureconnect.api.plan.Diagnostic;
import io.secureconnect.api.plan.DiagnosticCode;
import io.secureconnect.api.plan.FleetPlan;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.plan.PeerAssociation;
import io.secureconnect.api.plan.Verdict;
import io.secureconnect.api.policy.AgentVersion;
import io.secureconnect.api.policy.Authentication;
import io.secureconnect.api.policy.CryptoFloor;
import io.secureconnect.api.policy.EnforcementMode;
import io.secureconnect.api.policy.IkeVersionPolicy;
import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.api.policy.LinkState;
import io.secureconnect.api.policy.OperatingSystem;
import io.secureconnect.api.policy.Organization;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.policy.Rule;
import io.secureconnect.api.policy.RuleSet;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.api.policy.Service;
import io.secureconnect.api.policy.Workload;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.IkeProposal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The manual's chapter "From rules to encrypted host pairs", sentence by sentence. */
final class NineStepsTest {
    /** One rule in a rule set without scopes, and hosts. */
    private static FleetPlan plan(Rule rule, Workload.Builder... hosts) {
        return plan(set("s", rule).build(), hosts);
    }

    private static FleetPlan plan(RuleSet set, Workload.Builder... hosts) {
        return PolicyResolver.resolve(with(hosts).addRuleSets(set).build());
    }

    private static PolicyDocument.Builder with(Workload.Builder... hosts) {
        return document()
                .addAllWorkloads(
                        Arrays.stream(hosts).map(Workload.Builder::build).toList());
    }

    private static List<String> pairs(FleetPlan plan) {
        return plan.associations().map(pair -> pair.a() + "-" + pair.b()).toList();
    }

    private static List<DiagnosticCode> codes(FleetPlan plan) {
        return plan.diagnostics().stream().map(Diagnostic::code).toList();
    }

    private static Rule webToDb() {
        return secured("r", actors("role=db"), actors("role=web")).build();
    }

    private static Workload.Builder web() {
        return host("web", "10.0.0.1", "role=web", "app=shop");
    }

    private static Workload.Builder db() {
        return host("db", "10.0.0.2", "role=db", "app=shop");
    }

    @Nested
    final class Step1 {
        @Test
        void anEnabledRuleWithSecConnectIsTaken() {
            assertThat(pairs(plan(webToDb(), web(), db()))).containsExactly("db-web");
        }

        @Test
        void aDisabledRuleIsNot() {
            assertThat(pairs(plan(Rule.builder().from(webToDb()).enabled(false).build(), web(), db())))
                    .isEmpty();
        }

        @Test
        void aRuleOfADisabledSetIsNot() {
            assertThat(pairs(plan(set("s", webToDb()).enabled(false).build(), web(), db())))
                    .isEmpty();
        }

        @Test
        void aRuleWithoutSecConnectIsNot() {
            assertThat(pairs(plan(
                            plain("r", actors("role=db"), actors("role=web")).build(), web(), db())))
                    .isEmpty();
        }

        @ParameterizedTest
        @CsvSource({"true, true, false", "true, false, true", "false, true, true", "true, true, true"})
        void secConnectMachineAuthAndStatelessExcludeOneAnother(
                boolean secConnect, boolean machineAuth, boolean stateless) {
            Rule rule = Rule.builder()
                    .from(webToDb())
                    .secConnect(secConnect)
                    .machineAuth(machineAuth)
                    .stateless(stateless)
                    .build();

            assertThatThrownBy(() -> plan(rule, web(), db()))
                    .isInstanceOf(InvalidPolicyException.class)
                    .hasMessageContaining("/ruleSets/0/rules/0")
                    .hasMessageContaining("exclude one another");
        }
    }

    @Nested
    final class Step2 {
        private final Workload.Builder[] hosts = {
            host("a", "10.0.0.1", "role=web", "env=prod"),
            host("b", "10.0.0.2", "role=api", "env=prod"),
            host("c", "10.0.0.3", "role=web", "env=dev"),
            host("d", "10.0.0.4", "env=prod"),
            host("hub", "10.0.0.9", "role=hub")
        };

        private List<String> selected(String... consumers) {
            PolicyDocument document = with(hosts)
                    .addLabelGroups(
                            group("front", "role", List.of("web"), "back"),
                            group("back", "role", List.of(), "deep"),
                            group("deep", "role", List.of("api")))
                    .addRuleSets(set(
                                    "s",
                                    secured("r", actors("role=hub"), actors(consumers))
                                            .build())
                            .build())
                    .build();
            return PolicyResolver.resolve(document)
                    .associations()
                    .map(PeerAssociation::a)
                    .toList();
        }

        @Test
        void valuesOfOneKeyAreAlternatives() {
            assertThat(selected("role=web", "role=api")).containsExactly("a", "b", "c");
        }

        @Test
        void aGroupCountsAsItsValuesNestedGroupsIncluded() {
            assertThat(selected("@front")).containsExactly("a", "b", "c");
            assertThat(selected("@back")).containsExactly("b");
        }

        @Test
        void aGroupAndAValueOfItsKeyAreAlternatives() {
            assertThat(selected("@deep", "role=web", "env=dev")).containsExactly("c");
        }

        @Test
        void keysMustHoldTogether() {
            assertThat(selected("role=web", "env=prod")).containsExactly("a");
        }

        @Test
        void aWorkloadWithoutTheKeyIsNotSelected() {
            assertThat(selected("role=web", "role=api", "env=prod")).containsExactly("a", "b");
        }

        @Test
        void exclusionsAreSubtractedLast() {
            assertThat(selected("role=web", "role=api", "!env=dev")).containsExactly("a", "b");
            assertThat(selected("!env=dev", "role=web", "role=api")).containsExactly("a", "b");
            assertThat(selected("env=prod", "!@front")).containsExactly("d");
        }

        @Test
        void aLabelThatNobodyHasSelectsNothing() {
            assertThat(selected("role=nobody")).isEmpty();
            assertThat(selected("role=web", "zone=dmz")).isEmpty();
        }

        @Test
        void workloadEntriesAddById() {
            PolicyDocument document = with(hosts)
                    .addRuleSets(set(
                                    "s",
                                    secured("r", actors("#hub"), actors("#c", "#d"))
                                            .build())
                            .build())
                    .build();

            assertThat(pairs(PolicyResolver.resolve(document))).containsExactly("c-hub", "d-hub");
        }

        @Test
        void amsIsEveryManagedWorkload() {
            FleetPlan plan = plan(
                    secured("r", actors("*"), actors("*")).build(),
                    host("a", "10.0.0.1"),
                    host("b", "10.0.0.2"),
                    host("u", "10.0.0.3").managed(false));

            assertThat(pairs(plan)).containsExactly("a-b");
            assertThat(codes(plan)).doesNotContain(DiagnosticCode.UNMANAGED_WORKLOAD);
        }

        @Test
        void exclusionsTakeFromAmsToo() {
            FleetPlan plan = plan(
                    secured("r", actors("*", "!env=dev"), actors("*")).build(),
                    host("a", "10.0.0.1", "env=dev"),
                    host("b", "10.0.0.2", "env=dev"),
                    host("c", "10.0.0.3", "env=prod"));

            assertThat(pairs(plan)).containsExactly("a-c", "b-c");
        }
    }

    @Nested
    final class Step3 {
        private final Workload.Builder[] hosts = {
            host("w1", "10.0.0.1", "role=web", "app=shop", "env=prod"),
            host("d1", "10.0.0.2", "role=db", "app=shop", "env=prod"),
            host("w2", "10.0.0.3", "role=web", "app=erp", "env=prod"),
            host("d2", "10.0.0.4", "role=db", "app=erp", "env=dev")
        };

        @Test
        void aScopeIsAndedOverItsKeys() {
            assertThat(pairs(plan(
                            set("s", webToDb())
                                    .addScopes(scope("app=shop", "env=prod"))
                                    .build(),
                            hosts)))
                    .containsExactly("d1-w1");
            assertThat(pairs(plan(
                            set("s", webToDb())
                                    .addScopes(scope("app=shop", "env=dev"))
                                    .build(),
                            hosts)))
                    .isEmpty();
        }

        @Test
        void aScopeMayNameAGroup() {
            PolicyDocument document = with(hosts)
                    .addLabelGroups(group("all", "env", List.of("prod", "dev")))
                    .addRuleSets(set("s", webToDb())
                            .addScopes(scope("app=erp", "env=@all"))
                            .build())
                    .build();

            assertThat(pairs(PolicyResolver.resolve(document))).containsExactly("d2-w2");
        }

        @Test
        void scopesAreAlternativesAndAPairNeverStraddlesTwo() {
            RuleSet set = set("s", webToDb())
                    .addScopes(scope("app=shop"), scope("app=erp"))
                    .build();

            assertThat(pairs(plan(set, hosts))).containsExactly("d1-w1", "d2-w2");
        }

        @Test
        void noScopeMeansEverywhere() {
            assertThat(pairs(plan(set("s", webToDb()).build(), hosts)))
                    .containsExactly("d1-w1", "d1-w2", "d2-w1", "d2-w2");
        }

        @Test
        void anEmptyScopeMeansEverywhereToo() {
            assertThat(pairs(plan(set("s", webToDb()).addScopes(scope()).build(), hosts)))
                    .hasSize(4);
        }

        @Test
        void providersAreInsideTheScopeAndUnscopedConsumersNeedNotBe() {
            Rule rule = Rule.builder().from(webToDb()).unscopedConsumers(true).build();

            assertThat(pairs(plan(set("s", rule).addScopes(scope("app=shop")).build(), hosts)))
                    .containsExactly("d1-w1", "d1-w2");
        }

        @Test
        void aScopeBindsWorkloadsByIdToo() {
            Rule rule = secured("r", actors("#d2"), actors("#w1", "#w2")).build();

            assertThat(pairs(plan(set("s", rule).addScopes(scope("app=erp")).build(), hosts)))
                    .containsExactly("d2-w2");
        }

        @Test
        void aScopeBindsAmsToo() {
            Rule rule = secured("r", actors("*"), actors("*")).build();

            assertThat(pairs(plan(set("s", rule).addScopes(scope("app=shop")).build(), hosts)))
                    .containsExactly("d1-w1");
        }
    }

    @Nested
    final class Step4 {
        private final Workload.Builder[] hosts = {web(), db()};

        private FleetPlan resolve(String providers, String consumers) {
            PolicyDocument document = with(hosts)
                    .addLabelGroups(group("g", "role", List.of("db", "web")))
                    .addRuleSets(set(
                                    "s",
                                    secured("r", list(providers), list(consumers))
                                            .build())
                            .build())
                    .build();
            return PolicyResolver.resolve(document);
        }

        private List<io.secureconnect.api.policy.Actor> list(String texts) {
            return actors(texts.split(" "));
        }

        @ParameterizedTest
        @CsvSource({"#db, #web", "*, *", "role=db, role=web", "@g, @g", "@g, role=web", "role=db app=shop, @g"})
        void theseEndsAreValid(String providers, String consumers) {
            FleetPlan plan = resolve(providers, consumers);

            assertThat(pairs(plan)).containsExactly("db-web");
            assertThat(plan.diagnostics()).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "#db, *",
            "*, #web",
            "#db, role=web",
            "role=db, #web",
            "*, role=web",
            "@g, *",
            "role=db #db, role=web",
            "* #db, *"
        })
        void anyOtherMixtureIsADiagnosticAndSelectsNothing(String providers, String consumers) {
            FleetPlan plan = resolve(providers, consumers);

            assertThat(pairs(plan)).isEmpty();
            assertThat(plan.diagnostics()).singleElement().satisfies(diagnostic -> {
                assertThat(diagnostic.code()).isEqualTo(DiagnosticCode.INVALID_ACTOR_COMBINATION);
                assertThat(diagnostic.subject()).isEqualTo("s/r");
            });
        }

        @ParameterizedTest
        @CsvSource({"ip:any, role=web", "role=db, vs:front", "role=db vsrv:lb, role=web", "ip:any, ip:any"})
        void ipListsAndVirtualServicesAndServersAreADiagnosticAndSelectNothing(String providers, String consumers) {
            FleetPlan plan = resolve(providers, consumers);

            assertThat(pairs(plan)).isEmpty();
            assertThat(plan.diagnostics()).singleElement().satisfies(diagnostic -> {
                assertThat(diagnostic.code()).isEqualTo(DiagnosticCode.UNSUPPORTED_ACTOR);
                assertThat(diagnostic.subject()).isEqualTo("s/r");
                assertThat(diagnostic.message()).containsPattern("'(any|front|lb)'");
            });
        }

        @Test
        void aRuleThatDoesNotAskForEncryptionMayHaveAnyEnds() {
            assertThat(plan(plain("r", actors("ip:any"), actors("*", "#web")).build(), hosts)
                            .diagnostics())
                    .isEmpty();
        }

        @Test
        void anyServiceIsValid() {
            Rule rule = Rule.builder()
                    .from(webToDb())
                    .addServices(
                            Service.builder().protocol("tcp").port(3306).build(),
                            Service.builder().protocol("icmp").build(),
                            Service.builder().protocol("47").build())
                    .build();

            assertThat(pairs(plan(rule, hosts))).containsExactly("db-web");
        }
    }

    @Nested
    final class Step5 {
        @Test
        void selfPairsAreDropped() {
            assertThat(pairs(plan(
                            secured("r", actors("role=db"), actors("role=db")).build(), db())))
                    .isEmpty();
        }

        @Test
        void aPairWithAnUnmanagedEndIsDroppedWithADiagnostic() {
            FleetPlan plan = plan(webToDb(), web(), db().managed(false));

            assertThat(pairs(plan)).isEmpty();
            assertThat(plan.diagnostics()).singleElement().satisfies(diagnostic -> {
                assertThat(diagnostic.code()).isEqualTo(DiagnosticCode.UNMANAGED_WORKLOAD);
                assertThat(diagnostic.subject()).isEqualTo("s/r");
                assertThat(diagnostic.message()).contains("db;");
            });
        }

        @Test
        void aPairWithAnIdleEndIsDroppedWithAWarning() {
            FleetPlan plan = plan(webToDb(), web().enforcementMode(EnforcementMode.IDLE), db());

            assertThat(pairs(plan)).isEmpty();
            assertThat(codes(plan)).containsExactly(DiagnosticCode.IDLE_WORKLOAD);
            assertThat(plan.diagnostics().get(0).message()).contains("web").contains("at risk");
        }

        @ParameterizedTest
        @EnumSource(
                value = OperatingSystem.class,
                names = {"AIX", "SOLARIS"})
        void aPairOnASystemWithoutABackendIsDroppedWithADiagnostic(OperatingSystem os) {
            FleetPlan plan = plan(webToDb(), web(), db().os(os));

            assertThat(pairs(plan)).isEmpty();
            assertThat(codes(plan)).containsExactly(DiagnosticCode.UNSUPPORTED_OPERATING_SYSTEM);
        }

        @Test
        void aWorkloadThatWouldHaveMadeNoPairIsNotRemarkedOn() {
            Rule rule = secured("r", actors("role=db"), actors("role=db", "role=none"))
                    .build();

            assertThat(codes(plan(rule, db().enforcementMode(EnforcementMode.IDLE), web())))
                    .isEmpty();
        }

        @ParameterizedTest
        @EnumSource(
                value = EnforcementMode.class,
                names = {"VISIBILITY_ONLY", "SELECTIVE", "FULL"})
        void everyOtherModeIsEncrypted(EnforcementMode mode) {
            FleetPlan plan = plan(webToDb(), web().enforcementMode(mode), db().enforcementMode(mode));

            assertThat(plan.associations().map(PeerAssociation::verdict)).containsExactly(Verdict.ENCRYPTED);
        }

        @Test
        void visibilityOnlyCarriesTheWarningThatAFaultWillBlock() {
            FleetPlan plan = plan(webToDb(), web().enforcementMode(EnforcementMode.VISIBILITY_ONLY), db());

            assertThat(plan.diagnostics()).singleElement().satisfies(diagnostic -> {
                assertThat(diagnostic.code()).isEqualTo(DiagnosticCode.VISIBILITY_ONLY_MAY_BLOCK);
                assertThat(diagnostic.subject()).isEqualTo("web");
            });
        }
    }

    @Nested
    final class Step6 {
        @Test
        void whatIsLeftCollapsesToUnorderedPairsWithAllTheirRules() {
            RuleSet set = set(
                            "s",
                            webToDb(),
                            secured("back", actors("role=web"), actors("role=db"))
                                    .build(),
                            secured("all", actors("*"), actors("*")).build())
                    .build();

            assertThat(plan(set, web(), db()).associations().map(PeerAssociation::rules))
                    .containsExactly(List.of("s/all", "s/back", "s/r"));
        }

        @Test
        void theServiceDoesNotMatterForThePair() {
            Rule withService = Rule.builder()
                    .from(webToDb())
                    .addServices(Service.builder().protocol("tcp").port(3306).build())
                    .build();

            assertThat(plan(withService, web(), db()).associations().toList())
                    .isEqualTo(plan(webToDb(), web(), db()).associations().toList());
        }

        @Test
        void rulesOfThePairThatDidNotAskForItAreNamedInAWarning() {
            RuleSet set = set(
                            "s",
                            webToDb(),
                            plain("ssh", actors("role=web"), actors("role=db")).build(),
                            plain("off", actors("*"), actors("*"))
                                    .enabled(false)
                                    .build(),
                            plain("other", actors("role=web"), actors("role=web"))
                                    .build())
                    .build();

            assertThat(plan(set, web(), db()).diagnostics()).singleElement().satisfies(diagnostic -> {
                assertThat(diagnostic.code()).isEqualTo(DiagnosticCode.HOST_TO_HOST_SIDE_EFFECT);
                assertThat(diagnostic.subject()).isEqualTo("s/r");
                assertThat(diagnostic.message()).endsWith(": s/ssh");
            });
        }

        @Test
        void machineAuthAndStatelessRulesAreAffectedToo() {
            RuleSet set = set(
                            "s",
                            webToDb(),
                            plain("auth", actors("*"), actors("*"))
                                    .machineAuth(true)
                                    .build(),
                            plain("stateless", actors("#db"), actors("ip:any", "role=web"))
                                    .stateless(true)
                                    .build())
                    .build();

            assertThat(plan(set, web(), db()).diagnostics().get(0).message()).endsWith(": s/auth, s/stateless");
        }
    }

    @Nested
    final class Step7 {
        private List<String> paths(Workload.Builder a, Workload.Builder b) {
            return plan(secured("r", actors("*"), actors("*")).build(), a, b)
                    .associations()
                    .flatMap(pair -> pair.paths().stream())
                    .map(path -> path.a() + " " + path.b())
                    .toList();
        }

        @Test
        void everyUsableAddressMeetsEveryOneOfTheSameFamily() {
            Workload.Builder a = bareHost("a")
                    .addInterfaces(
                            nic("eth1", "2001:db8::a").build(),
                            nic("eth0", "10.0.0.2").build(),
                            nic("eth0", "10.0.0.1").build());
            Workload.Builder b = bareHost("b")
                    .addInterfaces(
                            nic("eth0", "9.0.0.1").build(),
                            nic("eth0", "2001:db8::b").build());

            assertThat(paths(a, b)).containsExactly("10.0.0.1 9.0.0.1", "10.0.0.2 9.0.0.1", "2001:db8::a 2001:db8::b");
        }

        @Test
        void addressesThatAreDownLoopbackIgnoredOrLinkLocalMakeNoPath() {
            Workload.Builder a = bareHost("a")
                    .addInterfaces(
                            nic("down", "10.0.1.1").state(LinkState.DOWN).build(),
                            nic("unknown", "10.0.1.2").state(LinkState.UNKNOWN).build(),
                            nic("flagged", "10.0.1.3").loopback(true).build(),
                            nic("lo", "127.0.0.1").build(),
                            nic("docker0", "10.0.1.4").build(),
                            nic("eth0", "169.254.1.1").build(),
                            nic("eth0", "10.0.0.1").build())
                    .addIgnoredInterfaces("docker0");

            assertThat(paths(a, host("b", "10.0.0.2"))).containsExactly("10.0.0.1 10.0.0.2");
        }

        @Test
        void anAddressThatAppearsTwiceMakesOnePath() {
            Workload.Builder a = bareHost("a")
                    .addInterfaces(
                            nic("eth0", "10.0.0.1").build(),
                            nic("bond0", "10.0.0.1").build());

            assertThat(paths(a, host("b", "10.0.0.2"))).containsExactly("10.0.0.1 10.0.0.2");
        }

        @Test
        void twoWorkloadsThatClaimTheSameAddressAreAnErrorNamingBoth() {
            assertThatThrownBy(() -> paths(host("a", "10.0.0.1"), host("b", "10.0.0.1")))
                    .isInstanceOf(InvalidPolicyException.class)
                    .hasMessageContaining("/workloads/1/interfaces/0/address")
                    .hasMessageContaining("both \"a\" and \"b\"");
        }

        @Test
        void noAddressInCommonIsBlockedWithThatReason() {
            FleetPlan plan = plan(
                    webToDb(),
                    web(),
                    bareHost("db", "role=db")
                            .addInterfaces(nic("e", "2001:db8::1").build()));

            assertThat(plan.associations()).singleElement().satisfies(pair -> {
                assertThat(pair.verdict()).isEqualTo(Verdict.BLOCKED);
                assertThat(pair.reason()).contains(BlockReason.NO_COMMON_ADDRESS);
                assertThat(pair.paths()).isEmpty();
            });
        }
    }

    @Nested
    final class Step8 {
        private static final String ISSUER = "CN=Acme Root CA,O=Acme,C=US";

        private final PolicyDocument.Builder document =
                with(web().certificateIssuer(ISSUER), db().certificateIssuer(ISSUER));

        private PeerAssociation pair(SaPolicy.Builder saPolicy, Workload.Builder a, Workload.Builder b) {
            return PolicyResolver.resolve(with(a, b)
                            .saPolicy(saPolicy.build())
                            .addRuleSets(set("s", webToDb()).build())
                            .build())
                    .associations()
                    .findFirst()
                    .orElseThrow();
        }

        private PeerAssociation certificatePair(KeyingMode keying, Workload.Builder a, Workload.Builder b) {
            return PolicyResolver.resolve(with(a, b)
                            .saPolicy(SaPolicy.builder().keying(keying).build())
                            .organization(Organization.builder()
                                    .id("acme")
                                    .authentication(new Authentication.Certificate(ISSUER))
                                    .build())
                            .addRuleSets(set("s", webToDb()).build())
                            .build())
                    .associations()
                    .findFirst()
                    .orElseThrow();
        }

        private static SaPolicy.Builder esp(String... keywords) {
            return SaPolicy.builder()
                    .espProposals(
                            Arrays.stream(keywords).map(EspProposal::parse).toList());
        }

        @Test
        void linuxHasEveryEspProposal() {
            SaPolicy.Builder all =
                    SaPolicy.builder().espProposals(EspProposal.all()).cryptoFloor(CryptoFloor.COMPATIBLE);

            assertThat(pair(all, web(), db()).espProposals()).isEqualTo(EspProposal.all());
        }

        @ParameterizedTest
        @ValueSource(strings = {"LINUX", "WINDOWS"})
        void windowsHasAesInGcmAndInCbcWithSha256AndSha1(String otherEnd) {
            PeerAssociation pair = pair(
                    esp("chacha20poly1305", "aes128-sha512", "aes256-sha256", "aes128gcm16", "aes256-sha1")
                            .cryptoFloor(CryptoFloor.COMPATIBLE),
                    web().os(OperatingSystem.WINDOWS),
                    db().os(OperatingSystem.valueOf(otherEnd)));

            assertThat(pair.espProposals())
                    .extracting(EspProposal::keyword)
                    .containsExactly("aes256-sha256", "aes128gcm16", "aes256-sha1");
            assertThat(pair.verdict()).isEqualTo(Verdict.ENCRYPTED);
        }

        @Test
        void noEspProposalInCommonIsBlocked() {
            PeerAssociation pair = pair(esp("chacha20poly1305"), web().os(OperatingSystem.WINDOWS), db());

            assertThat(pair.reason()).contains(BlockReason.NO_COMMON_PROPOSAL);
            assertThat(pair.espProposals()).isEmpty();
            assertThat(pair.paths()).hasSize(1);
        }

        @Test
        void ikev1HasNoAeadAndNoCurve25519() {
            SaPolicy.Builder policy = SaPolicy.builder()
                    .ikeProposals(List.of(
                            IkeProposal.parse("aes256gcm16-prfsha384-x25519"),
                            IkeProposal.parse("aes256-sha256-x448")));

            assertThat(pair(policy, web().os(OperatingSystem.WINDOWS), db()).reason())
                    .contains(BlockReason.NO_COMMON_PROPOSAL);
            assertThat(pair(policy, web(), db()).verdict()).isEqualTo(Verdict.ENCRYPTED);
        }

        @Test
        void sha1ServesIkev1AloneAndOnlyOnTheFloorThatHasIt() {
            SaPolicy.Builder sha1 = SaPolicy.builder()
                    .cryptoFloor(CryptoFloor.COMPATIBLE)
                    .ikeProposals(List.of(IkeProposal.parse("aes128-sha1-modp2048")));

            assertThat(pair(sha1, web().os(OperatingSystem.WINDOWS), db()).verdict())
                    .isEqualTo(Verdict.ENCRYPTED);
            assertThat(pair(sha1, web(), db()).reason()).contains(BlockReason.NO_COMMON_PROPOSAL);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "aes256-sha256-modp2048",
                    "aes128-sha256-ecp256",
                    "aes256-sha384-ecp384",
                    "aes256-sha384-modp2048",
                    "aes256-sha256-ecp384"
                })
        void theSuitesOfWindowsServeIkev1(String suite) {
            SaPolicy.Builder policy = SaPolicy.builder().ikeProposals(List.of(IkeProposal.parse(suite)));

            assertThat(pair(policy, web().os(OperatingSystem.WINDOWS), db()).ikeVersion())
                    .contains(IkeVersion.IKEV1);
            assertThat(pair(policy, web().os(OperatingSystem.WINDOWS), db()).verdict())
                    .isEqualTo(Verdict.ENCRYPTED);
        }

        @Test
        void windowsHasNoMlKem() {
            SaPolicy.Builder postquantum =
                    SaPolicy.builder().postquantum(true).ikeVersionPolicy(IkeVersionPolicy.MODERN);

            assertThat(pair(postquantum, web().os(OperatingSystem.WINDOWS), db())
                            .reason())
                    .contains(BlockReason.NO_COMMON_PROPOSAL);
            assertThat(pair(postquantum, web(), db()).verdict()).isEqualTo(Verdict.ENCRYPTED);
        }

        @ParameterizedTest
        @CsvSource({
            "COMPATIBLE, LINUX, LINUX, IKEV2", "COMPATIBLE, LINUX, WINDOWS, IKEV1",
                    "COMPATIBLE, WINDOWS, WINDOWS, IKEV1",
            "MODERN, LINUX, LINUX, IKEV2", "MODERN, LINUX, WINDOWS, IKEV2", "MODERN, WINDOWS, WINDOWS, IKEV2"
        })
        void theIkeVersionFollowsFromPolicyAndSystems(
                IkeVersionPolicy policy, OperatingSystem a, OperatingSystem b, IkeVersion version) {
            PeerAssociation pair = pair(SaPolicy.builder().ikeVersionPolicy(policy), web().os(a), db().os(b));

            assertThat(pair.ikeVersion()).contains(version);
            assertThat(pair.authentication()).contains("psk");
        }

        @Test
        void ikev1IsAlwaysReportedAsDeprecated() {
            FleetPlan plan = plan(webToDb(), web().os(OperatingSystem.WINDOWS), db());

            assertThat(plan.diagnostics()).singleElement().satisfies(diagnostic -> {
                assertThat(diagnostic.code()).isEqualTo(DiagnosticCode.IKEV1_DEPRECATED);
                assertThat(diagnostic.subject()).isEqualTo("s/r");
                assertThat(diagnostic.message()).contains("web").contains("RFC 9395");
            });
        }

        @Test
        void controllerKeyingHasNeitherIkeNorAuthentication() {
            PeerAssociation pair =
                    pair(SaPolicy.builder().keying(KeyingMode.CONTROLLER), web().os(OperatingSystem.WINDOWS), db());

            assertThat(pair.verdict()).isEqualTo(Verdict.ENCRYPTED);
            assertThat(pair.ikeVersion()).isEmpty();
            assertThat(pair.authentication()).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({"19.9.9, 20.0, false", "20.0, 25.2.0, true", "16.0, 19.9, true", ", 19.9, false", ", 20.0, true"})
        void agentsBefore20DoNotTalkToLaterOnes(String a, String b, boolean works) {
            PeerAssociation pair = pair(
                    SaPolicy.builder(),
                    web().agentVersion(Optional.ofNullable(a).map(AgentVersion::new)),
                    db().agentVersion(new AgentVersion(b)));

            assertThat(pair.reason())
                    .isEqualTo(works ? Optional.empty() : Optional.of(BlockReason.AGENT_VERSION_MISMATCH));
        }

        @ParameterizedTest
        @CsvSource({"17.1.9, false", "17.2, true", "19.0, true"})
        void certificatesNeedAgent172OrNewer(String version, boolean works) {
            PeerAssociation pair = certificatePair(
                    KeyingMode.IKE,
                    web().certificateIssuer(ISSUER).agentVersion(new AgentVersion(version)),
                    db().certificateIssuer(ISSUER).agentVersion(new AgentVersion("18.0")));

            assertThat(pair.reason())
                    .isEqualTo(works ? Optional.empty() : Optional.of(BlockReason.AGENT_TOO_OLD_FOR_CERTIFICATES));
            assertThat(pair.authentication()).contains("certificate");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "CN=Acme Root CA,O=Acme,C=US   | true",
                    "cn=acme root ca, o=Acme, c=us | true",
                    "CN=Acme Root CA,O=Acme,C=DE   | false",
                    "                              | false"
                })
        void bothEndsNeedTheOrganizationsIssuer(String issuer, boolean works) {
            PeerAssociation pair = certificatePair(
                    KeyingMode.IKE,
                    web().certificateIssuer(Optional.ofNullable(issuer)),
                    db().certificateIssuer(ISSUER));

            assertThat(pair.reason()).isEqualTo(works ? Optional.empty() : Optional.of(BlockReason.UNTRUSTED_ISSUER));
        }

        @Test
        void withControllerKeyingCertificatesDoNotMatter() {
            PeerAssociation pair = certificatePair(
                    KeyingMode.CONTROLLER,
                    web().agentVersion(new AgentVersion("16.0")),
                    db().certificateIssuer("CN=Other").agentVersion(new AgentVersion("16.0")));

            assertThat(pair.verdict()).isEqualTo(Verdict.ENCRYPTED);
        }

        @Test
        void withAPreSharedKeyIssuersDoNotMatter() {
            assertThat(pair(SaPolicy.builder(), web().certificateIssuer("CN=One"), db())
                            .verdict())
                    .isEqualTo(Verdict.ENCRYPTED);
        }

        @Test
        void ofSeveralReasonsTheFirstInTheOrderOfTheManualIsGiven() {
            Workload.Builder old = bareHost("db", "role=db").agentVersion(new AgentVersion("16.0"));
            PeerAssociation pair =
                    pair(esp("chacha20poly1305").keying(KeyingMode.NATIVE), web().os(OperatingSystem.WINDOWS), old);

            assertThat(pair.reason()).contains(BlockReason.NO_COMMON_ADDRESS);
        }

        @Test
        void whatDoesNotFitIsBlockedAndKeepsItsPaths() {
            PeerAssociation pair = pair(
                    SaPolicy.builder(),
                    web().agentVersion(new AgentVersion("19.0")),
                    db().agentVersion(new AgentVersion("21.0")));

            assertThat(pair.verdict()).isEqualTo(Verdict.BLOCKED);
            assertThat(pair.paths()).hasSize(1);
            assertThat(pair.rules()).containsExactly("s/r");
        }
    }

    @Nested
    final class Step9 {
        @Test
        void bothEndsGetTheSameAssociationWithLocalAndRemoteSwapped() {
            FleetPlan plan = plan(webToDb(), web(), db());
            PeerAssociation pair = plan.associations().findFirst().orElseThrow();

            assertThat(plan.host("web").associations()).containsExactly(pair.seenBy("web"));
            assertThat(plan.host("db").associations()).containsExactly(pair.seenBy("db"));
            assertThat(plan.host("db").associations().get(0).paths().get(0).mirror())
                    .isEqualTo(plan.host("web").associations().get(0).paths().get(0));
        }

        @Test
        void endsSortByCodePointNotByUtf16() {
            // U+1F310 is written with surrogates, which String.compareTo puts before U+FF21
            FleetPlan plan = plan(
                    secured("r", actors("*"), actors("*")).build(),
                    host("\ud83c\udf10", "10.0.0.1"),
                    host("\uff21", "10.0.0.2"));

            assertThat(plan.workloads()).containsExactly("\uff21", "\ud83c\udf10");
            assertThat(pairs(plan)).containsExactly("\uff21-\ud83c\udf10");
        }
    }
}
