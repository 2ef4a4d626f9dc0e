package io.secureconnect.examples.agent;

import io.secureconnect.api.HostStatus;
import io.secureconnect.api.PathStatus;
import io.secureconnect.api.keying.IkeSaStatus;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.examples.console.Json;
import io.secureconnect.spi.InstalledSa;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A {@link HostStatus} in the format {@code secureconnect.status/v1}. */
public final class StatusJson {
    static final String FORMAT = "secureconnect.status/v1";

    private StatusJson() {}

    /** What a running agent says. */
    public static Map<String, @Nullable Object> of(HostStatus status) {
        return Json.object(
                "format", FORMAT,
                "agent", true,
                "workload", status.workload(),
                "policyVersion", boxed(status.policyVersion()),
                "suspended", status.suspended(),
                "backend", status.backend(),
                "paths", status.paths().stream().map(StatusJson::path).collect(Collectors.toList()),
                "conflicts", status.conflicts(),
                "counters", new TreeMap<>(status.counters()));
    }

    private static Map<String, @Nullable Object> path(PathStatus path) {
        return Json.object(
                "peer", path.peer(),
                "local", path.path().local().toString(),
                "remote", path.path().remote().toString(),
                "state", path.state().name(),
                "reason", path.reason().map(Enum::name).orElse(null),
                "lastFailure", path.lastFailure().orElse(null),
                "negotiationFailure", path.negotiationFailure().map(Enum::name).orElse(null),
                "ike", path.ike().map(StatusJson::ike).orElse(null),
                "sas", path.sas().stream().map(StatusJson::sa).collect(Collectors.toList()));
    }

    static Map<String, @Nullable Object> ike(IkeSaStatus ike) {
        return Json.object(
                "version", ike.version().wireName(),
                "initiator", ike.initiator(),
                "since", ike.since().toString(),
                "proposal", ike.proposal().keyword(),
                "natDetected", ike.natDetected());
    }

    static Map<String, @Nullable Object> sa(InstalledSa sa) {
        return Json.object(
                "direction", sa.id().direction().name(),
                "spi", sa.id().spi().toString(),
                "state", sa.state().name(),
                "suite", sa.proposal().map(EspProposal::keyword).orElse(null),
                "installedAt", sa.installedAt().map(Object::toString).orElse(null),
                "bytes", boxed(sa.bytes()),
                "packets", boxed(sa.packets()),
                "sequence", boxed(sa.sequence()));
    }

    private static @Nullable Long boxed(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }
}
