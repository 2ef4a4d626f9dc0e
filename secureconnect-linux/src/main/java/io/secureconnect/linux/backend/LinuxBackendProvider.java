package io.secureconnect.linux.backend;

import io.secureconnect.linux.jna.LinuxUdpStack;
import io.secureconnect.linux.jna.XfrmEventSocket;
import io.secureconnect.linux.jna.XfrmSocket;
import io.secureconnect.linux.xfrm.XfrmGroup;
import io.secureconnect.spi.IpsecBackend;
import io.secureconnect.spi.IpsecBackendProvider;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;

/** Finds the Linux backend by {@link java.util.ServiceLoader}. */
public final class LinuxBackendProvider implements IpsecBackendProvider {
    @Override
    public String name() {
        return "linux";
    }

    @Override
    public boolean supportsThisSystem() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux");
    }

    @Override
    public IpsecBackend open() {
        return open(OwnedNumbers.STANDARD);
    }

    /**
     * A backend in the network namespace of the calling thread, with its own idea of what is ours. Ports for ESP in UDP and
     * the socket for events are opened later, by the thread that uses the backend: it must be in the same namespace.
     */
    public static LinuxBackend open(OwnedNumbers numbers) {
        SecureRandom random = new SecureRandom();
        return new LinuxBackend(
                XfrmSocket.open(),
                () -> XfrmEventSocket.open(
                        XfrmGroup.ACQUIRE.number(),
                        XfrmGroup.EXPIRE.number(),
                        XfrmGroup.SA.number(),
                        XfrmGroup.POLICY.number(),
                        XfrmGroup.MAPPING.number()),
                new LinuxUdpStack(),
                numbers,
                Instant::now,
                random::nextBytes);
    }
}
