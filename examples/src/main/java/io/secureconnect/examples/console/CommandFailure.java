package io.secureconnect.examples.console;

import io.secureconnect.api.error.PolicyFault;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A command cannot go on. The message is for people: what, where and the remedy; never a key. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitStatus status;
    private final String code;
    private final transient List<PolicyFault> faults;

    public CommandFailure(ExitStatus status, String code, String message, @Nullable Throwable cause) {
        this(status, code, message, List.of(), cause);
    }

    private CommandFailure(
            ExitStatus status, String code, String message, List<PolicyFault> faults, @Nullable Throwable cause) {
        super(message, cause);
        this.status = status;
        this.code = code;
        this.faults = faults;
    }

    /** Something about what the user gave. */
    public static CommandFailure input(String message) {
        return new CommandFailure(ExitStatus.INVALID_INPUT, "INVALID_INPUT", message, null);
    }

    /** A policy file has faults. */
    public static CommandFailure faults(Path file, List<PolicyFault> faults, Throwable cause) {
        String count = faults.size() == 1 ? "1 fault" : faults.size() + " faults";
        return new CommandFailure(
                ExitStatus.INVALID_INPUT,
                "INVALID_POLICY",
                file + ": " + count + ", nothing was changed",
                faults,
                cause);
    }

    /** A file could not be read or written; {@code remedy} begins with a verb. */
    public static CommandFailure file(Path file, IOException cause, String remedy) {
        return new CommandFailure(
                ExitStatus.INVALID_INPUT, "FILE_UNUSABLE", file + ": " + reason(cause) + "; " + remedy, cause);
    }

    private static String reason(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof NotDirectoryException) {
            return "not a directory";
        }
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    /** The message and every fault, one a line. */
    public String text() {
        return faults.stream()
                .map(fault -> "\n  " + fault)
                .collect(Collectors.joining("", String.valueOf(getMessage()), ""));
    }

    public ExitStatus status() {
        return status;
    }

    /** A stable name: an {@link io.secureconnect.api.error.ErrorCode}, {@code INVALID_INPUT} or {@code FILE_UNUSABLE}. */
    public String code() {
        return code;
    }

    /** Each fault of a policy file; empty for any other failure. */
    public List<PolicyFault> faults() {
        return faults;
    }
}
