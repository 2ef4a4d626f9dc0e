package io.secureconnect.examples.quickstart;

import io.secureconnect.api.ApplyReport;
import io.secureconnect.api.HostStatus;
import io.secureconnect.api.PathStatus;
import io.secureconnect.api.SecureConnect;
import io.secureconnect.api.SecureConnectOptions;
import io.secureconnect.api.SecureConnectOptions.ControllerKeys;
import io.secureconnect.api.keying.KeyReport;
import io.secureconnect.api.keying.SealedInstruction;
import io.secureconnect.api.keying.SealingKeyPair;
import io.secureconnect.api.keying.SealingPublicKey;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.spi.KeyJournal;
import io.secureconnect.testkit.kernel.IpPacket;
import io.secureconnect.testkit.kernel.MemoryBackend;
import io.secureconnect.testkit.kernel.MemoryKernel;
import java.util.List;
import java.util.Optional;

/** A host with a kernel in memory and the real engine on it. */
final class MemoryHost implements AutoCloseable {
    private final String workload;
    private final IpAddress address;
    private final MemoryKernel kernel;
    private final DirectKeyChannel channel = new DirectKeyChannel();
    private final SealingKeyPair own;
    private final SecureConnect engine;

    MemoryHost(
            String workload, IpAddress address, MemoryKernel kernel, SealingKeyPair own, SealingPublicKey distributor) {
        this.workload = workload;
        this.address = address;
        this.kernel = kernel;
        this.own = own;
        this.engine = SecureConnect.open(SecureConnectOptions.builder()
                .workload(workload)
                .backend(new MemoryBackend(kernel))
                .timeSource(kernel.clock())
                .controllerKeys(new ControllerKeys(channel, own, distributor, KeyJournal.inMemory()))
                .build());
    }

    String workload() {
        return workload;
    }

    IpAddress address() {
        return address;
    }

    MemoryKernel kernel() {
        return kernel;
    }

    SealingPublicKey publicKey() {
        return own.publicKey();
    }

    ApplyReport apply(PolicyDocument policy) {
        return engine.apply(policy).toCompletableFuture().join();
    }

    HostStatus status() {
        return engine.status().toCompletableFuture().join();
    }

    /** How the path to {@code peer} stands. */
    PathStatus path(String peer) {
        return status().paths().stream()
                .filter(path -> path.peer().equals(peer))
                .findFirst()
                .orElseThrow();
    }

    /** Does what an instruction says and returns what the host reports then. */
    List<KeyReport> obey(SealedInstruction instruction) {
        channel.deliver(instruction);
        return reports();
    }

    /** What was reported; the engine has done all that came before when it answers a question. */
    List<KeyReport> reports() {
        status();
        return channel.take();
    }

    /** What goes on the wire for a text to another host's TCP port. */
    Optional<IpPacket> send(MemoryHost to, int sequence, String text) {
        return kernel.send(Packets.text(address, to.address, sequence, text));
    }

    @Override
    public void close() {
        engine.close();
        own.close();
    }
}
