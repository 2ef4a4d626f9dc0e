package io.secureconnect.core.runtime;

import io.secureconnect.api.keying.KeyReport;
import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.core.keying.KeyDemand;
import io.secureconnect.core.keying.Keying;
import io.secureconnect.spi.Datagram;

/** Keys that the operating system's own daemon agrees on. It speaks for itself, so there is nothing to open. */
final class NativeSource implements KeyingSource {
    private final Keying keying;

    NativeSource(Keying keying) {
        this.keying = keying;
    }

    @Override
    public KeyingMode mode() {
        return KeyingMode.NATIVE;
    }

    @Override
    public Keying keying() {
        return keying;
    }

    @Override
    public void open(KeyDemand demand) {
        // the daemon has its own sockets
    }

    @Override
    public void report(KeyReport report) {
        throw new IllegalStateException("native keying has no distributor to report to");
    }

    @Override
    public void send(Datagram datagram) {
        throw new IllegalStateException("native keying sends nothing itself");
    }

    @Override
    public void close() {
        // nothing was opened
    }
}
