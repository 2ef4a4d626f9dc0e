package io.secureconnect.core.resolve;

import static io.secureconnect.core.resolve.Policies.actors;
import static io.secureconnect.core.resolve.Policies.document;
import static io.secureconnect.core.resolve.Policies.host;
import static io.secureconnect.core.resolve.Policies.secured;
import static io.secureconnect.core.resolve.Policies.set;
import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.plan.BlockReason;
import io.secureconnect.api.plan.Explanation.Choice;
import io.secureconnect.api.plan.FleetPlan;
import io.secureconnect.api.plan.HostAssociation;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.plan.PeerAssociation;
import io.secureconnect.api.policy.Authentication;
import io.secureconnect.api.policy.IkeVersionPolicy;
import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.api.policy.OperatingSystem;
import io.secureconnect.api.policy.Organization;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.api.sa.IkeProposal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Step 8 where the daemon of an operating system negotiates. */
class NativePairsTest {
    private static final String ISSUER = "CN=Acme Root CA,O=Acme,C=US";

    @ParameterizedTest
    @CsvSource({
        "WINDOWS, WINDOWS, COMPATIBLE, false, true",
        "WINDOWS, WINDOWS, MODERN, false, true",
        "WINDOWS, LINUX, COMPATIBLE, false, true",
        "LINUX, WINDOWS, COMPATIBLE, true, true",
        "LINUX, WINDOWS, MODERN, false, false",
        "LINUX, WINDOWS, MODERN, true, true",
        "LINUX, LINUX, COMPATIBLE, false, false",
        "LINUX, LINUX, MODERN, true, false"
    })
    void needsWindowsOnOneEndAndAnEndThatItCanName(
            OperatingSystem web, OperatingSystem db, IkeVersionPolicy version, boolean certificates, boolean works) {
        PeerAssociation pair = pair(natively().ikeVersionPolicy(version), web, db, certificates);

        assertThat(pair.reason()).isEqualTo(works ? Optional.empty() : Optional.of(BlockReason.KEYING_UNSUPPORTED));
    }

    @Test
    void isIkev1UnlessThePolicySaysOtherwise() {
        assertThat(pair(natively(), OperatingSystem.WINDOWS, OperatingSystem.WINDOWS, false)
                        .ikeVersion())
                .contains(IkeVersion.IKEV1);
        assertThat(pair(
                                natively().ikeVersionPolicy(IkeVersionPolicy.MODERN),
                                OperatingSystem.WINDOWS,
                                OperatingSystem.WINDOWS,
                                false)
                        .ikeVersion())
                .contains(IkeVersion.IKEV2);
    }

    @Test
    void besideTheDaemonOfWindowsLinuxSpeaksTheSdksOwnIke() {
        FleetPlan plan = plan(natively(), OperatingSystem.WINDOWS, OperatingSystem.LINUX, false);

        HostAssociation windows = plan.host("web").associations().get(0);
        HostAssociation linux = plan.host("db").associations().get(0);
        assertThat(windows.keying()).isEqualTo(KeyingMode.NATIVE);
        assertThat(linux.keying()).isEqualTo(KeyingMode.IKE);
        assertThat(linux.ikeVersion()).contains(IkeVersion.IKEV1).isEqualTo(windows.ikeVersion());
        assertThat(linux.authentication()).isEqualTo(windows.authentication());
        assertThat(linux.espProposals()).isEqualTo(windows.espProposals());
        assertThat(plan.associations())
                .singleElement()
                .satisfies(pair -> assertThat(pair.keying()).isEqualTo(KeyingMode.NATIVE));
    }

    @Test
    void aPairThatIsBlockedStaysWhatThePolicySaysAtBothEnds() {
        FleetPlan plan = plan(natively(), OperatingSystem.LINUX, OperatingSystem.LINUX, false);

        assertThat(plan.host("web").associations().get(0).keying()).isEqualTo(KeyingMode.NATIVE);
    }

