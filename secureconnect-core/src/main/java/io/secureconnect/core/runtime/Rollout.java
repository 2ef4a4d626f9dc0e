package io.secureconnect.core.runtime;

import io.secureconnect.api.ApplyPreview;
import io.secureconnect.api.ApplyReport;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.event.SecureConnectEvent.PolicyApplied;
import io.secureconnect.api.event.SecureConnectEvent.Reconciled;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.core.reconcile.Conflict;
import io.secureconnect.core.reconcile.Reconciler;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.ChangeResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts policies in force and keeps them so: previews, applies, repairs, tries again what failed, and looks now and then
 * whether all is still as it should be, for events and reports may have been lost without anyone's knowing.
 */
final class Rollout {
    private static final Logger LOG = LoggerFactory.getLogger(Rollout.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);
    private static final Duration LOOK_EVERY = Duration.ofMinutes(1);
    private static final String RETRY = "trying again what failed";
    private static final String REGULAR = "the regular look";

    private final Kernel kernel;
    private final Provisioning provisioning;
    private final Reconciliation reconciliation;
    private final Bookkeeping books;
    private final Outbox outbox;
    private Optional<Instant> lookAt = Optional.empty();
    private String lookCause = REGULAR;

    Rollout(Kernel kernel, Provisioning provisioning, Reconciliation reconciliation, Bookkeeping books, Outbox outbox) {
        this.kernel = kernel;
        this.provisioning = provisioning;
        this.reconciliation = reconciliation;
        this.books = books;
        this.outbox = outbox;
    }

    Optional<PolicyInForce> inForce() {
        return provisioning.inForce();
    }

    ApplyPreview plan(PolicyDocument draft) {
        PolicyInForce next = provisioning.resolve(draft);
        BackendSnapshot installed = kernel.snapshot();
        return ApplyPreview.builder()
                .plan(next.host())
                .diff(HostPlanDiff.between(inForce().map(PolicyInForce::host), next.host()))
                .changes(Reconciler.changes(next.wanted(), installed, reconciliation.reserved()))
                .conflicts(Conflict.between(next.wanted(), installed).stream()
                        .map(Conflict::text)
                        .collect(Collectors.toList()))
                .build();
    }

    ApplyReport apply(PolicyDocument document, boolean forced, Instant now) {
        PolicyInForce next = provisioning.resolveSuccessor(document, forced);
        reconciliation.prepare(next);
        BackendSnapshot installed = kernel.snapshot();
        provisioning.putInForce(next); // from here on repairs work towards it, whatever fails below
        Reconciliation.Pass pass = run(next, installed, now);
        outbox.announce(new PolicyApplied(next.version(), pass.written()));
        log("policy " + next.version() + " in force", next, pass);
        return ApplyReport.builder()
                .policyVersion(next.version())
                .written(pass.written())
                .failures(pass.failures())
                .conflicts(pass.conflictTexts())
                .diagnostics(next.host().diagnostics())
                .build();
    }

    /** Compares wanted and installed anew; what cannot be done now is tried again later. Nothing is thrown. */
    void repair(String cause, Instant now) {
        inForce().ifPresent(policy -> {
            try {
                Reconciliation.Pass pass = run(policy, kernel.snapshot(), now);
                if (!cause.equals(REGULAR) || pass.written() > 0) {
                    outbox.announce(new Reconciled(cause, pass.written()));
                    log("reconciled, " + cause, policy, pass);
                }
            } catch (SecureConnectException e) {
                lookAgain(now.plus(RETRY_AFTER), RETRY);
                books.fault(e.code(), "could not reconcile (" + cause + "): " + e.getMessage());
            }
        });
    }

    /** When {@link #look} is due; empty before the first policy. */
    Optional<Instant> lookAt() {
        return lookAt;
    }

    /** The look at the kernel that was due. */
    void look(Instant now) {
        repair(lookCause, now);
    }

    /** Takes away all that is ours; the changes that failed. */
    List<ChangeResult> removeAll() {
        return reconciliation.removeAll().failures();
    }

    private Reconciliation.Pass run(PolicyInForce policy, BackendSnapshot installed, Instant now) {
        lookAgain(now.plus(RETRY_AFTER), RETRY); // unless the pass gets through
        Reconciliation.Pass pass = reconciliation.run(policy, installed, now);
        if (pass.complete()) {
            lookAgain(now.plus(LOOK_EVERY), REGULAR);
        }
        return pass;
    }

    private void lookAgain(Instant at, String cause) {
        lookAt = Optional.of(at);
        lookCause = cause;
    }

    private static void log(String what, PolicyInForce policy, Reconciliation.Pass pass) {
        LOG.info(
                "{}: {} path(s), {} change(s) made, {} failed, {} conflict(s)",
                what,
                policy.wanted().paths().size(),
                pass.written(),
                pass.failures().size(),
                pass.conflicts().size());
    }
}
