package io.secureconnect.examples.command;

import io.secureconnect.api.auth.PeerNaming;
import io.secureconnect.api.auth.RevocationPolicy;
import io.secureconnect.examples.agent.AgentOptions;
import io.secureconnect.spi.IkePorts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What a host needs for IKE, as options. All files are watched; a new one that is wrong is logged, and the old stays. */
final class IkeFiles {
    @Option(
            names = "--psk-file",
            paramLabel = "FILE",
            description =
                    "This host's pair keys, as 'psk issue' has made them; or one key for all hosts, 64 hexadecimal"
                            + " digits. Mode 0600; watched.")
    private @Nullable Path preSharedKeys;

    @Option(
            names = "--pkcs12",
            paramLabel = "FILE",
            description = "This host's private key and certificate with its chain. Mode 0600; watched.")
    private @Nullable Path pkcs12;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "In place of --pkcs12, the private key: PKCS #8, PEM or DER. Mode 0600; watched.")
    private @Nullable Path privateKey;

    @Option(
            names = "--cert",
            paramLabel = "FILE",
            description = "Certificates that go with --key or --pkcs12, PEM or DER. May be repeated.")
    private List<Path> chain = new ArrayList<>();

    @Option(
            names = {"--pkcs12-password-file", "--key-password-file"},
            paramLabel = "FILE",
            description = "The password of the container or key, on the first line. Mode 0600.")
    private @Nullable Path password;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "CAs that are believed, PEM or DER; not writable by others; watched. May be repeated.")
    private List<Path> trustAnchors = new ArrayList<>();

    @Option(
            names = "--machine-store",
            description =
                    "In place of --pkcs12, --key and --ca: the certificates that Windows keeps for this machine, and"
                            + " their keys, which stay there. Which one serves is up to the issuer that the policy names.")
    private boolean machineStore;

    @Option(
            names = "--crl",
            paramLabel = "FILE",
            description = "Revocation lists, PEM or DER; watched. May be repeated.")
    private List<Path> revocationLists = new ArrayList<>();

    @Option(
            names = "--revocation",
            paramLabel = "if_known|required",
            defaultValue = "if_known",
            description =
                    "required: refuse a peer's certificate of which no list says that it holds. ${DEFAULT-VALUE} if"
                            + " left out.")
    private RevocationPolicy revocation = RevocationPolicy.IF_KNOWN;

    @Option(
            names = "--peer-naming",
            paramLabel = "any_name|workload_id",
            defaultValue = "any_name",
            description = "workload_id: the peer's certificate must have its workload id as common name or DNS name."
                    + " ${DEFAULT-VALUE} if left out.")
    private PeerNaming peerNaming = PeerNaming.ANY_NAME;

    @Option(
            names = "--ppk-file",
            paramLabel = "FILE",
            description = "A post-quantum pre-shared key (RFC 8784) as 'psk ppk' has made it, mixed into the keys with"
                    + " peers that have it too. Mode 0600.")
    private @Nullable Path postquantum;

    @Option(names = "--ppk-required", description = "Refuse peers that do not have the post-quantum pre-shared key.")
    private boolean postquantumRequired;

    @Option(
            names = "--ike-port",
            paramLabel = "PORT",
            description = "UDP port of IKE with all peers, the same on all hosts, in place of what the policy says.")
    private @Nullable Integer ikePort;

    @Option(
            names = "--nat-port",
            paramLabel = "PORT",
            description =
                    "UDP port of IKE and ESP behind a NAT with all peers, the same on all hosts, in place of what the policy says.")
    private @Nullable Integer natPort;

    /** What they say together; {@code complaint} makes the exception if that is nothing. */
    AgentOptions.Ike options(Function<String, ParameterException> complaint) {
        boolean certificate = pkcs12 != null || privateKey != null;
        if (preSharedKeys == null && !certificate && !machineStore) {
            throw complaint.apply("IKE needs --psk-file, --pkcs12, --key or --machine-store");
        }
        if (machineStore && (certificate || !chain.isEmpty() || !trustAnchors.isEmpty() || password != null)) {
            throw complaint.apply(
                    "--machine-store has the machine's certificate, key and CAs; it excludes --pkcs12, --key,"
                            + " --cert, --ca and --key-password-file");
        }
        if (pkcs12 != null && privateKey != null) {
            throw complaint.apply("--pkcs12 and --key exclude each other");
        }
        if (privateKey != null && chain.isEmpty()) {
            throw complaint.apply("--key needs the certificate that goes with it: --cert");
        }
        if (certificate == trustAnchors.isEmpty()) {
            throw complaint.apply(
                    certificate
                            ? "a certificate needs the CAs that peers' certificates must come from: --ca"
                            : "--ca goes with --pkcs12 or --key");
        }
        if (postquantumRequired && postquantum == null) {
            throw complaint.apply("--ppk-required goes with --ppk-file");
        }
        try {
            return new AgentOptions.Ike(
                    Optional.ofNullable(preSharedKeys),
                    certificate ? Optional.of(certificate()) : Optional.empty(),
                    machineStore
                            ? Optional.of(new AgentOptions.MachineStore(revocationLists, revocation, peerNaming))
                            : Optional.empty(),
                    Optional.ofNullable(postquantum)
                            .map(file -> new AgentOptions.Postquantum(file, postquantumRequired)),
                    ports());
        } catch (IllegalArgumentException e) {
            throw complaint.apply(String.valueOf(e.getMessage()));
        }
    }

    /** Naming one of the two is enough; the other one is that of the RFCs. */
    private Optional<IkePorts> ports() {
        if (ikePort == null && natPort == null) {
            return Optional.empty();
        }
        IkePorts standard = IkePorts.standard();
        return Optional.of(new IkePorts(
                Objects.requireNonNullElse(ikePort, standard.ike()),
                Objects.requireNonNullElse(natPort, standard.natTraversal())));
    }

    private AgentOptions.Certificate certificate() {
        return new AgentOptions.Certificate(
                Optional.ofNullable(pkcs12),
                Optional.ofNullable(privateKey),
                chain,
                Optional.ofNullable(password),
                trustAnchors,
                revocationLists,
                revocation,
                peerNaming);
    }
}
