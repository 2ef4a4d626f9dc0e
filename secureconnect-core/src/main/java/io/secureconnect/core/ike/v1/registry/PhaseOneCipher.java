package io.secureconnect.core.ike.v1.registry;

import io.secureconnect.core.ike.registry.Registered;
import io.secureconnect.core.ike.registry.Registry;
import java.util.Optional;

/** Values of the Encryption Algorithm attribute of phase 1 (RFC 2409 appendix A, RFC 3602 §5.2). */
public enum PhaseOneCipher implements Registered {
    DES_CBC(1, "DES-CBC", "RFC 2409 appendix A"),
    IDEA_CBC(2, "IDEA-CBC", "RFC 2409 appendix A"),
    BLOWFISH_CBC(3, "Blowfish-CBC", "RFC 2409 appendix A"),
    RC5_CBC(4, "RC5-R16-B64-CBC", "RFC 2409 appendix A"),
    TRIPLE_DES_CBC(5, "3DES-CBC", "RFC 2409 appendix A"),
    CAST_CBC(6, "CAST-CBC", "RFC 2409 appendix A"),
    AES_CBC(7, "AES-CBC", "RFC 3602 §5.2"),
    CAMELLIA_CBC(8, "CAMELLIA-CBC", "RFC 4312 §3");

    private static final Registry<PhaseOneCipher> ROWS = Registry.of("phase 1 cipher", values());

    private final int number;
    private final String rfcName;
    private final String source;

    PhaseOneCipher(int number, String rfcName, String source) {
        this.number = number;
        this.rfcName = rfcName;
        this.source = source;
    }

    /** The row of a number; empty if this build has no name for it. */
    public static Optional<PhaseOneCipher> of(int number) {
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
