package io.secureconnect.examples.agent;

import io.secureconnect.examples.console.Json;
import io.secureconnect.examples.console.Palette;
import io.secureconnect.examples.console.Palette.Tone;
import io.secureconnect.examples.console.Printable;
import io.secureconnect.examples.console.Table;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A status in the format {@code secureconnect.status/v1}, for people. */
public final class StatusTable {
    private final Map<?, ?> status;

    public StatusTable(Map<?, ?> status) {
        this.status = status;
    }

    /** Whether every path is as policy wants it and nothing is in the way. */
    public boolean isHealthy() {
        return list(status, "conflicts").isEmpty()
                && list(status, "paths").stream()
                        .map(path -> text((Map<?, ?>) path, "state"))
                        .allMatch(state -> state.equals("ENCRYPTED") || state.equals("BLOCKED"));
    }

    /** Prints it as a table or as it came. */
    public void print(PrintWriter out, Palette palette, boolean json) {
        if (json) {
            out.print(Json.pretty(status));
            out.flush();
        } else {
            print(out, palette);
        }
    }

    private void print(PrintWriter out, Palette palette) {
        boolean agent = Boolean.TRUE.equals(status.get("agent"));
        out.println(Printable.of(
                        agent
                                ? "workload " + text(status, "workload") + ", policy version "
                                        + text(status, "policyVersion")
                                        + (Boolean.TRUE.equals(status.get("suspended")) ? ", suspended" : "")
                                : "no agent runs; this is what the kernel holds")
                + ", on " + Printable.of(text(status, "backend")));
        boolean ike = list(status, "paths").stream().anyMatch(path -> speaksIke((Map<?, ?>) path));
        try (Table table = new Table(out, palette, headings(ike)).tones(StatusTable::tone)) {
            for (Object path : list(status, "paths")) {
                row((Map<?, ?>) path, ike, table);
            }
        }
        list(status, "conflicts").forEach(conflict -> out.println("in the way: " + Printable.of(conflict.toString())));
        if (status.get("counters") instanceof Map<?, ?> counters) {
            counters.forEach((name, value) -> out.println("counter " + name + ": " + value));
        }
        out.flush();
    }

    private static boolean speaksIke(Map<?, ?> path) {
        return path.get("ike") != null || path.get("negotiationFailure") != null;
    }

    private static String[] headings(boolean ike) {
        return ike
                ? new String[] {"PEER", "LOCAL", "REMOTE", "STATE", "SUITE", "IN", "OUT", "IKE", "NOTE"}
                : new String[] {"PEER", "LOCAL", "REMOTE", "STATE", "SUITE", "IN", "OUT", "NOTE"};
    }

    private static void row(Map<?, ?> path, boolean ike, Table table) {
        List<Object> cells = new ArrayList<>(List.of(
                text(path, "peer"),
                text(path, "local"),
                text(path, "remote"),
                text(path, "state"),
                list(path, "sas").stream()
                        .map(sa -> text((Map<?, ?>) sa, "suite"))
                        .findFirst()
                        .orElse("-"),
                packets(path, "INBOUND"),
                packets(path, "OUTBOUND")));
        if (ike) {
            cells.add(path.get("ike") instanceof Map<?, ?> sa ? ike(sa) : "-");
        }
        cells.add(note(path));
        table.row(cells.toArray());
    }

    private static String ike(Map<?, ?> sa) {
        return ("IKEv1".equals(sa.get("version")) ? "IKEv1 (deprecated), " : "")
                + text(sa, "proposal")
                + (Boolean.TRUE.equals(sa.get("initiator")) ? ", initiator" : ", responder")
                + (Boolean.TRUE.equals(sa.get("natDetected")) ? ", NAT" : "");
    }

    private static String note(Map<?, ?> path) {
        return Optional.ofNullable(path.get("lastFailure"))
                .or(() -> Optional.ofNullable(path.get("reason")))
                .map(Object::toString)
                .orElse("-");
    }

    /** The packets of the newest SA of a direction after its SPI. */
    private static String packets(Map<?, ?> path, String direction) {
        return list(path, "sas").stream()
                .map(sa -> (Map<?, ?>) sa)
                .filter(sa -> direction.equals(sa.get("direction")))
                .reduce((older, newer) -> newer)
                .map(sa -> text(sa, "spi") + " " + text(sa, "packets") + " packets")
                .orElse("-");
    }

    private static Tone tone(String cell) {
        switch (cell) {
            case "ENCRYPTED":
                return Tone.GOOD;
            case "WAITING_FOR_KEYS":
                return Tone.NOTICE;
            case "BLOCKED":
            case "UNPROTECTED":
                return Tone.BAD;
            default:
                return Tone.NEUTRAL;
        }
    }

    private static List<?> list(Map<?, ?> object, String name) {
        return object.get(name) instanceof List<?> list ? list : List.of();
    }

    private static String text(Map<?, ?> object, String name) {
        return Objects.toString(object.get(name), "-");
    }
}
