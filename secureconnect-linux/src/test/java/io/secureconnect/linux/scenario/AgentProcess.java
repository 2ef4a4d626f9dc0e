package io.secureconnect.linux.scenario;

import io.secureconnect.api.CloseMode;
import io.secureconnect.api.SecureConnect;
import io.secureconnect.api.SecureConnectOptions;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.keying.KeyReport;
import io.secureconnect.api.keying.SealedInstruction;
import io.secureconnect.api.keying.SealingPublicKey;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.linux.backend.LinuxBackendProvider;
import io.secureconnect.spi.KeyChannel;
import io.secureconnect.spi.KeyJournal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * An agent in a process of its own, to be killed: applies a policy, takes instructions from a file that grows, writes
 * reports to standard output, and ends with {@code close(REMOVE)} when a file called {@code remove} appears in its folder.
 *
 * <p>Arguments: workload, folder, the step at which it kills itself or 0. The folder holds {@code policy.json}, {@code
 * identity} (its private key, 32 octets), {@code distributor} (the public key), {@code journal} and {@code instructions}.
 */
final class AgentProcess {
    static final String APPLIED = "APPLIED";
    static final String REMOVED = "REMOVED";
    static final String REPORT = "REPORT\t";
    private static final long POLL_NANOS = 20_000_000;

    private AgentProcess() {}

    public static void main(String[] args) throws IOException {
        String workload = args[0];
        Path folder = Path.of(args[1]);
        Fuse fuse = new Fuse(Integer.parseInt(args[2]));
        FileChannelOfKeys channel = new FileChannelOfKeys(folder.resolve("instructions"));
        try (KeyJournal journal = SecureConnect.keyJournal(folder.resolve("journal"))) {
            SecureConnect engine = SecureConnect.open(SecureConnectOptions.builder()
                    .workload(workload)
                    .backend(fuse.within(new LinuxBackendProvider().open()))
                    .controllerKeys(new SecureConnectOptions.ControllerKeys(
                            channel,
                            SecureConnect.keyDistribution()
                                    .keyPair(SecretBytes.wrap(Files.readAllBytes(folder.resolve("identity")))),
                            SealingPublicKey.parse(Files.readString(folder.resolve("distributor"))),
                            fuse.within(journal)))
                    .build());
            EngineHost.await(engine.apply(read(folder.resolve("policy.json"))));
            System.out.println(APPLIED);
            while (!Files.exists(folder.resolve("remove"))) {
                channel.poll();
                LockSupport.parkNanos(POLL_NANOS);
            }
            engine.close(CloseMode.REMOVE);
            System.out.println(REMOVED);
        }
    }

    private static PolicyDocument read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return SecureConnect.policies().read(in);
        }
    }

    /** Says in {@code file} what the agent shall hear next. */
    static void tell(Path file, SealedInstruction instruction) throws IOException {
        Files.writeString(
                file, MailText.write(instruction) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static final class FileChannelOfKeys implements KeyChannel {
        private final Path file;
        private Consumer<SealedInstruction> inbox = instruction -> {};
        private int read;

        FileChannelOfKeys(Path file) {
            this.file = file;
        }

        @Override
        public void open(Consumer<SealedInstruction> inbox) {
            this.inbox = inbox;
        }

        void poll() throws IOException {
            String text = Files.exists(file) ? Files.readString(file) : "";
            List<String> whole =
                    text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
            whole.subList(read, whole.size()).forEach(line -> inbox.accept(MailText.readInstruction(line)));
            read = whole.size();
        }

        @Override
        public void report(KeyReport report) {
            System.out.println(REPORT + MailText.write(report));
        }

        @Override
        public void close() {}
    }
}
