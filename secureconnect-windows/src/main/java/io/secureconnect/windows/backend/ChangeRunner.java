package io.secureconnect.windows.backend;

import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendChange.InstallSa;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.windows.engine.WfpException;
import java.util.ArrayList;
import java.util.List;

/** Carries out changes in their order: neighbours that are made of filters together, those of SAs one by one. */
final class ChangeRunner {
    private final EngineSession session;
    private final FilterPlan plan;
    private final DeadSas dead;
    private final SaChanges sas;
    private final Negotiations negotiations;
    private final EventDecoder decoder;

    ChangeRunner(
            EngineSession session,
            FilterPlan plan,
            DeadSas dead,
            SaChanges sas,
            Negotiations negotiations,
            EventDecoder decoder) {
        this.session = session;
        this.plan = plan;
        this.dead = dead;
        this.sas = sas;
        this.negotiations = negotiations;
        this.decoder = decoder;
    }

    List<ChangeResult> run(List<? extends BackendChange> changes) {
        List<ChangeResult> results = new ArrayList<>();
        List<BackendChange> filters = new ArrayList<>();
        for (BackendChange change : changes) {
            if (isAboutFilters(change)) {
                filters.add(change);
            } else {
                results.addAll(write(filters));
                filters.clear();
                results.add(runAlone(change));
            }
        }
        results.addAll(write(filters));
        return List.copyOf(results);
    }

    private static boolean isAboutFilters(BackendChange change) {
        return switch (change.kind()) {
            case ADD_EXEMPTION, REMOVE_EXEMPTION, PROTECT, UNPROTECT -> true;
            case INSTALL_SA, REMOVE_SA, NEGOTIATE, STOP_NEGOTIATING -> false;
        };
    }

    private ChangeResult runAlone(BackendChange change) {
        return switch (change.kind()) {
            case NEGOTIATE, STOP_NEGOTIATING -> negotiations.run(change);
            default -> runSa(change);
        };
    }

    private List<ChangeResult> write(List<BackendChange> changes) {
        if (changes.isEmpty()) {
            return List.of();
        }
        try {
            return new FilterChanges(session, plan, dead).run(List.copyOf(changes));
        } catch (WfpException e) {
            SecureConnectException fault = WfpFaults.of("reading the filters that are there", e);
            return changes.stream()
                    .map(change -> ChangeResult.failed(change, fault.code(), String.valueOf(fault.getMessage())))
                    .toList();
        }
    }

    private ChangeResult runSa(BackendChange change) {
        ChangeResult result = sas.run(change);
        if (result.outcome() == ChangeResult.Outcome.APPLIED
                && change instanceof InstallSa install
                && install.sa().id().direction() == Direction.OUTBOUND) {
            decoder.served(install.sa().id().path());
        }
        return result;
    }
}
