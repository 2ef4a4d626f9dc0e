package io.secureconnect.linux.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.IkeOptions;
import io.secureconnect.api.SecureConnect;
import io.secureconnect.api.SecureConnectOptions;
import io.secureconnect.api.auth.PairKey;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.linux.backend.LinuxBackendProvider;
import io.secureconnect.linux.lab.Await;
import io.secureconnect.linux.lab.RunningProcess;
import io.secureconnect.linux.lab.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * An agent that agrees on keys by IKE, in a process of its own, to be killed: it applies a policy and waits for its end.
 *
 * <p>Arguments: workload and folder. The folder holds {@code policy.json} and {@code key}, the pre-shared key of the pair.
 */
final class IkeAgentProcess {
    private static final String APPLIED = "APPLIED";

    private IkeAgentProcess() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path folder = Path.of(args[1]);
        List<PairKey> keys = List.of(new PairKey(0, SecretBytes.wrap(Files.readAllBytes(folder.resolve("key")))));
        PolicyDocument policy;
        try (InputStream in = Files.newInputStream(folder.resolve("policy.json"))) {
            policy = SecureConnect.policies().read(in);
        }
        SecureConnect engine = SecureConnect.open(SecureConnectOptions.builder()
                .workload(args[0])
                .backend(new LinuxBackendProvider().open())
                .ike(IkeOptions.builder().preSharedKeys((local, peer) -> keys).build())
                .build());
        EngineHost.await(engine.apply(policy));
        System.out.println(APPLIED);
        new CountDownLatch(1).await();
    }

    /** Starts it on a host and waits until the policy is in force there. */
    static RunningProcess start(Wire.End end, String workload, PolicyDocument policy, byte[] key) {
        try {
            Path folder = Files.createTempDirectory("agent-" + workload);
            try (OutputStream out = Files.newOutputStream(folder.resolve("policy.json"))) {
                SecureConnect.policies().write(policy, out);
            }
            Files.write(folder.resolve("key"), key);
            RunningProcess process = end.namespace().startJava(IkeAgentProcess.class, workload, folder.toString());
            Await.until("the agent's policy in force", Duration.ofSeconds(60), () -> {
                assertThat(process.isAlive()).as(process.output()).isTrue();
                return process.output().contains(APPLIED);
            });
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
