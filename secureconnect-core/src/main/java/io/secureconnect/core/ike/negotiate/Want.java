package io.secureconnect.core.ike.negotiate;

import io.secureconnect.core.ike.registry.TransformType;
import io.secureconnect.core.ike.wire.v2.Payload.Transform;
import java.util.List;
import java.util.OptionalInt;

/**
 * What one end takes of one transform type.
 *
 * @param choices best first; {@link #none} among them if it can do without
 */
record Want(int type, List<Transform> choices) {
    Want {
        choices = List.copyOf(choices);
    }

    static Want exactly(TransformType type, int id, OptionalInt keyBits) {
        return new Want(type.number(), List.of(new Transform(type.number(), id, keyBits, false)));
    }

    static Want exactly(TransformType type, int id) {
        return exactly(type, id, OptionalInt.empty());
    }

    /** NONE: for integrity and key exchanges, an id that says that there is none (RFC 7296 §3.3.2). */
    static Transform none(int type) {
        return new Transform(type, 0, OptionalInt.empty(), false);
    }

    boolean toleratesNone() {
        return choices.contains(none(type));
    }
}
