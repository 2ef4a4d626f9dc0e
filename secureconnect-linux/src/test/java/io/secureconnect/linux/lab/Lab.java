package io.secureconnect.linux.lab;

import io.secureconnect.api.sa.IpAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What one scenario builds and leaves behind: its namespaces and its files.
 *
 * <pre>{@code
 * @RealKernel
 * class PolicyIT {
 *     @Test
 *     void pingIsBlockedBeforeKeysCome(Lab lab) {
 *         Wire wire = lab.wire();
 *         Capture capture = lab.capture(wire.b(), "wire");
 *         ... apply the policy in wire.a().namespace() ...
 *         assertThat(Traffic.ping(wire.a(), wire.b().ipv4(), 3).received()).isZero();
 *         assertThat(capture.stop().count(Capture.CLEAR)).isZero();
 *     }
 * }
 * }</pre>
 *
 * <p>For one thread.
 */
public final class Lab implements AutoCloseable {
    private final Path folder;
    private final List<NetworkNamespace> namespaces = new ArrayList<>();

    Lab(String scenario) {
        Guest.require();
        folder = Guest.results().resolve(scenario);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new, empty namespace called {@code name}, deleted with all that runs in it at the end of the scenario. */
    public NetworkNamespace namespace(String name) {
        NetworkNamespace namespace = NetworkNamespace.create(name);
        namespaces.add(namespace);
        return namespace;
    }

    /** Two new namespaces, {@code a} and {@code b}, wired: 10.9.0.1 and fd09::1 to 10.9.0.2 and fd09::2. */
    public Wire wire() {
        return wire(namespace("a"), namespace("b"), 9);
    }

    /**
     * Wires two namespaces: 10.{@code net}.0.1/24 and fd{@code net}::1/64 to 10.{@code net}.0.2/24 and fd{@code net}::2/64.
     *
     * @param net 10 to 99 for further wires; it also numbers the device: {@code eth9}, {@code eth10} …
     */
    public Wire wire(NetworkNamespace a, NetworkNamespace b, int net) {
        String device = "eth" + net;
        String v4 = "10." + net + ".0.";
        String v6 = String.format("fd%02d::", net);
        return Wire.lay(
                new Wire.End(a, device, IpAddress.parse(v4 + 1), IpAddress.parse(v6 + 1)),
                new Wire.End(b, device, IpAddress.parse(v4 + 2), IpAddress.parse(v6 + 2)));
    }

    /** Three new namespaces, {@code a}, {@code nat} and {@code b}: a reaches b through a NAT only. */
    public NatPath behindNat() {
        return NatPath.lay(this);
    }

    /** Begins to record all packets at {@code end} into the file {@code name.pcap} of this scenario. */
    public Capture capture(Wire.End end, String name) {
        return Capture.start(end, file(name + ".pcap"));
    }

    /** A file of this scenario that outlives the guest. */
    public Path file(String name) {
        return folder.resolve(name);
    }

    /** What the kernel holds in every namespace of this scenario, for the report of a failure. Shows no key. */
    public String describe() {
        StringBuilder text = new StringBuilder();
        for (NetworkNamespace namespace : namespaces) {
            text.append("---- namespace ").append(namespace).append(" ----\n").append(XfrmDump.of(namespace));
            namespace
                    .outputs()
                    .forEach((program, output) ->
                            text.append("-- ").append(program).append('\n').append(output));
        }
        return text.toString();
    }

    @Override
    public void close() {
        namespaces.forEach(NetworkNamespace::close);
    }
}
