package io.secureconnect.windows.backend;

import io.secureconnect.spi.IpsecBackend;
import io.secureconnect.spi.IpsecBackendProvider;
import io.secureconnect.windows.jna.Fwpuclnt;
import io.secureconnect.windows.system.WindowsServices;
import io.secureconnect.windows.udp.IkeChannels;
import io.secureconnect.windows.udp.LocalAddresses;
import java.util.Locale;

/** Finds the Windows backend by {@link java.util.ServiceLoader}. */
public final class WindowsBackendProvider implements IpsecBackendProvider {
    private static final String IKEEXT = "IKEEXT";

    @Override
    public String name() {
        return "windows";
    }

    @Override
    public boolean supportsThisSystem() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    }

    @Override
    public IpsecBackend open() {
        return open(WindowsBackendOptions.STANDARD);
    }

    /** A backend with choices of the embedder's. */
    public static WindowsBackend open(WindowsBackendOptions options) {
        return new WindowsBackend(
                Fwpuclnt.ofThisHost(),
                ports -> IkeChannels.open(ports, LocalAddresses.ofThisHost()),
                () -> new WindowsServices().state(IKEEXT),
                options);
    }
}
