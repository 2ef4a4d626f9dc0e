package io.secureconnect.examples.command;

import io.secureconnect.api.plan.Diagnostic;
import io.secureconnect.api.plan.HostAssociation;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.plan.PeerAssociation;
import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.examples.console.Table;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Plans as tables, one association a row. */
final class PlanTable {
    private static final String[] REST = {"VERDICT", "REASON", "KEYING", "SUITES", "PATHS", "RULES"};

    private PlanTable() {}

    static String[] fleetHeadings() {
        return headings("A", "B");
    }

    static String[] hostHeadings() {
        return headings("LOCAL", "REMOTE");
    }

    static void row(Table table, PeerAssociation association) {
        // the paths of an association are those of its end "a", so that one row serves both tables
        row(table, association.seenBy(association.a()));
    }

    static void row(Table table, HostAssociation association) {
        table.row(
                association.local(),
                association.remote(),
                association.verdict(),
                association.reason().map(Enum::name).orElse("-"),
                keying(association.keying(), association.ikeVersion(), association.authentication()),
                joined(association.espProposals()),
                joined(association.paths()),
                joined(association.rules()));
    }

    /** Remarks, if there are any, after an empty line. */
    static void diagnostics(SdkCommand command, List<Diagnostic> diagnostics) {
        if (diagnostics.isEmpty()) {
            return;
        }
        command.out().println();
        try (Table table = command.table("SEVERITY", "REMARK", "ABOUT", "MESSAGE")) {
            diagnostics.forEach(d -> table.row(d.severity(), d.code(), d.subject(), d.message()));
        }
    }

    static String keying(KeyingMode keying, Optional<IkeVersion> version, Optional<String> authentication) {
        // the only backend whose system makes keys itself; other ends of such pairs have a keying of their own
        return (keying == KeyingMode.NATIVE ? "native (Windows)" : keying.wireName())
                + version.map(v -> " " + v.wireName()).orElse("")
                + authentication.map(a -> " " + a).orElse("");
    }

    private static String joined(Collection<?> values) {
        return values.isEmpty() ? "-" : values.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private static String[] headings(String one, String other) {
        String[] headings = new String[REST.length + 2];
        headings[0] = one;
        headings[1] = other;
        System.arraycopy(REST, 0, headings, 2, REST.length);
        return headings;
    }
}
