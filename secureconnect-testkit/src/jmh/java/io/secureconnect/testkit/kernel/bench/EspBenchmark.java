package io.secureconnect.testkit.kernel.bench;

import io.secureconnect.api.sa.ChildSa;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpProtocol;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.spi.BackendChange.InstallSa;
import io.secureconnect.spi.BackendChange.Protect;
import io.secureconnect.spi.Protection;
import io.secureconnect.testkit.kernel.ChildSas;
import io.secureconnect.testkit.kernel.EspTransform;
import io.secureconnect.testkit.kernel.IpPacket;
import io.secureconnect.testkit.kernel.MemoryBackend;
import io.secureconnect.testkit.kernel.MemoryKernel;
import io.secureconnect.testkit.time.SeededRandom;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Seal and open of one packet: by the transform of an SA, by bare {@code Cipher} calls on the same octets, and on the whole
 * way from one kernel to the other. One thread; {@link CpuTime} tells how much of the processor it had.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EspBenchmark {
    @Param({"64", "512", "1400", "8900"})
    public int size;

    @Param("aes128gcm16")
    public String proposal;

    private EspTransform sealing;
    private EspTransform opening;
    private long sequence;
    private byte[] payload;
    private byte[] esp;
    private byte[] text;
    private BareAesGcm bare;
    private MemoryKernel sender;
    private MemoryKernel receiver;
    private IpPacket packet;

    @Setup
    public void prepare() {
        SeededRandom random = new SeededRandom(1);
        HostPair path = HostPair.of("192.0.2.1", "192.0.2.2");
        EspParameters parameters = EspParameters.builder()
                .proposal(EspProposal.parse(proposal))
                .replayWindow(64)
                .lifetime(SaLifetime.builder().build())
                .build();
        ChildSa child = new ChildSas(random).child(path, parameters);
        ChildSa mirrored = ChildSas.mirror(child);
        payload = random.octets(size);
        sealing = EspTransform.of(child.outbound(), random);
        opening = EspTransform.of(mirrored.inbound(), random);
        esp = new byte[sealing.sealedLength(size)];
        text = new byte[esp.length];
        bare = new BareAesGcm(random.octets(child.outbound().keys().encryption().length() - 4), size);

        sender = kernel("sender", path, child);
        receiver = kernel("receiver", path.mirror(), mirrored);
        packet = IpPacket.of(path.local(), path.remote(), IpProtocol.UDP, payload);
    }

    private static MemoryKernel kernel(String name, HostPair path, ChildSa child) {
        MemoryKernel kernel = MemoryKernel.named(name);
        new MemoryBackend(kernel)
                .apply(List.of(
                        new Protect(path, Protection.ENCRYPT),
                        new InstallSa(child.inbound()),
                        new InstallSa(child.outbound())));
        return kernel;
    }

    @Benchmark
    public int transform(CpuTime cpu) {
        cpu.operations++;
        sequence++;
        int length = sealing.seal(sequence, IpProtocol.UDP, payload, size, esp);
        int opened = opening.open(sequence, esp, 0, length, text);
        if (opened < size) {
            throw new IllegalStateException("opened " + opened);
        }
        return opened;
    }

    @Benchmark
    public int bareCipher(CpuTime cpu) {
        cpu.operations++;
        return bare.sealAndOpen();
    }

    @Benchmark
    public IpPacket kernelToKernel(CpuTime cpu) {
        cpu.operations++;
        return sender.send(packet).flatMap(receiver::receive).orElseThrow();
    }
}
