package io.secureconnect.core.ike.rules;

import io.secureconnect.core.ike.registry.NotifyType;
import io.secureconnect.core.ike.wire.v2.Payload;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The notifications among payloads. */
public final class Notifies {
    private Notifies() {}

    public static Stream<Payload.Notify> all(List<Payload> payloads) {
        return payloads.stream()
                .filter(payload -> payload.kind() == Payload.Kind.NOTIFY)
                .map(Payload.Notify.class::cast);
    }

    public static Optional<Payload.Notify> first(List<Payload> payloads, NotifyType type) {
        return all(payloads).filter(notify -> notify.type() == type.number()).findFirst();
    }

    public static boolean has(List<Payload> payloads, NotifyType type) {
        return first(payloads, type).isPresent();
    }

    /** The first that says that something went wrong, also of a type without a row. */
    public static Optional<Payload.Notify> firstError(List<Payload> payloads) {
        return all(payloads).filter(notify -> NotifyType.isError(notify.type())).findFirst();
    }
}
