package io.secureconnect.windows.wfp;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.abi.Struct;
import java.util.Optional;

/** What many structures are made of. */
final class Plain {
    static final Struct<Guid> GUID = Guid.STRUCT;

    static final Struct<Long> UINT64 = Struct.of("UINT64", 0L, (m, v) -> m.u64("value", v));

    /** Its two halves as one number. */
    static final Struct<Long> FILETIME = Struct.of(
            "FILETIME",
            0L,
            (m, v) -> Integer.toUnsignedLong(m.u32("dwLowDateTime", v.intValue()))
                    | (long) m.u32("dwHighDateTime", (int) (v >>> Integer.SIZE)) << Integer.SIZE);

    static final Struct<Bytes> BYTE_ARRAY16 =
            Struct.of("FWP_BYTE_ARRAY16", Bytes.empty(), (m, v) -> m.octets("byteArray16", 16, v));

    static final Struct<Bytes> BYTE_BLOB =
            Struct.of("FWP_BYTE_BLOB", Bytes.empty(), (m, v) -> m.counted("size", "data", v));

    /** A blob with a key. */
    static final Struct<Optional<SecretBytes>> KEY_BLOB =
            Struct.of("FWP_BYTE_BLOB", Optional.empty(), (m, v) -> m.secret("size", "data", v));

    private Plain() {}
}
