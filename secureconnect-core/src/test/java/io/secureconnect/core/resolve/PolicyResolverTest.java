package io.secureconnect.core.resolve;

import static io.secureconnect.core.resolve.Policies.actors;
import static io.secureconnect.core.resolve.Policies.document;
import static io.secureconnect.core.resolve.Policies.host;
import static io.secureconnect.core.resolve.Policies.scope;
import static io.secureconnect.core.resolve.Policies.secured;
import static io.secureconnect.core.resolve.Policies.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.plan.FleetPlan;
import io.secureconnect.api.plan.PeerAssociation;
import io.secureconnect.api.plan.Verdict;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.sa.HostPair;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class PolicyResolverTest {
    private static final PolicyDocument SHOP = document()
            .addWorkloads(
                    host("web1", "10.0.0.1", "role=web", "app=shop").build(),
                    host("db1", "10.0.0.2", "role=db", "app=shop").build(),
                    host("db2", "10.0.0.3", "role=db", "app=other").build())
            .addRuleSets(set(
                            "shop",
                            secured("web to db", actors("role=db"), actors("role=web"))
                                    .build())
                    .addScopes(scope("app=shop"))
                    .build())
            .build();

    private final FleetPlan plan = PolicyResolver.resolve(SHOP);

    @Test
    void aRuleMakesOneAssociationOfTwoHosts() {
        List<PeerAssociation> associations = plan.associations().collect(Collectors.toList());

        assertThat(associations).singleElement().satisfies(association -> {
            assertThat(association.a()).isEqualTo("db1");
            assertThat(association.b()).isEqualTo("web1");
            assertThat(association.verdict()).isEqualTo(Verdict.ENCRYPTED);
            assertThat(association.rules()).containsExactly("shop/web to db");
        });
    }

    @Test
    void bothEndsGetTheMirroredAssociation() {
        PeerAssociation association = plan.associations().findFirst().orElseThrow();

        assertThat(plan.host("web1").associations()).containsExactly(association.seenBy("web1"));
        assertThat(plan.host("db1").associations()).containsExactly(association.seenBy("db1"));
        assertThat(plan.host("web1").associations().get(0).paths())
                .containsExactly(HostPair.of("10.0.0.1", "10.0.0.2"));
        assertThat(plan.host("db2").associations()).isEmpty();
    }

    @Test
    void anUnknownWorkloadIsRefusedByName() {
        assertThatThrownBy(() -> plan.host("web9"))
                .isInstanceOfSatisfying(
                        SecureConnectException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_WORKLOAD))
                .hasMessageContaining("'web9'");
    }
}
