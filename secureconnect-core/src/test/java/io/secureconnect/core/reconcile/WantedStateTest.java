package io.secureconnect.core.reconcile;

import static io.secureconnect.core.reconcile.Plans.CONTROLLER;
import static io.secureconnect.core.reconcile.Plans.blocked;
import static io.secureconnect.core.reconcile.Plans.encrypted;
import static io.secureconnect.core.reconcile.Plans.path;
import static io.secureconnect.core.reconcile.Plans.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.plan.HostAssociation;
import io.secureconnect.api.plan.HostPlan;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.api.policy.UdpEncapsulation;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.spi.Exemption;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.spi.Protection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WantedStateTest {
    private static final String FOUR = "10.0.0.1<->10.0.0.2";
    private static final String OTHER_FOUR = "10.0.0.1<->10.0.0.9";
    private static final String SIX = "2001:db8::1<->2001:db8::2";
    private static final SaPolicy IKE = SaPolicy.standard();

    @Test
    void encryptsWhatIsEncryptedAndDiscardsWhatIsBlocked() {
        HostPlan plan = plan(1, CONTROLLER, encrypted("db1", FOUR), blocked("db2", "10.0.0.1<->10.0.0.3"));

        assertThat(WantedState.of(plan, List.of()).paths())
                .isEqualTo(Map.of(path(FOUR), Protection.ENCRYPT, path("10.0.0.1<->10.0.0.3"), Protection.DISCARD));
    }

    @Test
    void exemptsNothingFromIpv4UnderControllerKeys() {
        assertThat(exemptions(plan(1, CONTROLLER, encrypted("db1", FOUR)))).isEmpty();
    }

    @Test
    void exemptsNeighborDiscoveryAlsoForIpv6PathsThatAreBlocked() {
        assertThat(exemptions(plan(1, CONTROLLER, blocked("db1", SIX)))).isEqualTo(Exemption.neighborDiscovery());
    }

    @Test
    void exemptsIkeInTheFamiliesThatUseIt() {
        HostPlan plan = plan(1, IKE, encrypted(IKE, "db1", FOUR), blocked("db2", SIX));

        assertThat(exemptions(plan))
                .containsAll(Exemption.neighborDiscovery())
                .contains(Exemption.ike(AddressFamily.IPV4, 500), Exemption.ike(AddressFamily.IPV4, 4500))
                .doesNotContain(Exemption.ike(AddressFamily.IPV6, 500));
    }

    @Test
    void exemptsTheDatagramsThatCarryEsp() {
        SaPolicy forced = forced(CONTROLLER);

        assertThat(exemptions(plan(1, forced, encrypted(forced, "db1", FOUR))))
                .extracting(Exemption::name)
                .containsExactly("ESP in UDP 4500 over IPv4");
        SaPolicy both = forced(IKE);
        assertThat(exemptions(plan(1, both, encrypted(both, "db1", FOUR))))
                .as("one selector, one exemption")
                .hasSize(2);
    }

    @Test
    void addsTheFailsafeListAtTheEnd() {
        Exemption ssh = Exemption.ike(AddressFamily.IPV4, 2222);

        assertThat(WantedState.of(plan(1, CONTROLLER), List.of(ssh)).exemptions())
                .containsExactly(ssh);
    }

    @Test
    void ikeIsExemptOnThePortsOfEachPair() {
        List<Exemption> exemptions = exemptions(
                plan(1, IKE, encrypted(IKE, "db1", FOUR), on(new IkePorts(1500, 14_500), encrypted(IKE, "win1", SIX))));

        assertThat(exemptions)
                .filteredOn(exemption -> !Exemption.neighborDiscovery().contains(exemption))
                .containsExactly(
                        Exemption.ike(AddressFamily.IPV4, 500),
                        Exemption.ike(AddressFamily.IPV4, 4500),
                        Exemption.ike(AddressFamily.IPV6, 1500),
                        Exemption.ike(AddressFamily.IPV6, 14_500));
    }

    @Test
    void espInUdpIsExemptOnThePortOfEachPair() {
        SaPolicy policy = forced(CONTROLLER);

        assertThat(exemptions(plan(
                        1,
                        policy,
                        encrypted(policy, "db1", FOUR),
                        on(new IkePorts(1500, 14_500), encrypted(policy, "win1", OTHER_FOUR)))))
                .extracting(Exemption::name)
                .containsExactly("ESP in UDP 4500 over IPv4", "ESP in UDP 14500 over IPv4");
    }

    private static HostAssociation on(IkePorts ports, HostAssociation association) {
        return new HostAssociation(
                association.local(),
                association.remote(),
                association.terms().withIkePorts(ports),
                association.paths(),
                association.rules());
    }

    private static SaPolicy forced(SaPolicy policy) {
        return SaPolicy.builder()
                .from(policy)
                .udpEncapsulation(UdpEncapsulation.FORCE)
                .build();
    }

    private static List<Exemption> exemptions(HostPlan plan) {
        return WantedState.of(plan, List.of()).exemptions();
    }
}
