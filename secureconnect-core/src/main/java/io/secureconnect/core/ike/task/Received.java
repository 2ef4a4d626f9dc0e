package io.secureconnect.core.ike.task;

import io.secureconnect.core.ike.registry.NotifyType;
import io.secureconnect.core.ike.wire.v2.Payload;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The payloads of a received message, to be asked for what they are. */
public record Received(List<Payload> payloads) {
    public Received {
        payloads = List.copyOf(payloads);
    }

    /** The first payload of a form. */
    public <T extends Payload> Optional<T> first(Class<T> form) {
        return payloads.stream().filter(form::isInstance).map(form::cast).findFirst();
    }

    /** All payloads of a form, in their order. */
    public <T extends Payload> List<T> all(Class<T> form) {
        return payloads.stream().filter(form::isInstance).map(form::cast).collect(Collectors.toUnmodifiableList());
    }

    /** TSi or TSr. */
    public Optional<Payload.TrafficSelectors> selectors(boolean initiator) {
        return all(Payload.TrafficSelectors.class).stream()
                .filter(s -> s.initiator() == initiator)
                .findFirst();
    }

    /** IDi or IDr. */
    public Optional<Payload.Identification> identity(boolean initiator) {
        return all(Payload.Identification.class).stream()
                .filter(i -> i.initiator() == initiator)
                .findFirst();
    }

    public Optional<Payload.Notify> notify(NotifyType type) {
        return all(Payload.Notify.class).stream()
                .filter(n -> n.type() == type.number())
                .findFirst();
    }

    public boolean says(NotifyType type) {
        return notify(type).isPresent();
    }

    /** The first notify that says that something went wrong. */
    public Optional<Payload.Notify> error() {
        return all(Payload.Notify.class).stream()
                .filter(n -> NotifyType.isError(n.type()))
                .findFirst();
    }
}
