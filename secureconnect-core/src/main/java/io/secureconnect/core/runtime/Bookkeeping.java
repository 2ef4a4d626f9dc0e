package io.secureconnect.core.runtime;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.event.SecureConnectEvent;
import io.secureconnect.api.event.SecureConnectEvent.Fault;
import io.secureconnect.api.event.SecureConnectEvent.SaExpiring;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.api.sa.SaState;
import io.secureconnect.api.sa.SecurityAssociation;
import io.secureconnect.core.reconcile.Conflict;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendChange.InstallSa;
import io.secureconnect.spi.BackendChange.RemoveSa;
import io.secureconnect.spi.BackendEvent.Expired;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.InstalledSa;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the engine remembers between two looks at the kernel, and tells its observers: news, failures, due times. */
final class Bookkeeping {
    private static final Logger LOG = LoggerFactory.getLogger(Bookkeeping.class);

    private final Outbox outbox;
    private final boolean kernelTellsExpiry;
    private final PathLedger ledger = new PathLedger();
    private final Failures failures = new Failures();
    private final ExpiryClock expiry = new ExpiryClock();
    private Set<Conflict> conflicts = Set.of();

    Bookkeeping(Outbox outbox, boolean kernelTellsExpiry) {
        this.outbox = outbox;
        this.kernelTellsExpiry = kernelTellsExpiry;
    }

    /** What a reconciliation has done. */
    void reconciled(List<ChangeResult> results, Set<HostPair> wanted) {
        failures.reconciled(results, wanted);
        results.forEach(this::tell);
    }

    /** What the changes of the keying have done. */
    void keyed(List<ChangeResult> results, Instant now) {
        failures.keyed(results);
        for (ChangeResult result : results) {
            tell(result);
            clock(result, now);
        }
    }

    /** What a fresh look has shown. */
    void seen(BackendSnapshot installed, Map<HostPair, EspParameters> wanted, Instant now) {
        outbox.announceAll(ledger.observe(installed));
        if (!kernelTellsExpiry) {
            clock(installed, wanted, now);
        }
    }

    /** What stands in the way of wanted paths; only what is new is told. */
    void conflicts(Collection<Conflict> found) {
        for (Conflict conflict : found) {
            if (!conflicts.contains(conflict)) {
                LOG.warn("{}", conflict.text());
                outbox.announce(new SecureConnectEvent.Conflict(conflict.path(), conflict.text()));
            }
        }
        conflicts = new HashSet<>(found);
    }

    /** An SA has reached a limit; a hard one has ended it. */
    void expired(Expired event) {
        outbox.announce(new SaExpiring(event.id(), event.hard()));
        if (event.hard()) {
            expiry.gone(event.id());
            outbox.announceAll(ledger.gone(event.id()));
        }
    }

    /** The keying refused something. */
    void refused(Optional<HostPair> path, ErrorCode code, String message) {
        path.ifPresent(p -> failures.keying(p, code + ": " + message));
        fault(code, path.map(p -> p + ": ").orElse("") + message);
    }

    /** Something a keying has to tell. */
    void announce(SecureConnectEvent event) {
        if (event.kind() == SecureConnectEvent.Kind.IKE_FAILED) {
            SecureConnectEvent.IkeFailed failed = (SecureConnectEvent.IkeFailed) event;
            LOG.warn("{} with '{}': {} {}", failed.path(), failed.peer(), failed.reason(), failed.detail());
        }
        outbox.announce(event);
    }

    void fault(ErrorCode code, String message) {
        LOG.warn("{}: {}", code, message);
        outbox.announce(new Fault(code, message));
    }

    Optional<String> lastFailure(HostPair path) {
        return failures.of(path);
    }

    /** SAs whose time has come, where the kernel does not tell. */
    List<Expired> due(Instant now) {
        return expiry.due(now);
    }

    Optional<Instant> nextExpiry() {
        return expiry.next();
    }

    private void tell(ChangeResult result) {
        outbox.announceAll(ledger.observe(result));
        result.fault()
                .ifPresent(fault -> outbox.announce(new Fault(
                        fault.code(),
                        result.change().path().map(path -> path + ": ").orElse("") + fault.message())));
    }

    private void clock(BackendSnapshot installed, Map<HostPair, EspParameters> wanted, Instant now) {
        List<InstalledSa> carrying = installed.sas().stream()
                .filter(sa -> sa.state() != SaState.LARVAL)
                .collect(Collectors.toList());
        expiry.retain(carrying.stream().map(InstalledSa::id).collect(Collectors.toSet()));
        carrying.forEach(sa -> Optional.ofNullable(wanted.get(sa.id().path()))
                .ifPresent(parameters -> expiry.serves(
                        sa.id(), parameters.lifetime(), sa.installedAt().orElse(now))));
    }

    private void clock(ChangeResult result, Instant now) {
        BackendChange change = result.change();
        if (result.isFailed() || kernelTellsExpiry) {
            return;
        }
        if (change.kind() == BackendChange.Kind.INSTALL_SA) {
            SecurityAssociation sa = ((InstallSa) change).sa();
            SaId id = sa.id();
            SaLifetime lifetime = sa.parameters().lifetime();
            expiry.serves(id, lifetime, now);
        } else if (change.kind() == BackendChange.Kind.REMOVE_SA) {
            expiry.gone(((RemoveSa) change).id());
        }
    }
}
