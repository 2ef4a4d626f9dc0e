package io.secureconnect.examples.agent;

import io.secureconnect.examples.console.CommandFailure;
import io.secureconnect.spi.IpsecBackend;
import io.secureconnect.spi.IpsecBackendProvider;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** Backends by name. */
public final class Backends {
    private Backends() {}

    /** Opens the backend that {@link ServiceLoader} finds under a name. */
    public static IpsecBackend open(String name) {
        return providers().stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow(() -> CommandFailure.input("backend '" + name + "' is not here; there are "
                        + providers().stream().map(IpsecBackendProvider::name).collect(Collectors.joining(", "))))
                .open();
    }

    /** The name of the backend that is this operating system's own. */
    public static String ofThisSystem() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows") ? "windows" : "linux";
    }

    private static List<IpsecBackendProvider> providers() {
        return ServiceLoader.load(IpsecBackendProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .collect(Collectors.toList());
    }
}
