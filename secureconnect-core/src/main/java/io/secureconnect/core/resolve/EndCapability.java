package io.secureconnect.core.resolve;

import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.api.policy.OperatingSystem;
import io.secureconnect.api.sa.EncryptionAlgorithm;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.IntegrityAlgorithm;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.api.sa.PseudoRandomFunction;
import java.util.EnumSet;
import java.util.Set;

/** What an operating system's IPsec, and a version of IKE, can do. */
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

    /**
     * IKEv1 has no AEAD ciphers for itself (RFC 5282 is for IKEv2) and no Curve25519 or Curve448 groups (RFC 8031
     * likewise), and no additional key exchanges (RFC 9370 likewise). IKEv2 is not spoken with SHA-1, whatever the policy's
     * crypto floor.
     */
    static boolean can(IkeVersion version, IkeProposal proposal) {
        return switch (version) {
            case IKEV1 ->
                !proposal.encryption().isAead()
                        && proposal.keyExchange() != KeyExchangeMethod.X25519
                        && proposal.keyExchange() != KeyExchangeMethod.X448
                        && proposal.additional().isEmpty();
            case IKEV2 -> proposal.prf() != PseudoRandomFunction.HMAC_SHA1;
        };
    }
}
