package io.secureconnect.windows.store.jna;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Codes of Crypt32 and NCrypt that have a remedy of their own. Names and numbers are those of the SDK's headers. */
enum CryptError {
    ERROR_FILE_NOT_FOUND(2, ""),
    ERROR_ACCESS_DENIED(5, Remedy.RIGHTS),
    E_ACCESSDENIED(0x8007_0005, Remedy.RIGHTS),
    CRYPT_E_NO_KEY_PROPERTY(0x8009_200B, ""),
    NTE_BAD_KEYSET(0x8009_0016, Remedy.RIGHTS),
    NTE_PERM(0x8009_0010, Remedy.RIGHTS),
    NTE_SILENT_CONTEXT(
            0x8009_0022, "; the key asks a person for consent: have it issued without strong key protection"),
    NTE_BAD_PUBLIC_KEY(
            0x8009_0015, "; the key is not that of the certificate: repair the certificate, or issue it anew"),
    NTE_NOT_SUPPORTED(0x8009_0029, Remedy.KSP),
    NTE_BAD_PROV_TYPE(0x8009_0014, Remedy.KSP),
    NTE_PROV_TYPE_NOT_DEF(0x8009_0017, Remedy.KSP),
    NTE_KEYSET_NOT_DEF(0x8009_0019, Remedy.KSP);

    private final int code;
    private final String remedy;

    CryptError(int code, String remedy) {
        this.code = code;
        this.remedy = remedy;
    }

    int code() {
        return code;
    }

    private static Optional<CryptError> of(int code) {
        return Arrays.stream(values()).filter(error -> error.code == code).findFirst();
    }

    /** Function, code in hexadecimal, name if it has one here. */
    static String describe(String function, int code) {
        return function + " returned " + String.format(Locale.ROOT, "0x%08x", code)
                + of(code).map(error -> " " + error).orElse("");
    }

    static String remedy(int code) {
        return of(code).map(error -> error.remedy).orElse("");
    }

    private static final class Remedy {
        private static final String RIGHTS =
                "; run as an administrator or as a service, or let this account read the key (certlm.msc, All Tasks, Manage"
                        + " Private Keys)";
        private static final String KSP =
                "; a key of the older CryptoAPI cannot be used so: have it issued with a key storage provider, or run a Java"
                        + " that has the key store Windows-MY-LOCALMACHINE";
    }
}
