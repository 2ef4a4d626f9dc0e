package io.secureconnect.windows.backend;

import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.InstalledSa;
import io.secureconnect.spi.IpsecBackend;
import io.secureconnect.testkit.contract.BackendHarness;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One Windows host without a peer and without packets, which others may use too: what a contract adds is about addresses of
 * documentation and of benchmarks (RFC 5737, RFC 2544, RFC 3849), and goes after each test. It does not begin where this SDK
 * has anything already.
 */
final class BareHarness implements BackendHarness {
    private final Supplier<? extends IpsecBackend> backends;
    private final Runnable settle;

    /** @param settle returns when Windows has told what there is to tell */
    BareHarness(Supplier<? extends IpsecBackend> backends, Runnable settle) {
        this.backends = backends;
        this.settle = settle;
        try (IpsecBackend backend = backends.get()) {
            BackendSnapshot before = backend.snapshot();
            if (!changes(before).isEmpty()) {
                throw new IllegalStateException("this host has paths, exemptions or SAs of this SDK: " + before.paths()
                        + "; run the contract on a host that is not in use");
            }
        }
    }

    @Override
    public Set<Ability> abilities() {
        return EnumSet.noneOf(Ability.class);
    }

    @Override
    public IpsecBackend open() {
        return backends.get();
    }

    @Override
    public HostPair path(AddressFamily family, int number) {
        boolean v4 = family == AddressFamily.IPV4;
        byte[] remote = IpAddress.parse(v4 ? "198.18.0.0" : "2001:db8:1::").octets();
        remote[remote.length - 2] = (byte) ((number + 1) >> Byte.SIZE);
        remote[remote.length - 1] = (byte) (number + 1);
        return new HostPair(IpAddress.parse(v4 ? "192.0.2.1" : "2001:db8::1"), IpAddress.of(remote));
    }

    @Override
    public void settle() {
        settle.run();
    }

    /** Takes back what is there; there was nothing before. */
    @Override
    public void close() {
        try (IpsecBackend backend = backends.get()) {
            List<BackendChange> changes = changes(backend.snapshot());
            List<ChangeResult> results = backend.apply(changes);
            List<BackendChange> left = changes(backend.snapshot());
            if (!left.isEmpty()) {
                throw new AssertionError("the test has left " + left + " behind: " + results);
            }
        }
    }

    private static List<BackendChange> changes(BackendSnapshot snapshot) {
        List<BackendChange> changes = new ArrayList<>();
        snapshot.negotiated().keySet().stream()
                .map(BackendChange.StopNegotiating::new)
                .forEach(changes::add);
        snapshot.sas().stream()
                .map(InstalledSa::id)
                .map(BackendChange.RemoveSa::new)
                .forEach(changes::add);
        Stream.concat(snapshot.paths().keySet().stream(), snapshot.incompletePaths().stream())
                .map(BackendChange.Unprotect::new)
                .forEach(changes::add);
        Stream.concat(snapshot.exemptions().stream(), snapshot.incompleteExemptions().stream())
                .map(BackendChange.RemoveExemption::new)
                .forEach(changes::add);
        return changes;
    }
}
