package io.secureconnect.core.ike.task;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What processing a message gave: a value, or a refusal. */
public final class Outcome<T> {
    private final @Nullable T value;
    private final @Nullable Refusal refusal;

    private Outcome(@Nullable T value, @Nullable Refusal refusal) {
        this.value = value;
        this.refusal = refusal;
    }

    public static <T> Outcome<T> of(T value) {
        return new Outcome<>(Objects.requireNonNull(value, "value"), null);
    }

    public static <T> Outcome<T> refused(Refusal refusal) {
        return new Outcome<>(null, Objects.requireNonNull(refusal, "refusal"));
    }

    public boolean isRefused() {
        return refusal != null;
    }

    /** The value; only if it is not refused. */
    public T value() {
        return Objects.requireNonNull(value, "the outcome is a refusal");
    }

    /** The refusal; only if it is one. */
    public Refusal refusal() {
        return Objects.requireNonNull(refusal, "the outcome is a value");
    }
}
