package io.secureconnect.examples.command;

import io.secureconnect.api.ApplyPreview;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.examples.console.Json;
import io.secureconnect.examples.console.Printable;
import io.secureconnect.examples.console.Table;
import io.secureconnect.spi.BackendChange;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an agent would do, for people or as {@code secureconnect.preview/v1}. */
final class PreviewView {
    private final ApplyPreview preview;

    PreviewView(ApplyPreview preview) {
        this.preview = preview;
    }

    /** Whether the kernel is as the policy wants it already. */
    boolean isEmpty() {
        return preview.changes().isEmpty() && preview.conflicts().isEmpty();
    }

    void print(SdkCommand command, boolean json) {
        if (json) {
            command.out().print(Json.pretty(json()));
            return;
        }
        try (Table table = command.table(PlanTable.hostHeadings())) {
            preview.plan().associations().forEach(association -> PlanTable.row(table, association));
        }
        PlanTable.diagnostics(command, preview.plan().diagnostics());
        command.out().println();
        if (preview.changes().isEmpty()) {
            command.out().println("the kernel is so already, nothing would be written");
        } else {
            try (Table table = command.table("CHANGE", "LOCAL", "REMOTE", "WHAT")) {
                preview.changes()
                        .forEach(change -> table.row(change.kind(), local(change), remote(change), what(change)));
            }
        }
        preview.conflicts().forEach(conflict -> command.out().println("in the way: " + Printable.of(conflict)));
    }

    private Object json() {
        return Json.object(
                "format", "secureconnect.preview/v1",
                "workload", preview.plan().workload(),
                "policyVersion", preview.plan().policyVersion(),
                "changes", preview.changes().stream().map(PreviewView::json).collect(Collectors.toList()),
                "conflicts", preview.conflicts());
    }

    private static Map<String, @Nullable Object> json(BackendChange change) {
        return Json.object(
                "kind", change.kind().name(),
                "local", local(change),
                "remote", remote(change),
                "what", what(change));
    }

    private static @Nullable String local(BackendChange change) {
        return change.path().map(HostPair::local).map(Object::toString).orElse(null);
    }

    private static @Nullable String remote(BackendChange change) {
        return change.path().map(HostPair::remote).map(Object::toString).orElse(null);
    }

    private static @Nullable String what(BackendChange change) {
        switch (change.kind()) {
            case ADD_EXEMPTION:
                return ((BackendChange.AddExemption) change).exemption().name();
            case REMOVE_EXEMPTION:
                return ((BackendChange.RemoveExemption) change).exemption().name();
            case PROTECT:
                return ((BackendChange.Protect) change).protection().name();
            case INSTALL_SA:
                return ((BackendChange.InstallSa) change).sa().id().toString();
            case REMOVE_SA:
                return ((BackendChange.RemoveSa) change).id().toString();
            default:
                return null;
        }
    }
}
