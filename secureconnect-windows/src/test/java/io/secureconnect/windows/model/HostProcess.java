package io.secureconnect.windows.model;

import io.secureconnect.windows.engine.WfpException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A process that speaks with the filter engine: it dies at a chosen write, or has one refused. */
final class HostProcess {
    private final String name;
    private final List<HostSession> sessions = new ArrayList<>();
    private final Map<Integer, Integer> refusals = new HashMap<>();
    private int writes;
    private int deadly;
    private boolean dead;

    HostProcess(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    int writes() {
        return writes;
    }

    void opened(HostSession session) {
        sessions.add(session);
    }

    void closed(HostSession session) {
        sessions.remove(session);
    }

    /** @param write how many from now, from 1; 0 for never */
    void dieBefore(int write) {
        deadly = write == 0 ? 0 : writes + write;
    }

    /** @param write how many from now, from 1; 0 takes back what was to be refused */
    void refuse(int write, int code) {
        refusals.clear();
        if (write > 0) {
            refusals.put(writes + write, code);
        }
    }

    boolean isRefusalPending() {
        return !refusals.isEmpty();
    }

    void requireAlive() {
        if (dead) {
            throw new ProcessDeath("process '" + name + "' is dead");
        }
    }

    /** Counts a call that writes. */
    void writing(String call) {
        requireAlive();
        writes++;
        if (writes == deadly) {
            die();
            throw new ProcessDeath("process '" + name + "' died before write " + writes + ", " + call);
        }
        Integer code = refusals.remove(writes);
        if (code != null) {
            throw new WfpException(call, code);
        }
    }

    void die() {
        dead = true;
        List.copyOf(sessions).forEach(HostSession::end);
        sessions.clear();
    }
}
