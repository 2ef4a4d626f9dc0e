package io.secureconnect.windows.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Which events of the Security log are wanted, in the query language of the log: a {@code Select} for each subcategory, for one
 * takes some twenty comparisons only.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/wes/queryschema-schema">Query schema</a>
 */
final class AuditQuery {
    private static final String PROVIDER = "Microsoft-Windows-Security-Auditing";

    private AuditQuery() {}

    /** Exactly the events of these subcategories; if {@code after} is given, those of a greater record id. */
    static String of(Collection<AuditSubcategory> subcategories, OptionalLong after) {
        if (subcategories.isEmpty()) {
            throw new IllegalArgumentException("no subcategory to read; name one");
        }
        return subcategories.stream()
                .sorted()
                .distinct()
                .map(subcategory -> select(subcategory, after))
                .collect(Collectors.joining(
                        "", "<QueryList><Query Id=\"0\" Path=\"Security\">", "</Query></QueryList>"));
    }

    private static String select(AuditSubcategory subcategory, OptionalLong after) {
        String ids = ranges(subcategory).stream().map(Range::condition).collect(Collectors.joining(" or "));
        String later = after.isPresent() ? " and EventRecordID &gt; " + Long.toUnsignedString(after.getAsLong()) : "";
        return "<Select Path=\"Security\">*[System[Provider[@Name='" + PROVIDER + "'] and (" + ids + ")" + later
                + "]]</Select>";
    }

    private static List<Range> ranges(AuditSubcategory subcategory) {
        List<Range> ranges = new ArrayList<>();
        for (AuditEvent event : subcategory.events()) {
            int last = ranges.size() - 1;
            if (last >= 0 && ranges.get(last).to + 1 == event.id()) {
                ranges.set(last, new Range(ranges.get(last).from, event.id()));
            } else {
                ranges.add(new Range(event.id(), event.id()));
            }
        }
        return ranges;
    }

    /** Ids without a gap. */
    private record Range(int from, int to) {
        String condition() {
            return from == to ? "EventID=" + from : "(EventID &gt;= " + from + " and EventID &lt;= " + to + ")";
        }
    }
}
