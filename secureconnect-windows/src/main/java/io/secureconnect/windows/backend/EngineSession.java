package io.secureconnect.windows.backend;

import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.engine.FilterEngine;
import io.secureconnect.windows.engine.WfpError;
import io.secureconnect.windows.engine.WfpException;
import io.secureconnect.windows.wfp.Filter;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Our static session with the filter engine: how filters are written, as a whole or not at all. */
final class EngineSession {
    private static final Logger LOG = LoggerFactory.getLogger(EngineSession.class);

    private final FilterEngine engine;
    private final Lifetime lifetime;
    private final Watchlist watchlist;

    EngineSession(FilterEngine engine, Lifetime lifetime, Watchlist watchlist) {
        this.engine = engine;
        this.lifetime = lifetime;
        this.watchlist = watchlist;
    }

    FilterEngine engine() {
        return engine;
    }

    /**
     * Does all edits in their order, in one transaction.
     *
     * @throws WfpException if the engine refused one; then none was done
     */
    void write(List<FilterEdit> edits) {
        List<Runnable> undo = new ArrayList<>();
        engine.begin();
        try {
            if (edits.stream().anyMatch(edit -> !edit.added().isEmpty())) {
                new Frame(engine, lifetime).require();
            }
            edits.forEach(edit -> write(edit, undo));
            engine.commit();
        } catch (RuntimeException e) {
            for (int i = undo.size() - 1; i >= 0; i--) {
                undo.get(i).run();
            }
            abort(e);
            throw e;
        }
    }

    private void write(FilterEdit edit, List<Runnable> undo) {
        for (Guid key : edit.deleted()) {
            undo.add(watchlist.forget(key));
            try {
                engine.deleteFilter(key);
            } catch (WfpException e) {
                if (!e.is(WfpError.FWP_E_FILTER_NOT_FOUND)) {
                    throw e;
                }
            }
        }
        for (Filter filter : edit.added()) {
            watchlist.note(filter, add(filter));
            undo.add(() -> watchlist.forget(filter.filterKey()));
        }
    }

    /** Has there be what filters refer to. */
    void requireFrame() {
        engine.begin();
        try {
            new Frame(engine, lifetime).require();
            engine.commit();
        } catch (RuntimeException e) {
            abort(e);
            throw e;
        }
    }

    private long add(Filter filter) {
        try {
            return engine.add(filter);
        } catch (WfpException e) {
            e.addSuppressed(new AtFilter(filter));
            throw e;
        }
    }

    private void abort(RuntimeException cause) {
        try {
            engine.abort();
        } catch (WfpException | SecureConnectException e) {
            cause.addSuppressed(e);
        }
    }

    /** Deletes providers and sublayers of ours that no filter needs any more, if nobody else needs them. */
    void tidy(OwnFilters filters) {
        for (Lifetime candidate : Lifetime.values()) {
            if (!filters.has(candidate)) {
                try {
                    delete(new Frame(engine, candidate));
                } catch (WfpException | SecureConnectException e) {
                    LOG.debug("our provider stays for now: {}", e.getMessage());
                }
            }
        }
    }

    private void delete(Frame frame) {
        if (frame.isThere()) {
            engine.begin();
            try {
                frame.delete();
                engine.commit();
            } catch (RuntimeException e) {
                abort(e);
                throw e;
            }
        }
    }
}
