package io.secureconnect.core.resolve;

import io.secureconnect.api.policy.KeyingMode;
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

    /** Only Windows has a daemon of its own that the SDK drives. */
    static boolean can(OperatingSystem os, KeyingMode keying) {
        return switch (keying) {
            case IKE, CONTROLLER -> os.hasBackend();
            case NATIVE -> os == OperatingSystem.WINDOWS;
        };
    }
}
