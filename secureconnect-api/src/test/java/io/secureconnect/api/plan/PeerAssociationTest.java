package io.secureconnect.api.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PeerAssociationTest {
    private static PeerAssociation.Builder association() {
        return PeerAssociation.builder()
                .a("db1")
                .b("web1")
                .verdict(Verdict.ENCRYPTED)
                .keying(KeyingMode.CONTROLLER)
                .addPaths(new AddressPath(IpAddress.parse("10.0.0.9"), IpAddress.parse("10.0.0.1")))
                .addRules("shop/web to db");
    }

    @Test
    void bothEndsSeeTheSameWithSidesSwapped() {
        PeerAssociation association = association().build();
        HostAssociation db = association.seenBy("db1");
        HostAssociation web = association.seenBy("web1");
        assertThat(db.remote()).isEqualTo("web1");
        assertThat(web.remote()).isEqualTo("db1");
        assertThat(db.paths()).containsExactly(HostPair.of("10.0.0.9", "10.0.0.1"));
        assertThat(web.paths()).containsExactly(HostPair.of("10.0.0.1", "10.0.0.9"));
        assertThat(web.rules()).isEqualTo(db.rules());
        assertThatIllegalArgumentException().isThrownBy(() -> association.seenBy("web2"));
    }

    @Test
    void endsAreSortedAndReasonsBelongToBlocks() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> association().b("db0").build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> association().verdict(Verdict.BLOCKED).build());
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> association().reason(BlockReason.UNTRUSTED_ISSUER).build());
    }

    @Test
    void aChangeKnowsWhatFlowsBecome() {
        PeerAssociation encrypted = association().build();
        PeerAssociation blocked = association()
                .verdict(Verdict.BLOCKED)
                .reason(BlockReason.NO_COMMON_PROPOSAL)
                .build();
        PlanDiff diff = PlanDiff.builder()
                .fromVersion(1)
                .toVersion(2)
                .addChanges(
                        new PlanDiff.AssociationChange(Optional.empty(), Optional.of(encrypted)),
                        new PlanDiff.AssociationChange(Optional.of(encrypted), Optional.of(blocked)),
                        new PlanDiff.AssociationChange(Optional.of(blocked), Optional.empty()))
                .build();
        assertThat(diff.added()).singleElement().satisfies(c -> {
            assertThat(c.flowBefore()).isEqualTo(PlanDiff.Flow.CLEAR);
            assertThat(c.flowAfter()).isEqualTo(PlanDiff.Flow.ENCRYPTED);
        });
        assertThat(diff.changed())
                .singleElement()
                .extracting(PlanDiff.AssociationChange::flowAfter)
                .isEqualTo(PlanDiff.Flow.BLOCKED);
        assertThat(diff.removed())
                .singleElement()
                .extracting(PlanDiff.AssociationChange::flowAfter)
                .isEqualTo(PlanDiff.Flow.CLEAR);
    }
}
