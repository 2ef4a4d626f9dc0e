package io.secureconnect.windows.store.jna;

import com.sun.jna.Pointer;
import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.windows.abi.Abi;
import io.secureconnect.windows.abi.NativeArena;
import io.secureconnect.windows.system.SystemLibrary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A store of the local machine between {@code CertOpenStore} and {@code CertCloseStore}. For one thread.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/wincrypt/nf-wincrypt-certopenstore">CertOpenStore</a>
 */
final class OpenStore implements AutoCloseable {
    /** {@code CERT_STORE_PROV_SYSTEM_W}: a number in the place of a pointer. */
    static final int CERT_STORE_PROV_SYSTEM_W = 10;

    static final int CERT_SYSTEM_STORE_LOCAL_MACHINE = 0x2_0000;
    static final int CERT_STORE_READONLY_FLAG = 0x8000;
    static final int CERT_STORE_OPEN_EXISTING_FLAG = 0x4000;

    private static final int POINTER = Abi.ofThisProcess().pointerOctets();

    private final SystemLibrary crypt32;
    private final Pointer handle;
    private final List<Pointer> contexts = new ArrayList<>();

    private OpenStore(SystemLibrary crypt32, Pointer handle) {
        this.crypt32 = crypt32;
        this.handle = handle;
    }

    /** @param name {@code MY}, {@code CA} or {@code ROOT} */
    static OpenStore of(SystemLibrary crypt32, String name) {
        try (NativeArena arena = new NativeArena()) {
            @Nullable
            Pointer handle = crypt32.callPointer(
                    "CertOpenStore",
                    Pointer.createConstant(CERT_STORE_PROV_SYSTEM_W),
                    0,
                    null,
                    CERT_SYSTEM_STORE_LOCAL_MACHINE | CERT_STORE_READONLY_FLAG | CERT_STORE_OPEN_EXISTING_FLAG,
                    arena.put(name));
            if (handle == null) {
                int code = SystemLibrary.lastError();
                throw new SecureConnectException(
                        ErrorCode.CREDENTIAL_UNREADABLE,
                        "the Windows certificate store LocalMachine\\" + name + " cannot be opened for reading: "
                                + CryptError.describe("CertOpenStore", code)
                                + "; run as an administrator or as a service");
            }
            return new OpenStore(crypt32, handle);
        }
    }

    /** In DER. */
    List<Bytes> certificates() {
        List<Bytes> found = new ArrayList<>();
        for (Pointer context = next(null); context != null; context = next(context)) {
            found.add(encoded(context));
        }
        return List.copyOf(found);
    }

    /** The context of a certificate, which lives as long as this. */
    Optional<Pointer> find(Bytes certificate) {
        for (Pointer context = next(null); context != null; context = next(context)) {
            if (encoded(context).equals(certificate)) {
                contexts.add(context);
                return Optional.of(context);
            }
        }
        return Optional.empty();
    }

    /** Gives the context before back. */
    private @Nullable Pointer next(@Nullable Pointer before) {
        return crypt32.callPointer("CertEnumCertificatesInStore", handle, before);
    }

    /** {@code CERT_CONTEXT}: encoding type, pointer to the octets, their number; what follows is not read. */
    private static Bytes encoded(Pointer context) {
        int octets = context.getInt(2L * POINTER);
        return Bytes.wrap(context.getPointer(POINTER).getByteArray(0, octets));
    }

    @Override
    public void close() {
        contexts.forEach(context -> crypt32.call("CertFreeCertificateContext", context));
        contexts.clear();
        crypt32.call("CertCloseStore", handle, 0);
    }
}
