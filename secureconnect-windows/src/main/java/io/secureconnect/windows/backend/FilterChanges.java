package io.secureconnect.windows.backend;

import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendChange.AddExemption;
import io.secureconnect.spi.BackendChange.Protect;
import io.secureconnect.spi.BackendChange.RemoveExemption;
import io.secureconnect.spi.BackendChange.Unprotect;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.engine.WfpException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Changes that are made of filters alone: many in one transaction, and if the engine refuses that, each in one of its own, so
 * that one that fails undoes no other.
 */
final class FilterChanges {
    /** In one transaction. Others wait for it, and what it holds is in memory three times. */
    private static final int MOST = 256;

    private final EngineSession session;
    private final FilterEdits edits;
    private final DeadSas sas;
    private OwnFilters filters;

    FilterChanges(EngineSession session, FilterPlan plan, DeadSas sas) {
        this.session = session;
        this.edits = new FilterEdits(plan);
        this.sas = sas;
        this.filters = OwnFilters.read(session.engine());
    }

    /** One change with its edit. */
    private record Planned(BackendChange change, FilterEdit edit, boolean cutsSas) {
        boolean isDone() {
            return edit.isEmpty() && !cutsSas;
        }
    }

    List<ChangeResult> run(List<BackendChange> changes) {
        List<ChangeResult> results = new ArrayList<>();
        for (int from = 0; from < changes.size(); from += MOST) {
            results.addAll(runBatch(changes.subList(from, Math.min(from + MOST, changes.size()))));
        }
        if (changes.stream().anyMatch(change -> isRemoval(change.kind()))) {
            session.tidy(filters);
        }
        return results;
    }

    private static boolean isRemoval(BackendChange.Kind kind) {
        return kind == BackendChange.Kind.UNPROTECT || kind == BackendChange.Kind.REMOVE_EXEMPTION;
    }

    private List<ChangeResult> runBatch(List<BackendChange> changes) {
        try {
            List<Planned> planned = new ArrayList<>();
            changes.forEach(change -> planned.add(plan(change)));
            write(planned);
            return planned.stream().map(FilterChanges::done).toList();
        } catch (WfpException | SecureConnectException e) {
            filters = OwnFilters.read(session.engine());
            return changes.stream().map(this::runAlone).toList();
        }
    }

    private ChangeResult runAlone(BackendChange change) {
        try {
            Planned planned = plan(change);
            write(List.of(planned));
            return done(planned);
        } catch (WfpException | SecureConnectException e) {
            filters = OwnFilters.read(session.engine());
            SecureConnectException fault = e instanceof WfpException refusal
                    ? WfpFaults.of(doing(change), refusal)
                    : (SecureConnectException) e;
            return ChangeResult.failed(change, fault.code(), String.valueOf(fault.getMessage()));
        }
    }

    private void write(List<Planned> planned) {
        planned.stream()
                .filter(each -> each.cutsSas && each.change.kind() == BackendChange.Kind.UNPROTECT)
                .forEach(each -> sas.cutAll(path(each.change)));
        List<FilterEdit> wanted = planned.stream()
                .map(Planned::edit)
                .filter(edit -> !edit.isEmpty())
                .toList();
        if (!wanted.isEmpty()) {
            session.write(wanted);
        }
        planned.stream()
                .filter(each -> each.cutsSas && each.change.kind() == BackendChange.Kind.PROTECT)
                .forEach(each -> sas.cutDead(path(each.change), filters.of(path(each.change))));
    }

    /** Plans as if what was planned before were done. */
    private Planned plan(BackendChange change) {
        Planned planned = switch (change.kind()) {
            case PROTECT -> protect((Protect) change);
            case UNPROTECT -> unprotect((Unprotect) change);
            case ADD_EXEMPTION -> {
                AddExemption add = (AddExemption) change;
                yield new Planned(
                        change,
                        edits.exempt(
                                add.exemption().selector(),
                                filters.of(add.exemption().selector())),
                        false);
            }
            case REMOVE_EXEMPTION ->
                new Planned(
                        change,
                        FilterEdit.delete(List.copyOf(filters.of(
                                        ((RemoveExemption) change).exemption().selector())
                                .keySet())),
                        false);
            case INSTALL_SA, REMOVE_SA, NEGOTIATE, STOP_NEGOTIATING ->
                throw new IllegalArgumentException(change + " is not about filters");
        };
        planned.edit.deleted().forEach(filters::forget);
        planned.edit.added().forEach(filters::note);
        return planned;
    }

    private Planned protect(Protect change) {
        HostPair path = change.target();
        DeadSas.Census census = sas.count(path, filters.of(path));
        return new Planned(
                change, edits.protect(path, change.protection(), filters.of(path), census.sends()), census.hasDead());
    }

    /** SAs that are still there go first, behind a gate that goes with the rest. */
    private Planned unprotect(Unprotect change) {
        HostPair path = change.target();
        boolean cutsSas = sas.has(path);
        Set<Guid> keys = new LinkedHashSet<>(filters.of(path).keySet());
        if (cutsSas) {
            keys.add(sas.gate(path));
        }
        return new Planned(change, FilterEdit.delete(List.copyOf(keys)), cutsSas);
    }

    private static HostPair path(BackendChange change) {
        return change.path().orElseThrow();
    }

    private static ChangeResult done(Planned planned) {
        return planned.isDone() ? ChangeResult.unchanged(planned.change) : ChangeResult.applied(planned.change);
    }

    /** In people's words, for errors. */
    private static String doing(BackendChange change) {
        return switch (change.kind()) {
            case PROTECT -> "blocking clear packets of " + path(change);
            case UNPROTECT -> "removing the filters of " + path(change);
            case ADD_EXEMPTION ->
                "exempting '" + ((AddExemption) change).exemption().name() + "'";
            case REMOVE_EXEMPTION ->
                "removing the exemption '"
                        + ((RemoveExemption) change).exemption().name() + "'";
            case INSTALL_SA, REMOVE_SA, NEGOTIATE, STOP_NEGOTIATING -> change.toString();
        };
    }
}
