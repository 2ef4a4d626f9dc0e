package io.secureconnect.testkit.kernel;

import io.secureconnect.spi.IpsecBackend;
import io.secureconnect.spi.IpsecBackendProvider;

/** Offers {@link MemoryBackend} by the name {@code memory}, never by itself: each opening is a fresh, empty kernel. */
public final class MemoryBackendProvider implements IpsecBackendProvider {
    /** For {@link java.util.ServiceLoader}. */
    public MemoryBackendProvider() {}

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public boolean supportsThisSystem() {
        return false;
    }

    @Override
    public IpsecBackend open() {
        return new MemoryBackend(MemoryKernel.named("memory"));
    }
}
