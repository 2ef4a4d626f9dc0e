package io.secureconnect.examples.agent;

import io.secureconnect.spi.Exemption;
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
 * @param backend opens the kernel to work on; empty for the one of this system
 * @param failsafe what stays in clear
 * @param force whether an older policy is taken too
 */
public record AgentOptions(
        Path policy,
        String workload,
        Path state,
        Optional<Keys> keys,
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
}
