package io.secureconnect.testkit.kernel;

import io.secureconnect.api.sa.SecurityAssociation;
import io.secureconnect.spi.RandomSource;
import org.jspecify.annotations.Nullable;

/** The transform of an SA, made when its first packet comes: most SAs of a large mesh never carry one. */
final class LazyTransform implements AutoCloseable {
    private final SecurityAssociation sa;
    private final RandomSource random;
    private @Nullable EspTransform transform;

    /** Copies the keys of {@code original}, whose owner wipes them. */
    LazyTransform(SecurityAssociation original, RandomSource random) {
        this.sa = new SecurityAssociation(
                original.id(),
                original.partner(),
                original.parameters(),
                original.keys().copy(original.parameters().proposal()));
        this.random = random;
    }

    EspTransform transform() {
        if (transform == null) {
            transform = EspTransform.of(sa, random);
            sa.close();
        }
        return transform;
    }

    /** Wipes the copy. */
    @Override
    public void close() {
        sa.close();
    }

    @Override
    public String toString() {
        return "LazyTransform[" + sa.id() + "]";
    }
}
