package io.secureconnect.testkit.kernel;

import io.secureconnect.spi.BackendEvent;
import org.jspecify.annotations.Nullable;

/**
 * What a kernel tells everybody who listens.
 *
 * @param owner of the object it is about
 * @param actor who did it; null for the kernel itself
 */
record Notice(String owner, @Nullable Object actor, BackendEvent event) {}
