package io.secureconnect.core.ike.v1.registry;

import io.secureconnect.api.sa.PseudoRandomFunction;
import io.secureconnect.core.ike.registry.Registered;
import io.secureconnect.core.ike.registry.Registry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values of the Authentication Method attribute of phase 1 (RFC 2409 appendix A, RFC 4754). */
public enum AuthenticationMethod implements Registered {
    PRE_SHARED_KEY(1, "pre-shared key", "RFC 2409 appendix A"),
    DSS_SIGNATURES(2, "DSS signatures", "RFC 2409 appendix A"),
    RSA_SIGNATURES(3, "RSA signatures", "RFC 2409 appendix A"),
    RSA_ENCRYPTION(4, "Encryption with RSA", "RFC 2409 appendix A"),
    REVISED_RSA_ENCRYPTION(5, "Revised encryption with RSA", "RFC 2409 appendix A"),
    ECDSA_SHA256_P256(9, "ECDSA with SHA-256 on the P-256 curve", "RFC 4754 §4", PseudoRandomFunction.HMAC_SHA2_256),
    ECDSA_SHA384_P384(10, "ECDSA with SHA-384 on the P-384 curve", "RFC 4754 §4", PseudoRandomFunction.HMAC_SHA2_384),
    ECDSA_SHA512_P521(11, "ECDSA with SHA-512 on the P-521 curve", "RFC 4754 §4", PseudoRandomFunction.HMAC_SHA2_512);

    private static final Registry<AuthenticationMethod> ROWS = Registry.of("authentication method", values());

    private final int number;
    private final String rfcName;
    private final String source;
    private final @Nullable PseudoRandomFunction proofPrf;

    AuthenticationMethod(int number, String rfcName, String source) {
        this(number, rfcName, source, null);
    }

    AuthenticationMethod(int number, String rfcName, String source, @Nullable PseudoRandomFunction proofPrf) {
        this.number = number;
        this.rfcName = rfcName;
        this.source = source;
        this.proofPrf = proofPrf;
    }

    /**
     * With what HASH_I and HASH_R are made of SKEYID, where the method brings its own hash: HMAC with that. Empty where it is the
     * negotiated prf, as all else is (RFC 2409 §5.1).
     */
    public Optional<PseudoRandomFunction> proofPrf() {
        return Optional.ofNullable(proofPrf);
    }

    /** The row of a number; empty if this build has no name for it. */
    public static Optional<AuthenticationMethod> of(int number) {
        return ROWS.of(number);
    }

    /** The name of a number for people; also of one that has none. */
    public static String text(int number) {
        return ROWS.text(number);
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public String rfcName() {
        return rfcName;
    }

    @Override
    public String source() {
        return source;
    }
}
