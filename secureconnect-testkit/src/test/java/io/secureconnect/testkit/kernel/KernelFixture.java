package io.secureconnect.testkit.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.ChildSa;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendChange.InstallSa;
import io.secureconnect.spi.BackendChange.Protect;
import io.secureconnect.spi.BackendEvent;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.Protection;
import io.secureconnect.testkit.time.ManualClock;
import io.secureconnect.testkit.time.SeededRandom;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Two kernels on one clock, their backends and what these heard. */
final class KernelFixture {
    static final HostPair PATH = HostPair.of("192.0.2.1", "192.0.2.2");

    final ManualClock clock = new ManualClock();
    final SeededRandom random = new SeededRandom(11);
    final MemoryKernel a = kernel("a");
    final MemoryKernel b = kernel("b");
    final MemoryBackend onA = new MemoryBackend(a);
    final MemoryBackend onB = new MemoryBackend(b);
    final ChildSas children = new ChildSas(random);
    final List<BackendEvent> heardOnA = new ArrayList<>();

    KernelFixture() {
        onA.listen(heardOnA::add);
    }

    private MemoryKernel kernel(String name) {
        return MemoryKernel.builder(name).clock(clock).random(random.split()).build();
    }

    static void applied(MemoryBackend backend, BackendChange... changes) {
        assertThat(backend.apply(List.of(changes)))
                .allSatisfy(result -> assertThat(result.outcome()).isEqualTo(ChangeResult.Outcome.APPLIED));
    }

    /** Both ends encrypt and have the SAs of one child, which is returned as A holds it. */
    ChildSa connect(EspParameters parameters) {
        applied(onA, new Protect(PATH, Protection.ENCRYPT));
        applied(onB, new Protect(PATH.mirror(), Protection.ENCRYPT));
        return rekey(parameters);
    }

    ChildSa rekey(EspParameters parameters) {
        ChildSa child = children.child(PATH, parameters);
        ChildSa mirrored = ChildSas.mirror(child);
        applied(onA, new InstallSa(child.inbound()));
        applied(onB, new InstallSa(mirrored.inbound()), new InstallSa(mirrored.outbound()));
        applied(onA, new InstallSa(child.outbound()));
        return child;
    }

    static IpPacket toB(String text) {
        return IpPacket.udp(PATH.local(), 4000, PATH.remote(), 5000, text.getBytes(StandardCharsets.UTF_8));
    }

    static IpPacket toA(String text) {
        return IpPacket.udp(PATH.remote(), 5000, PATH.local(), 4000, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Over a cable without faults. */
    Optional<IpPacket> carryToB(IpPacket packet) {
        return a.send(packet).flatMap(b::receive);
    }
}