    @ParameterizedTest
    @CsvSource({
        "aes256-sha256-modp2048, COMPATIBLE, true",
        "aes128-sha384-ecp384, COMPATIBLE, true",
        "aes128-sha384-ecp256, MODERN, true",
        "aes256-sha512-modp2048, COMPATIBLE, false",
        "aes256-sha256-modp3072, COMPATIBLE, false",
        "aes256-sha256-ecp521, COMPATIBLE, false",
        "aes256gcm16-prfsha384-ecp384, MODERN, false",
        "aes256-sha256-x25519, MODERN, false",
        "aes256-sha256-ecp256-ke1_mlkem768, MODERN, false"
    })
    void proposalsOfIkeAreThoseThatTheDaemonHas(String proposal, IkeVersionPolicy version, boolean works) {
        PeerAssociation pair = pair(
                natively().ikeVersionPolicy(version).ikeProposals(List.of(IkeProposal.parse(proposal))),
                OperatingSystem.WINDOWS,
                OperatingSystem.WINDOWS,
                false);

        assertThat(pair.reason()).isEqualTo(works ? Optional.empty() : Optional.of(BlockReason.NO_COMMON_PROPOSAL));
    }

    @Test
    void theDefaultProposalsHaveOneThatTheDaemonHas() {
        FleetPlan plan = plan(natively(), OperatingSystem.WINDOWS, OperatingSystem.WINDOWS, false);

        assertThat(choice(plan, "IKE proposals").chosen()).isEqualTo("aes256-sha256-modp2048");
        assertThat(choice(plan, "IKE proposals").why()).contains("Windows in its own IKE");
    }

    @Test
    void whoNegotiatesIsExplainedWithWhatWindowsDoesBesides() {
        FleetPlan mixed = plan(natively(), OperatingSystem.WINDOWS, OperatingSystem.LINUX, false);
        FleetPlan both = plan(natively(), OperatingSystem.WINDOWS, OperatingSystem.WINDOWS, true);

        assertThat(choice(mixed, "keying").chosen())
                .isEqualTo("native (IKEv1 by Windows on web, by SecureConnect on db)");
        assertThat(choice(both, "keying").chosen()).isEqualTo("native (IKEv1 by Windows)");
        assertThat(choice(both, "keying").why()).contains("Windows itself permits UDP 500 and 4500");
        assertThat(choice(both, "authentication").chosen()).isEqualTo("certificate");
        assertThat(choice(both, "authentication").why()).contains(ISSUER);
    }

    private static Choice choice(FleetPlan plan, String topic) {
        return plan.explain("web", "db").choices().stream()
                .filter(choice -> choice.topic().equals(topic))
                .findFirst()
                .orElseThrow();
    }

    private static SaPolicy.Builder natively() {
        return SaPolicy.builder().keying(KeyingMode.NATIVE);
    }

    private static PeerAssociation pair(
            SaPolicy.Builder policy, OperatingSystem web, OperatingSystem db, boolean certificates) {
        return plan(policy, web, db, certificates).associations().findFirst().orElseThrow();
    }

    private static FleetPlan plan(
            SaPolicy.Builder policy, OperatingSystem web, OperatingSystem db, boolean certificates) {
        return PolicyResolver.resolve(document()
                .organization(Organization.builder()
                        .id("acme")
                        .authentication(
                                certificates
                                        ? new Authentication.Certificate(ISSUER)
                                        : new Authentication.PreSharedKey())
                        .build())
                .saPolicy(policy.build())
                .addWorkloads(
                        host("web", "10.0.0.1", "role=web")
                                .os(web)
                                .certificateIssuer(ISSUER)
                                .build(),
                        host("db", "10.0.0.2", "role=db")
                                .os(db)
                                .certificateIssuer(ISSUER)
                                .build())
                .addRuleSets(set(
                                "s",
                                secured("r", actors("role=db"), actors("role=web"))
                                        .build())
                        .build())
                .build());
    }
}
