package io.secureconnect.examples.agent;

import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.plan.PeerAssociation;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.examples.console.Json;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One association as it stands in a plan document ({@code secureconnect.plan/v1}). */
public final class AssociationJson {
    private AssociationJson() {}

    public static Map<String, @Nullable Object> of(PeerAssociation association) {
        return Json.object(
                "a", association.a(),
                "b", association.b(),
                "verdict", association.verdict().name(),
                "reason", association.reason().map(Enum::name).orElse(null),
                "keying", association.keying().wireName(),
                "ikeVersion", association.ikeVersion().map(IkeVersion::wireName).orElse(null),
                "authentication", association.authentication().orElse(null),
                "espProposals",
                        association.espProposals().stream()
                                .map(EspProposal::keyword)
                                .collect(Collectors.toList()),
                "paths",
                        association.paths().stream()
                                .map(path -> Json.object(
                                        "a", path.a().toString(), "b", path.b().toString()))
                                .collect(Collectors.toList()),
                "rules", association.rules());
    }
}
