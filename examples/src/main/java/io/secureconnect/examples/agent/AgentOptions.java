package io.secureconnect.examples.agent;

import io.secureconnect.api.auth.PeerNaming;
import io.secureconnect.api.auth.RevocationPolicy;
import io.secureconnect.spi.Exemption;
import io.secureconnect.spi.IkePorts;
import io.secureconnect.spi.IpsecBackend;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What an agent works with.
 *
 * @param policy the file it watches
 * @param workload the id of this host in it
 * @param state a private directory for its journal, lock and control socket
 * @param keys where controller keys come from; empty if the policy does not use them
 * @param ike what this host proves itself with in IKE; empty if the policy does not use it
 * @param backend opens the kernel to work on; empty for the one of this system
 * @param failsafe what stays in clear
 * @param force whether an older policy is taken too
 */
public record AgentOptions(
        Path policy,
        String workload,
        Path state,
        Optional<Keys> keys,
        Optional<Ike> ike,
        Supplier<Optional<IpsecBackend>> backend,
        List<Exemption> failsafe,
        boolean force) {
    /**
     * The files of controller keying.
     *
     * @param directory where the key file of this host comes in, and reports go out
     * @param identity this host's private key
     * @param distributor the public key whose instructions are believed
     */
    public record Keys(Path directory, Path identity, Path distributor) {}

    /**
     * The files of IKE; pre-shared keys, certificates, or both.
     *
     * @param preSharedKeys the key file of this host, or one key for all
     * @param machineStore in place of {@code certificates}
     * @param postquantum mixed into the keys (RFC 8784)
     * @param ports in place of those of the policy
     */
    public record Ike(
            Optional<Path> preSharedKeys,
            Optional<Certificate> certificates,
            Optional<MachineStore> machineStore,
            Optional<Postquantum> postquantum,
            Optional<IkePorts> ports) {}

    /**
     * The certificate of this host, and whom it believes.
     *
     * @param pkcs12 private key and chain in one file
     * @param privateKey in place of that, the key alone
     * @param chain in place of that, or in addition, certificates
     * @param password the file with the password of the container or key
     */
    public record Certificate(
            Optional<Path> pkcs12,
            Optional<Path> privateKey,
            List<Path> chain,
            Optional<Path> password,
            List<Path> trustAnchors,
            List<Path> revocationLists,
            RevocationPolicy revocation,
            PeerNaming peerNaming) {}

    /** The certificates that the operating system keeps for this machine, and what stands beside them. */
    public record MachineStore(List<Path> revocationLists, RevocationPolicy revocation, PeerNaming peerNaming) {}

    /**
     * A post-quantum pre-shared key.
     *
     * @param required whether peers without it are refused
     */
    public record Postquantum(Path file, boolean required) {}
}
