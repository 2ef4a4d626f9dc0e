package io.secureconnect.examples.console;

import io.secureconnect.api.error.ErrorCode;

/** What a command's exit code says; scripts may rely on the numbers. */
public enum ExitStatus {
    OK(0, "done, nothing to report"),
    FINDING(1, "done, and there is something to look at: where the command's help says so"),
    USAGE(2, "the command line was not understood"),
    INVALID_INPUT(3, "a file is missing, malformed, insecure or out of date; nothing was changed"),
    KERNEL(4, "the kernel or the rights of this process do not suffice, or the output cannot be written"),
    INTERNAL(5, "a fault of this program");

    private final int code;
    private final String meaning;

    ExitStatus(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** The number a process ends with. */
    public int code() {
        return code;
    }

    /** For the help text. */
    public String meaning() {
        return meaning;
    }

    /** Whose fault an error of the SDK is. */
    public static ExitStatus of(ErrorCode code) {
        switch (code) {
            case INVALID_POLICY:
            case STALE_POLICY:
            case UNKNOWN_WORKLOAD:
            case KEY_UNREADABLE:
            case CREDENTIAL_UNREADABLE:
            case INSECURE_FILE:
            case JOURNAL_FAILED:
                return INVALID_INPUT;
            case PERMISSION_DENIED:
            case IPSEC_UNAVAILABLE:
            case ESP_UNAVAILABLE:
            case ALGORITHM_UNAVAILABLE:
            case CAPABILITY_MISSING:
            case FOREIGN_CONFLICT:
            case SPI_IN_USE:
            case SA_MISSING:
            case PARAMETERS_REFUSED:
            case KERNEL_REFUSED:
            case KERNEL_PROTOCOL:
            case KEY_REUSE:
                return KERNEL;
            default:
                return INTERNAL;
        }
    }
}
