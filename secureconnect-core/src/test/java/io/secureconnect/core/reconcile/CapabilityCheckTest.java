package io.secureconnect.core.reconcile;

import static io.secureconnect.core.reconcile.Plans.CONTROLLER;
import static io.secureconnect.core.reconcile.Plans.blocked;
import static io.secureconnect.core.reconcile.Plans.encrypted;
import static io.secureconnect.core.reconcile.Plans.kernel;
import static io.secureconnect.core.reconcile.Plans.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.plan.HostAssociation;
import io.secureconnect.api.plan.HostPlan;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.plan.Verdict;
import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.api.policy.UdpEncapsulation;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.spi.BackendCapabilities;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CapabilityCheckTest {
    private static final String FOUR = "10.0.0.1<->10.0.0.2";
    private static final String SIX = "2001:db8::1<->2001:db8::2";

    @Test
    void letsThroughWhatTheKernelCanDo() {
        assertThatCode(() -> check(with(CONTROLLER), kernel().build())).doesNotThrowAnyException();
    }

    @Test
    void asksNothingOfAKernelThatShallOnlyBlock() {
        BackendCapabilities poor = kernel().families(Set.of())
                .proposals(Set.of())
                .extendedSequenceNumbers(false)
                .largestReplayWindow(0)
                .build();
        HostPlan blocks = plan(1, SaPolicy.standard(), blocked("db1", FOUR), encrypted("db2"));

        assertThatCode(() -> CapabilityCheck.require(blocks, poor, Set.of(), Set.of()))
                .doesNotThrowAnyException();
    }

    @Test
    void namesTheFamilyWithoutEsp() {
        BackendCapabilities four = kernel().families(Set.of(AddressFamily.IPV4)).build();

        assertThatCode(() -> check(plan(1, CONTROLLER, encrypted("db1", FOUR)), four))
                .doesNotThrowAnyException();
        refuses(plan(1, CONTROLLER, encrypted("db1", FOUR, SIX)), four, ErrorCode.ESP_UNAVAILABLE, "IPv6", "esp6");
    }

    @Test
    void namesTheProposalsThatAreMissingAndThoseThereAre() {
        BackendCapabilities cbc = proposals("aes128-sha256");

        refuses(
                with(CONTROLLER),
                cbc,
                ErrorCode.ALGORITHM_UNAVAILABLE,
                "saPolicy/espProposals",
                "aes256gcm16, aes128gcm16",
                "it has aes128-sha256");
    }

    @Test
    void refusesASecondBestProposalWhenTheDistributorMadeKeysForTheFirst() {
        refuses(
                with(CONTROLLER),
                proposals("aes128gcm16"),
                ErrorCode.ALGORITHM_UNAVAILABLE,
                "first proposal, aes256gcm16",
                "put aes128gcm16 first");
    }

    @Test
    void takesTheNextProposalWhereTheEndsNegotiate() {
        SaPolicy ike = SaPolicy.standard();
        HostPlan plan = plan(1, ike, encrypted(ike, "db1", FOUR));
        BackendCapabilities one = proposals("aes128gcm16");

        assertThatCode(() -> CapabilityCheck.require(plan, one, Set.of(KeyingMode.IKE), Set.of("psk")))
                .doesNotThrowAnyException();
    }

    @Test
    void namesTheFieldThatAsksTooMuch() {
        refuses(
                with(CONTROLLER),
                kernel().extendedSequenceNumbers(false).build(),
                ErrorCode.CAPABILITY_MISSING,
                "saPolicy/extendedSequenceNumbers: true",
                "set it to false");
        refuses(
                with(CONTROLLER),
                kernel().largestReplayWindow(64).build(),
                ErrorCode.CAPABILITY_MISSING,
                "saPolicy/replayWindow: 128",
                "at most 64");
        refuses(
                with(SaPolicy.builder()
                        .from(CONTROLLER)
                        .childLifetime(SaLifetime.builder().hardBytes(1L << 30).build())
                        .build()),
                kernel().volumeLifetimes(false).build(),
                ErrorCode.CAPABILITY_MISSING,
                "saPolicy/childLifetime");
        refuses(
                with(SaPolicy.builder()
                        .from(CONTROLLER)
                        .udpEncapsulation(UdpEncapsulation.FORCE)
                        .build()),
                kernel().udpEncapsulation(false).build(),
                ErrorCode.CAPABILITY_MISSING,
                "saPolicy/udpEncapsulation: force");
    }

    @Test
    void aWindowOfTheKernelsOwnMeetsWhateverWindowPolicyNames() {
        BackendCapabilities own =
                kernel().largestReplayWindow(0).ownReplayWindow(true).build();

        assertThatCode(() -> check(with(CONTROLLER), own)).doesNotThrowAnyException();
    }

    @Test
    void espInUdpIsRefusedForTheFamilyThatCannotCarryIt() {
        SaPolicy forced = SaPolicy.builder()
                .from(CONTROLLER)
                .udpEncapsulation(UdpEncapsulation.FORCE)
                .build();
        BackendCapabilities four = kernel().udpEncapsulationOverIpv6(false).build();

        assertThatCode(() -> check(with(forced), four)).doesNotThrowAnyException();
        refuses(
                plan(1, forced, encrypted(forced, "db1", FOUR, SIX)),
                four,
                ErrorCode.CAPABILITY_MISSING,
                "saPolicy/udpEncapsulation: force",
                "ESP in UDP over IPv6");
    }

    @Test
    void namesTheKeyingThatThisBuildOrThisEngineLacks() {
        HostPlan ike = with(SaPolicy.standard());

        assertThat(refusal(ike, kernel().build(), Set.of(KeyingMode.CONTROLLER)))
                .hasMessageContaining("SecureConnectOptions.ike");
        assertThat(refusal(with(CONTROLLER), kernel().build(), Set.of()))
                .hasMessageContaining("SecureConnectOptions.controllerKeys");
    }

    @Test
    void ikeNeedsCredentialsOfThePolicysKind() {
        HostPlan psk = plan(1, SaPolicy.standard(), negotiated(IkeVersion.IKEV2, "psk"));
        HostPlan certificate = plan(1, SaPolicy.standard(), negotiated(IkeVersion.IKEV2, "certificate"));
        BackendCapabilities kernel = kernel().build();

        assertThatCode(() -> CapabilityCheck.require(psk, kernel, Set.of(KeyingMode.IKE), Set.of("psk")))
                .doesNotThrowAnyException();
        assertThat(refusal(psk, kernel, Set.of(KeyingMode.IKE)))
                .hasMessageContainingAll("organization/authentication", "psk", "IkeOptions.preSharedKeys");
        assertThat(refusal(certificate, kernel, Set.of(KeyingMode.IKE)))
                .hasMessageContainingAll("organization/authentication", "IkeOptions.certificates");
    }

    @Test
    void ikev1AsksForNothingElseThanIkev2() {
        HostPlan old = plan(1, SaPolicy.standard(), negotiated(IkeVersion.IKEV1, "psk"));
        BackendCapabilities kernel = kernel().build();

        assertThatCode(() -> CapabilityCheck.require(old, kernel, Set.of(KeyingMode.IKE), Set.of("psk")))
                .doesNotThrowAnyException();
        assertThat(refusal(old, kernel, Set.of(KeyingMode.IKE))).hasMessageContaining("IkeOptions.preSharedKeys");
    }

    private static HostAssociation negotiated(IkeVersion version, String authentication) {
        return HostAssociation.builder()
                .local("web1")
                .remote("db1")
                .verdict(Verdict.ENCRYPTED)
                .keying(KeyingMode.IKE)
                .ikeVersion(version)
                .authentication(authentication)
                .espProposals(SaPolicy.standard().espProposals())
                .paths(List.of(Plans.path(FOUR)))
                .rules(List.of("shop/web to db1"))
                .build();
    }

    @Test
    void listsAllThatIsMissingUnderTheFirst() {
        SecureConnectException refusal = refusal(
                with(CONTROLLER),
                kernel().families(Set.of()).extendedSequenceNumbers(false).build(),
                Set.of());

        assertThat(refusal.code()).isEqualTo(ErrorCode.ESP_UNAVAILABLE);
        assertThat(refusal)
                .hasMessageContaining("policy 1 cannot be put in force on 'web1'; nothing was changed")
                .hasMessageContaining("esp4")
                .hasMessageContaining("extendedSequenceNumbers")
                .hasMessageContaining("controllerKeys");
    }

    @Test
    void saysOnceWhatManyPeersHaveInCommon() {
        HostPlan plan = plan(1, CONTROLLER, encrypted("db1", FOUR), encrypted("db2", "10.0.0.1<->10.0.0.3"));

        SecureConnectException refusal = refusal(plan, proposals("aes128-sha256"), Set.of(KeyingMode.CONTROLLER));

        assertThat(refusal.getMessage().split("saPolicy/espProposals", -1)).hasSize(2);
    }

    private static HostPlan with(SaPolicy policy) {
        return plan(1, policy, encrypted(policy, "db1", FOUR));
    }

    private static BackendCapabilities proposals(String... keywords) {
        return kernel().proposals(
                        List.of(keywords).stream().map(EspProposal::parse).toList())
                .build();
    }

    private static void check(HostPlan plan, BackendCapabilities kernel) {
        CapabilityCheck.require(plan, kernel, Set.of(KeyingMode.CONTROLLER), Set.of());
    }

    private static void refuses(HostPlan plan, BackendCapabilities kernel, ErrorCode code, String... words) {
        SecureConnectException refusal = refusal(plan, kernel, Set.of(KeyingMode.CONTROLLER));
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.getMessage()).contains(words);
    }

    private static SecureConnectException refusal(HostPlan plan, BackendCapabilities kernel, Set<KeyingMode> keyings) {
        return catchThrowableOfType(
                SecureConnectException.class, () -> CapabilityCheck.require(plan, kernel, keyings, Set.of()));
    }
}
