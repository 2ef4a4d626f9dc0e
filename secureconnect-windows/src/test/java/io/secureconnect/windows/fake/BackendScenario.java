package io.secureconnect.windows.fake;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.ChildSa;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.api.sa.UdpEncapsulationTemplate;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendChange.InstallSa;
import io.secureconnect.spi.BackendChange.Protect;
import io.secureconnect.spi.BackendChange.RemoveSa;
import io.secureconnect.spi.BackendChange.Unprotect;
import io.secureconnect.spi.Protection;
import io.secureconnect.spi.RandomSource;
import io.secureconnect.spi.SpiReservation;
import io.secureconnect.testkit.kernel.ChildSas;
import io.secureconnect.testkit.time.SeededRandom;
import io.secureconnect.windows.backend.ModelBackends;
import io.secureconnect.windows.backend.WindowsBackend;
import io.secureconnect.windows.backend.WindowsBackendOptions;
import io.secureconnect.windows.model.WindowsHost;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The backend's own calls on fixed addresses, for a path of each family, over the model of Windows: protected, keyed, rekeyed and
 * given up. {@code backend.c} makes the calls that change something as a native program would, every value of them written out.
 */
final class BackendScenario {
    private static final HostPair V4 = HostPair.of("192.0.2.1", "198.51.100.7");
    private static final HostPair V6 = HostPair.of("2001:db8::1", "2001:db8:1::7");

    /** Calls that only read: what they answer depends on the whole state of the filter engine. */
    private static final Pattern READING = Pattern.compile(
            "(?m)^(Fwpm\\w+Get\\w+|IPsecSaContextGetById1|\\w+CreateEnumHandle0|\\w+Enum\\d|\\w+DestroyEnumHandle0|FwpmFreeMemory0)"
                    + "\\n(  .*\\n)*");

    /** What came of a call, which the model and the fake number each in its own way. */
    private static final Pattern OUTCOME = Pattern.compile("(?m)^  (= 0x00000000)\\n(  .*\\n)*");

    /** What was read of an SA context and is passed back with a change, which is not about it. */
    private static final Pattern PASSED_BACK = Pattern.compile("(?m)^      transportFilter( null)?\\n(        .*\\n)*");

    private BackendScenario() {}

    /** The calls that change something, with what is passed. */
    static String writes(String trace) {
        String changes = READING.matcher(trace).replaceAll("");
        return PASSED_BACK
                .matcher(OUTCOME.matcher(changes).replaceAll("  $1\n"))
                .replaceAll("");
    }

    static String run() {
        WindowsHost host =
                WindowsHost.builder("host").random(new SeededRandom(7)).build();
        PluggedHost plugged = new PluggedHost(host);
        String trace = plugged.fake().trace(() -> {
            try (WindowsBackend backend = ModelBackends.open(
                    host, plugged.source(), WindowsBackendOptions.STANDARD.withPersistentBlocks(true))) {
                live(backend);
            }
        });
        plugged.assertNothingIsLeft(0);
        return writes(trace);
    }

    private static void live(WindowsBackend backend) {
        ChildSas children = new ChildSas(counting());
        apply(backend, new Protect(V4, Protection.ENCRYPT), new Protect(V6, Protection.ENCRYPT));
        ChildSa first = install(backend, children, V4, parameters("aes256gcm16", true));
        ChildSa second = install(backend, children, V4, parameters("aes256gcm16", true));
        remove(backend, first);
        ChildSa third = install(backend, children, V6, parameters("aes256-sha256", false));
        remove(backend, second);
        remove(backend, third);
        apply(backend, new Unprotect(V4), new Unprotect(V6));
    }

    private static EspParameters parameters(String proposal, boolean udp) {
        EspParameters.Builder parameters = EspParameters.builder()
                .proposal(EspProposal.parse(proposal))
                .extendedSequenceNumbers(false)
                .lifetime(SaLifetime.builder().hard(Duration.ofHours(1)).build());
        return (udp ? parameters.udpEncapsulation(new UdpEncapsulationTemplate(24_500, 4500)) : parameters).build();
    }

    private static ChildSa install(WindowsBackend backend, ChildSas children, HostPair path, EspParameters parameters) {
        try (SpiReservation reservation = backend.reserveSpi(path)) {
            ChildSa child = children.child(path, reservation.spi(), parameters);
            apply(backend, new InstallSa(child.inbound()), new InstallSa(child.outbound()));
            return child;
        }
    }

    private static void remove(WindowsBackend backend, ChildSa child) {
        apply(
                backend,
                new RemoveSa(child.outbound().id()),
                new RemoveSa(child.inbound().id()));
        child.inbound().close();
        child.outbound().close();
    }

    private static void apply(WindowsBackend backend, BackendChange... changes) {
        backend.apply(List.of(changes))
                .forEach(result -> assertThat(result.fault()).isEmpty());
    }

    /** Keys that count up, each from another octet. */
    private static RandomSource counting() {
        int[] keys = {0};
        return octets -> {
            int first = 0x11 * ++keys[0];
            for (int i = 0; i < octets.length; i++) {
                octets[i] = (byte) (first + i);
            }
        };
    }
}
