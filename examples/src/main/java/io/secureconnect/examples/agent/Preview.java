package io.secureconnect.examples.agent;

import io.secureconnect.api.ApplyPreview;
import io.secureconnect.api.SecureConnect;
import io.secureconnect.api.SecureConnectOptions.ControllerKeys;
import io.secureconnect.api.keying.KeyReport;
import io.secureconnect.api.keying.SealedInstruction;
import io.secureconnect.api.keying.SealingKeyPair;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.examples.ProcessClock;
import io.secureconnect.examples.file.IdentityFile;
import io.secureconnect.examples.file.PolicyFile;
import io.secureconnect.spi.KeyChannel;
import io.secureconnect.spi.KeyJournal;
import java.util.Optional;
import java.util.function.Consumer;

/** What an agent would do to the kernel; nothing is changed, and no running agent is disturbed. */
public final class Preview {
    private Preview() {}

    /** Reads the policy and the kernel, and compares. */
    public static ApplyPreview of(AgentOptions options, ProcessClock clock) {
        PolicyDocument draft = PolicyFile.read(options.policy());
        Optional<SealingKeyPair> own = options.keys().map(files -> IdentityFile.read(files.identity()));
        Optional<HostIke> ike = options.ike().map(HostIke::open);
        try (SecureConnect engine = SecureConnect.open(Agent.engineOptions(
                options,
                own.map(pair -> new ControllerKeys(new Silence(), pair, pair.publicKey(), KeyJournal.inMemory())),
                ike.map(HostIke::forEngine),
                clock,
                event -> {}))) {
            return Agent.join(engine.plan(draft));
        } finally {
            own.ifPresent(SealingKeyPair::close);
            ike.ifPresent(HostIke::close);
        }
    }

    /** No distributor speaks to a preview. */
    private static final class Silence implements KeyChannel {
        @Override
        public void open(Consumer<SealedInstruction> inbox) {
            // nothing will come
        }

        @Override
        public void report(KeyReport report) {
            // nobody listens
        }

        @Override
        public void close() {
            // holds nothing
        }
    }
}
