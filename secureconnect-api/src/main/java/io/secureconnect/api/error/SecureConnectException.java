package io.secureconnect.api.error;

import io.secureconnect.api.PublicApi;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Every failure an embedder may see. The {@link #code()} is for programs; the message says what, where and what to do
 * about it, and never holds a key.
 */
@PublicApi
public class SecureConnectException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    public SecureConnectException(ErrorCode code, String message) {
        this(code, message, null);
    }

    public SecureConnectException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = Objects.requireNonNull(code, "code");
    }

    /** What went wrong, as a stable name. */
    public ErrorCode code() {
        return code;
    }
}
