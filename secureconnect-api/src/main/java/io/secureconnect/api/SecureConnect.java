package io.secureconnect.api;

import io.secureconnect.api.auth.CertificateFiles;
import io.secureconnect.api.auth.Certificates;
import io.secureconnect.api.auth.MachineCertificates;
import io.secureconnect.api.auth.PreSharedKeys;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.keying.KeyDistribution;
import io.secureconnect.api.keying.PairKeyDistribution;
import io.secureconnect.api.plan.Explanation;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.spi.KeyJournal;
import io.secureconnect.spi.SecureConnectProvider;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.concurrent.CompletionStage;

/**
 * The engine of one host: keeps the kernel as the policy says.
 *
 * <pre>{@code
 * PolicyDocument policy = SecureConnect.policies().read(in);
 * try (SecureConnect engine = SecureConnect.open(
 *         SecureConnectOptions.builder().workload("web1").build())) {
 *     ApplyReport report = engine.apply(policy).toCompletableFuture().join();
 * }
 * }</pre>
 *
 * <p>Thread-safe. All work is done by one event loop of the engine; stages complete on it, so do not block in what you
 * chain to them. A stage completes exceptionally with {@link SecureConnectException}. After {@link #close} every method
 * fails with {@code CLOSED}.
 */
@PublicApi
public interface SecureConnect extends AutoCloseable {
    /** Policy as pure functions. */
    static PolicyEngine policies() {
        return provider().policies();
    }

    /** The orchestrator's side of controller keying. */
    static KeyDistribution keyDistribution() {
        return provider().keyDistribution();
    }

    /**
     * Opens the key journal of a host, or begins one: a file of mode 0600 in an existing directory, held by one process at a
     * time. Every note is on the disk before its key is used; a note that a crash has torn is dropped, for its key was not.
     *
     * @throws SecureConnectException with {@code INSECURE_FILE} if others may read or write it, {@code JOURNAL_FAILED} if it
     *     cannot be read or is in use
     */
    static KeyJournal keyJournal(Path file) {
        return provider().keyJournal(file);
    }

    /** The orchestrator's side of pre-shared keys: a key for each pair of hosts, derived from the organization's. */
    static PairKeyDistribution pairKeyDistribution() {
        return provider().pairKeyDistribution();
    }

    /**
     * The pre-shared keys of a host in a file of mode 0600: its key file as {@link PairKeyDistribution} makes it, or the
     * organization's key itself, 64 hexadecimal digits on a line (further lines are older keys that are still taken). The file
     * is looked at whenever keys are asked for; put a new one in its place by renaming. If that one is wrong, the log says so
     * and the old keys stay.
     *
     * @throws SecureConnectException with {@code INSECURE_FILE} if others may read or write it, {@code KEY_UNREADABLE} if it
     *     cannot be read
     */
    static PreSharedKeys preSharedKeys(Path file) {
        return provider().preSharedKeys(file);
    }

    /**
     * The certificates of a host in files, which are looked at at every negotiation. If they change and are wrong then, the
     * log says so and the old ones stay.
     *
     * @throws SecureConnectException with {@code INSECURE_FILE} if others may read or write the private key, {@code
     *     CREDENTIAL_UNREADABLE} if a file cannot be read, or key and certificate do not belong together
     */
    static Certificates certificates(CertificateFiles files) {
        return provider().certificates(files);
    }

    /**
     * The certificates that the operating system keeps for this machine. The policy's issuer decides which of them serve; they
     * are looked at anew as negotiations begin. If that fails then, the log says so and the old ones stay.
     *
     * @throws SecureConnectException with {@code CREDENTIAL_UNREADABLE} if this system has no such store (Windows has one), or
     *     it, or a file beside it, cannot be read
     */
    static Certificates certificates(MachineCertificates machine) {
        return provider().certificates(machine);
    }

    /**
     * Writes a secret, such as a host's key file, to a file of mode 0600, which appears, or changes, whole or not at all.
     *
     * @throws SecureConnectException with {@code KEY_UNREADABLE} if it cannot be written; what was there is still there
     */
    static void writeSecret(Path file, SecretBytes content) {
        provider().writeSecret(file, content);
    }

    /**
     * Starts an engine. The kernel is read, not written: what an earlier engine left is adopted by the first {@link #apply}.
     * The backend and the key channel of the options become the engine's own; it closes them at its end, or if it cannot start.
     *
     * @throws SecureConnectException with {@code PERMISSION_DENIED}, {@code IPSEC_UNAVAILABLE} or {@code NO_IMPLEMENTATION}
     */
    static SecureConnect open(SecureConnectOptions options) {
        return provider().open(options);
    }

    /**
     * What {@link #apply} would do. Needs the kernel's state but changes nothing.
     */
    CompletionStage<ApplyPreview> plan(PolicyDocument draft);

    /**
     * Puts a policy in force. If the policy asks for what the kernel cannot do, nothing is changed.
     *
     * <p>Fails with {@code STALE_POLICY} if an equal or newer version with other content is in force, {@code
     * UNKNOWN_WORKLOAD}, {@code CAPABILITY_MISSING}, {@code ALGORITHM_UNAVAILABLE} or {@code ESP_UNAVAILABLE}.
     */
    CompletionStage<ApplyReport> apply(PolicyDocument policy);

    /** As {@link #apply}, also if the policy is older than the one in force. */
    CompletionStage<ApplyReport> applyForced(PolicyDocument policy);

    /** How every path stands, by a fresh look at the kernel. */
    CompletionStage<HostStatus> status();

    /**
     * Why a peer is encrypted, blocked or left alone under the policy in force.
     *
     * <p>Fails with {@code UNKNOWN_WORKLOAD} if the policy does not know the peer.
     */
    CompletionStage<Explanation> explain(String peer);

    /**
     * Stops changing the kernel. SAs go on carrying packets, blocks go on blocking, rotations wait, and so does every {@link
     * #apply} until {@link #resume}. IKE SAs that stand are kept alive, their keys renewed when they have to be; nothing new is
     * negotiated.
     */
    CompletionStage<Void> suspend();

    /** Goes on after {@link #suspend} and makes good what was missed. */
    CompletionStage<Void> resume();

    /**
     * Ends the engine; blocks until it has, except on the engine's own event loop, where it returns at once and the engine
     * ends after the work at hand. A second call does nothing.
     *
     * @throws SecureConnectException if {@code mode} is {@code REMOVE} and the kernel kept something of ours; what is left
     *     blocks, and the next engine finds it
     */
    void close(CloseMode mode);

    /** Ends the engine and leaves the kernel as it is. */
    @Override
    default void close() {
        close(CloseMode.LEAVE);
    }

    private static SecureConnectProvider provider() {
        return ServiceLoader.load(SecureConnectProvider.class)
                .findFirst()
                .orElseThrow(
                        () -> new SecureConnectException(
                                ErrorCode.NO_IMPLEMENTATION,
                                "no SecureConnect implementation was found; add secureconnect-core to the class path or module path"));
    }
}
