package io.secureconnect.core.resolve;

import static io.secureconnect.core.resolve.Policies.actors;
import static io.secureconnect.core.resolve.Policies.document;
import static io.secureconnect.core.resolve.Policies.group;
import static io.secureconnect.core.resolve.Policies.host;
import static io.secureconnect.core.resolve.Policies.scope;
import static io.secureconnect.core.resolve.Policies.secured;
import static io.secureconnect.core.resolve.Policies.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.secureconnect.api.error.InvalidPolicyException;
import io.secureconnect.api.error.PolicyFault;
import io.secureconnect.api.policy.Authentication;
import io.secureconnect.api.policy.Organization;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.api.policy.Service;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Documents that were built as values meet the same demands as those that were read. */
final class DocumentCheckTest {
    private static List<PolicyFault> faults(PolicyDocument.Builder document) {
        return catchThrowableOfType(InvalidPolicyException.class, () -> PolicyResolver.resolve(document.build()))
                .faults();
    }

    @Test
    void allFaultsAreListedInDocumentOrder() {
        PolicyDocument.Builder document = document()
                .version(-1)
                .organization(Organization.builder()
                        .id("")
                        .authentication(new Authentication.Certificate("not a DN"))
                        .build())
                .saPolicy(SaPolicy.builder().replayWindow(5000).build())
                .addLabelGroups(group("g", "env", List.of("a\u001bb"), "g", "h"))
                .addWorkloads(
                        host("a", "10.0.0.1").build(),
                        host("a", "10.0.0.1").certificateIssuer("x").build(),
                        host("b", "10.0.0.1").hostname("").build())
                .addRuleSets(set(
                                "s",
                                secured("r", actors("!x=y"), actors("#nobody", "@nothing"))
                                        .machineAuth(true)
                                        .addServices(Service.builder()
                                                .protocol("tcp")
                                                .port(0)
                                                .build())
                                        .build())
                        .addScopes(scope("app=@g"))
                        .build());

        assertThat(faults(document))
                .extracting(PolicyFault::pointer)
                .containsExactly(
                        "/version",
                        "/organization/id",
                        "/organization/authentication/issuer",
                        "/saPolicy/replayWindow",
                        "/labelGroups/0/labels",
                        "/labelGroups/0/groups",
                        "/labelGroups/0/groups",
                        "/workloads/1/id",
                        "/workloads/1/interfaces/0/address",
                        "/workloads/1/certificateIssuer",
                        "/workloads/2/hostname",
                        "/workloads/2/interfaces/0/address",
                        "/ruleSets/0/scopes/0/app/group",
                        "/ruleSets/0/rules/0",
                        "/ruleSets/0/rules/0/providers",
                        "/ruleSets/0/rules/0/consumers/0/workload",
                        "/ruleSets/0/rules/0/consumers/1/labelGroup",
                        "/ruleSets/0/rules/0/services/0/port");
    }

    @Test
    void aFaultShowsControlCharactersAsEscapes() {
        assertThat(faults(document().addLabelGroups(group("g", "env", List.of("a\u001b[2Jb")))))
                .singleElement()
                .satisfies(fault -> assertThat(fault.value()).isEqualTo("\"a\\u001b[2Jb\""));
    }

    @Test
    void aPointerEscapesSlashesAndTildes() {
        assertThat(faults(
                        document().addWorkloads(host("a", "10.0.0.1", "a/b~c=").build())))
                .singleElement()
                .satisfies(fault -> assertThat(fault.pointer()).isEqualTo("/workloads/0/labels/a~1b~0c"));
    }

    @Test
    void aSoundDocumentHasNoFault() {
        DocumentCheck.require(RandomPolicy.of(1));
    }
}
