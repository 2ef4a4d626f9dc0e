package io.secureconnect.testkit.junit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secureconnect.api.SecureConnect;
import io.secureconnect.api.plan.BlockReason;
import io.secureconnect.api.plan.DiagnosticCode;
import io.secureconnect.api.sa.EspProposal;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PolicyAssertionsTest {
    private static final Path SHOP = Path.of("src/test/resources/policies/shop.json");

    @Test
    void holdWhereThePolicySaysSo() {
        PolicyAssertions.assertThat(SHOP)
                .encrypts("web1", "db1")
                .encrypts("db1", "web1", EspProposal.AES_256_GCM)
                .blocks("web1", "old1")
                .blocks("old1", "web1", BlockReason.AGENT_VERSION_MISMATCH)
                .leavesClear("web1", "mail1")
                .remarks(DiagnosticCode.IDLE_WORKLOAD, "shop/web to db");
    }

    @Test
    void aFailurePrintsTheExplanationOfThePair() {
        assertThatThrownBy(() -> PolicyAssertions.assertThat(SHOP).leavesClear("web1", "db1"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("expected web1 <-> db1 to be left clear, but it is ENCRYPTED")
                .hasMessageContaining("rule shop/web to db: asks for the pair")
                .hasMessageContaining("aes256gcm16");
        assertThatThrownBy(() -> PolicyAssertions.assertThat(SHOP).encrypts("web1", "old1"))
                .hasMessageContaining("to be encrypted, but it is BLOCKED for AGENT_VERSION_MISMATCH");
        assertThatThrownBy(() -> PolicyAssertions.assertThat(SHOP).encrypts("web1", "mail1"))
                .hasMessageContaining("left clear")
                .hasMessageContaining("shop/web to db: dropped at step");
        assertThatThrownBy(() -> PolicyAssertions.assertThat(SHOP).blocks("web1", "old1", BlockReason.UNTRUSTED_ISSUER))
                .hasMessageContaining("blocked for UNTRUSTED_ISSUER, but it is BLOCKED for AGENT_VERSION_MISMATCH");
        assertThatThrownBy(() ->
                        PolicyAssertions.assertThat(SHOP).encrypts("web1", "db1", EspProposal.parse("aes128gcm16")))
                .hasMessageContaining("encrypted with aes128gcm16");
    }

    @Test
    void anUnknownWorkloadIsNamedWithThoseThatAreKnown() {
        assertThatThrownBy(() -> PolicyAssertions.assertThat(SHOP).encrypts("web1", "web9"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("web9")
                .hasMessageContaining("mail1");
    }

    @Test
    void remarksAreListedIfTheyAreNotThoseExpected() {
        assertThatThrownBy(() -> PolicyAssertions.assertThat(SHOP).remarks(DiagnosticCode.UNSUPPORTED_ACTOR, "shop/x"))
                .hasMessageContaining("UNSUPPORTED_ACTOR about 'shop/x'")
                .hasMessageContaining("IDLE_WORKLOAD");
        assertThatThrownBy(() -> PolicyAssertions.assertThat(SHOP).remarksNothing())
                .hasMessageContaining("IDLE_WORKLOAD");
    }

    @Test
    void anInvalidDocumentFailsWithAllItsFaults() {
        String text =
                "{\"format\":\"secureconnect.policy/v1\",\"version\":1,\"organization\":{\"id\":\"a\"},\"nonsense\":1}";
        assertThatThrownBy(() ->
                        PolicyAssertions.assertThat(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("nonsense");
    }

    @Test
    void everyWayInLeadsToTheSame() throws Exception {
        assertThatCode(() -> {
                    try (var in = java.nio.file.Files.newInputStream(SHOP)) {
                        var document = SecureConnect.policies().read(in);
                        PolicyAssertions.assertThat(document).encrypts("web1", "db1");
                        PolicyAssertions.assertThat(SecureConnect.policies().resolve(document))
                                .encrypts("web1", "db1");
                    }
                })
                .doesNotThrowAnyException();
    }
}
