package io.secureconnect.windows.store.jna;

import com.sun.jna.Pointer;
import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.windows.abi.NativeArena;
import io.secureconnect.windows.abi.Struct;
import io.secureconnect.windows.store.Padding;
import io.secureconnect.windows.system.SystemLibrary;
import java.security.SignatureException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The private key of a certificate between {@code CryptAcquireCertificatePrivateKey} and {@code NCryptFreeObject}. Windows asks
 * nobody, repairs nothing in the store, and compares the key with the certificate's. For one thread.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/ncrypt/nf-ncrypt-ncryptsignhash">NCryptSignHash</a>
 */
final class AcquiredKey implements AutoCloseable {
    static final int CRYPT_ACQUIRE_COMPARE_KEY_FLAG = 0x4;
    static final int CRYPT_ACQUIRE_NO_HEALING = 0x8;
    static final int CRYPT_ACQUIRE_SILENT_FLAG = 0x40;
    static final int CRYPT_ACQUIRE_ONLY_NCRYPT_KEY_FLAG = 0x4_0000;
    static final int BCRYPT_PAD_PKCS1 = 0x2;
    static final int BCRYPT_PAD_PSS = 0x8;
    static final int NCRYPT_SILENT_FLAG = 0x40;

    /** {@code BCRYPT_PKCS1_PADDING_INFO}. */
    static final Struct<Padding> PKCS1_INFO = Struct.of("BCRYPT_PKCS1_PADDING_INFO", Padding.NONE, (members, value) -> {
        members.text("pszAlgId", value.hash());
        return value;
    });

    /** {@code BCRYPT_PSS_PADDING_INFO}. */
    static final Struct<Padding> PSS_INFO = Struct.of("BCRYPT_PSS_PADDING_INFO", Padding.NONE, (members, value) -> {
        members.text("pszAlgId", value.hash());
        members.u32("cbSalt", value.saltOctets());
        return value;
    });

    /** More than a signature by RSA of 16,384 bits. */
    private static final int MOST_OCTETS = 4096;

    private final SystemLibrary ncrypt;
    private final Pointer handle;
    private final boolean mustFree;

    private AcquiredKey(SystemLibrary ncrypt, Pointer handle, boolean mustFree) {
        this.ncrypt = ncrypt;
        this.handle = handle;
        this.mustFree = mustFree;
    }

    /** @return empty if the certificate has none */
    static Optional<AcquiredKey> of(SystemLibrary crypt32, SystemLibrary ncrypt, Pointer context) {
        try (NativeArena arena = new NativeArena()) {
            Pointer key = arena.zeros(Long.BYTES);
            Pointer keySpec = arena.zeros(Integer.BYTES);
            Pointer mustFree = arena.zeros(Integer.BYTES);
            int done = crypt32.call(
                    "CryptAcquireCertificatePrivateKey",
                    context,
                    CRYPT_ACQUIRE_ONLY_NCRYPT_KEY_FLAG
                            | CRYPT_ACQUIRE_SILENT_FLAG
                            | CRYPT_ACQUIRE_COMPARE_KEY_FLAG
                            | CRYPT_ACQUIRE_NO_HEALING,
                    null,
                    key,
                    keySpec,
                    mustFree);
            if (done == 0) {
                return refused(SystemLibrary.lastError());
            }
            @Nullable Pointer handle = key.getPointer(0);
            return Optional.ofNullable(handle).map(given -> new AcquiredKey(ncrypt, given, mustFree.getInt(0) != 0));
        }
    }

    private static Optional<AcquiredKey> refused(int code) {
        if (CryptError.CRYPT_E_NO_KEY_PROPERTY.code() == code) {
            return Optional.empty();
        }
        throw new SecureConnectException(
                ErrorCode.CREDENTIAL_UNREADABLE,
                "Windows certificate store LocalMachine\\My: the private key of a certificate cannot be used: "
                        + CryptError.describe("CryptAcquireCertificatePrivateKey", code)
                        + CryptError.remedy(code));
    }

    Bytes sign(Bytes hash, Padding padding) throws SignatureException {
        try (NativeArena arena = new NativeArena()) {
            Pointer octets = arena.zeros(hash.length());
            octets.write(0, hash.toArray(), 0, hash.length());
            Pointer signature = arena.zeros(MOST_OCTETS);
            Pointer length = arena.zeros(Integer.BYTES);
            int code = ncrypt.call(
                    "NCryptSignHash",
                    handle,
                    info(arena, padding),
                    octets,
                    hash.length(),
                    signature,
                    MOST_OCTETS,
                    length,
                    flags(padding));
            int made = length.getInt(0);
            if (code != 0 || made < 1 || made > MOST_OCTETS) {
                throw new SignatureException(CryptError.describe("NCryptSignHash", code) + " and made " + made
                        + " octets" + CryptError.remedy(code));
            }
            return Bytes.wrap(signature.getByteArray(0, made));
        }
    }

    private static @Nullable Pointer info(NativeArena arena, Padding padding) {
        return switch (padding.kind()) {
            case NONE -> null;
            case PKCS1 -> arena.put(PKCS1_INFO, padding);
            case PSS -> arena.put(PSS_INFO, padding);
        };
    }

    private static int flags(Padding padding) {
        return switch (padding.kind()) {
            case NONE -> NCRYPT_SILENT_FLAG;
            case PKCS1 -> NCRYPT_SILENT_FLAG | BCRYPT_PAD_PKCS1;
            case PSS -> NCRYPT_SILENT_FLAG | BCRYPT_PAD_PSS;
        };
    }

    @Override
    public void close() {
        if (mustFree) {
            ncrypt.call("NCryptFreeObject", handle);
        }
    }
}
