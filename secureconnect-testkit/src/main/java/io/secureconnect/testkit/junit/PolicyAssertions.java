package io.secureconnect.testkit.junit;

import io.secureconnect.api.SecureConnect;
import io.secureconnect.api.error.InvalidPolicyException;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.plan.BlockReason;
import io.secureconnect.api.plan.Diagnostic;
import io.secureconnect.api.plan.DiagnosticCode;
import io.secureconnect.api.plan.Explanation;
import io.secureconnect.api.plan.FleetPlan;
import io.secureconnect.api.plan.PeerAssociation;
import io.secureconnect.api.plan.Verdict;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.sa.EspProposal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Assertions about what a policy means, for tests that stand beside a policy file.
 *
 * <pre>{@code
 * PolicyAssertions.assertThat(Path.of("shop.json"))
 *         .encrypts("web1", "db1")
 *         .leavesClear("web1", "ntp")
 *         .blocks("web1", "legacy", BlockReason.UNTRUSTED_ISSUER);
 * }</pre>
 *
 * <p>The order of the two workloads of a pair does not matter. A failure prints the explanation of the pair: every rule
 * that was considered and what became of it.
 */
public final class PolicyAssertions {
    private final FleetPlan plan;

    private PolicyAssertions(FleetPlan plan) {
        this.plan = plan;
    }

    /** About a document; fails with every fault if it is invalid. */
    public static PolicyAssertions assertThat(PolicyDocument policy) {
        try {
            return new PolicyAssertions(SecureConnect.policies().resolve(policy));
        } catch (InvalidPolicyException invalid) {
            throw new AssertionError(String.valueOf(invalid.getMessage()), invalid);
        }
    }

    /** About a document in JSON; fails with every fault if it is invalid. */
    public static PolicyAssertions assertThat(InputStream json) {
        try {
            return assertThat(SecureConnect.policies().read(json));
        } catch (InvalidPolicyException invalid) {
            throw new AssertionError(String.valueOf(invalid.getMessage()), invalid);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** About a file with a document in JSON; fails with every fault if it is invalid. */
    public static PolicyAssertions assertThat(Path file) {
        try (InputStream json = Files.newInputStream(file)) {
            return assertThat(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** About a plan that was resolved before. */
    public static PolicyAssertions assertThat(FleetPlan plan) {
        return new PolicyAssertions(plan);
    }

    /** Packets between the two are encrypted. */
    public PolicyAssertions encrypts(String one, String other) {
        return holds(one, other, "encrypted", isVerdict(one, other, Verdict.ENCRYPTED));
    }

    /** Packets between the two are encrypted, with {@code proposal} as the first choice. */
    public PolicyAssertions encrypts(String one, String other, EspProposal proposal) {
        boolean first = association(one, other)
                .filter(a -> a.verdict() == Verdict.ENCRYPTED
                        && a.espProposals().get(0).equals(proposal))
                .isPresent();
        return holds(one, other, "encrypted with " + proposal, first);
    }

    /** Policy asks to encrypt between the two, and it cannot be, for whatever reason. */
    public PolicyAssertions blocks(String one, String other) {
        return holds(one, other, "blocked", isVerdict(one, other, Verdict.BLOCKED));
    }

    /** The same, for this reason. */
    public PolicyAssertions blocks(String one, String other, BlockReason reason) {
        boolean blocked = association(one, other)
                .filter(a -> a.reason().equals(Optional.of(reason)))
                .isPresent();
        return holds(one, other, "blocked for " + reason, blocked);
    }

    /** No rule asks for the pair: packets pass as they are. */
    public PolicyAssertions leavesClear(String one, String other) {
        return holds(one, other, "left clear", association(one, other).isEmpty());
    }

    /** The policy gives rise to this remark about {@code subject}, a rule or a workload. */
    public PolicyAssertions remarks(DiagnosticCode code, String subject) {
        boolean found = plan.diagnostics().stream()
                .anyMatch(d -> d.code() == code && d.subject().equals(subject));
        return found
                ? this
                : fail("expected the remark " + code + " about '" + subject + "', but there are only:" + remarks());
    }

    /** The policy gives rise to no remark. */
    public PolicyAssertions remarksNothing() {
        return plan.diagnostics().isEmpty() ? this : fail("expected no remark, but there are:" + remarks());
    }

    private boolean isVerdict(String one, String other, Verdict verdict) {
        return association(one, other).filter(a -> a.verdict() == verdict).isPresent();
    }

    private Optional<PeerAssociation> association(String one, String other) {
        return explanation(one, other).association();
    }

    private Explanation explanation(String one, String other) {
        try {
            return plan.explain(one, other);
        } catch (SecureConnectException unknown) {
            throw new AssertionError(
                    unknown.getMessage() + "; the policy's workloads are " + plan.workloads(), unknown);
        }
    }

    private PolicyAssertions holds(String one, String other, String what, boolean is) {
        return is
                ? this
                : fail("expected " + one + " <-> " + other + " to be " + what + ", but it is "
                        + ExplanationText.of(explanation(one, other)));
    }

    private String remarks() {
        return plan.diagnostics().stream()
                .map(Diagnostic::toString)
                .collect(Collectors.joining("\n  ", "\n  ", plan.diagnostics().isEmpty() ? "none" : ""));
    }

    private static PolicyAssertions fail(String message) {
        throw new AssertionError(message);
    }
}
