package io.secureconnect.core.resolve;

import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.policy.OperatingSystem;
import io.secureconnect.api.sa.EncryptionAlgorithm;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.IntegrityAlgorithm;
import io.secureconnect.api.sa.KeyExchangeMethod;
import java.util.EnumSet;
import java.util.Set;

/** What an operating system's IPsec can do. */
final class EndCapability {
    private static final Set<IntegrityAlgorithm> WINDOWS_INTEGRITY =
            EnumSet.of(IntegrityAlgorithm.HMAC_SHA2_256_128, IntegrityAlgorithm.HMAC_SHA1_96);

    private static final Set<IntegrityAlgorithm> DAEMON_INTEGRITY = EnumSet.of(
            IntegrityAlgorithm.HMAC_SHA2_256_128,
            IntegrityAlgorithm.HMAC_SHA2_384_192,
            IntegrityAlgorithm.HMAC_SHA1_96);

    private static final Set<KeyExchangeMethod> DAEMON_KEY_EXCHANGES =
            EnumSet.of(KeyExchangeMethod.MODP_2048, KeyExchangeMethod.ECP_256, KeyExchangeMethod.ECP_384);

    private EndCapability() {}

    /**
     * Linux has every algorithm of the SDK. The Windows Filtering Platform has AES in GCM and CBC, and of the integrity
     * algorithms SHA-256 and SHA-1.
     */
    static boolean can(OperatingSystem os, EspProposal proposal) {
        return switch (os) {
            case LINUX -> true;
            case WINDOWS ->
                proposal.encryption() != EncryptionAlgorithm.CHACHA20_POLY1305
                        && proposal.integrity().map(WINDOWS_INTEGRITY::contains).orElse(true);
            case AIX, SOLARIS -> false;
        };
    }

    /** Windows has no ML-KEM, neither its daemon nor its kernel's own IKE. */
    static boolean can(OperatingSystem os, IkeProposal proposal) {
        return os != OperatingSystem.WINDOWS
                || proposal.additional().stream().noneMatch(KeyExchangeMethod::isEncapsulation);
    }

    /** The same where Windows negotiates by itself: IKEEXT has less than the SDK's own IKE. */
    static boolean canNatively(OperatingSystem os, IkeProposal proposal) {
        return os != OperatingSystem.WINDOWS
                || !proposal.encryption().isAead()
                        && proposal.integrity().map(DAEMON_INTEGRITY::contains).orElse(false)
                        && DAEMON_KEY_EXCHANGES.contains(proposal.keyExchange())
                        && proposal.additional().isEmpty();
    }

    /**
     * Whether one of the two ends has a daemon of its own that the SDK drives, and the other understands it. Only Windows has
     * one. Beside it Linux speaks the SDK's own IKE: with pre-shared keys under IKEv1 only, where both name themselves by
     * their addresses; under IKEv2 the SDK's hosts go by their workload ids, which the daemon cannot be told.
     */
    static boolean canNatively(OperatingSystem one, OperatingSystem other, IkeVersion version, boolean certificates) {
        boolean both = one == OperatingSystem.WINDOWS && other == OperatingSystem.WINDOWS;
        boolean any = one == OperatingSystem.WINDOWS || other == OperatingSystem.WINDOWS;
        return both || any && (version == IkeVersion.IKEV1 || certificates);
    }
}
