package io.secureconnect.windows.wfp;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.windows.abi.Struct;
import java.util.Optional;

/**
 * An algorithm with its key: {@code IPSEC_SA_CIPHER_INFORMATION0} and {@code IPSEC_SA_AUTH_INFORMATION0}, which differ in names
 * only.
 *
 * @param type an {@code IPSEC_CIPHER_TYPE} or {@code IPSEC_AUTH_TYPE}
 * @param config which variant of it, 8 bits
 * @param key lent while it is written; empty if it was read from Windows
 */
public record Transform(int type, int config, Optional<SecretBytes> key) {
    private static final Transform NONE = new Transform(0, 0, Optional.empty());

    /** Without a key, in proposals: {@code IPSEC_CIPHER_TRANSFORM0}. */
    static final Struct<Transform> CIPHER_TRANSFORM = transform("CIPHER", "cipher");

    /** Without a key, in proposals: {@code IPSEC_AUTH_TRANSFORM0}. */
    static final Struct<Transform> AUTH_TRANSFORM = transform("AUTH", "auth");

    static final Struct<Transform> CIPHER = information("CIPHER", "cipher", CIPHER_TRANSFORM);
    static final Struct<Transform> AUTH = information("AUTH", "auth", AUTH_TRANSFORM);

    private static Struct<Transform> transform(String kind, String member) {
        Struct<Transform> id = Struct.of(
                "IPSEC_" + kind + "_TRANSFORM_ID0",
                NONE,
                (m, v) -> new Transform(m.u32(member + "Type", v.type), m.u8(member + "Config", v.config), v.key));
        return Struct.of("IPSEC_" + kind + "_TRANSFORM0", NONE, (m, v) -> {
            Transform read = m.struct(member + "TransformId", id, v);
            m.unused("cryptoModuleId");
            return read;
        });
    }

    private static Struct<Transform> information(String kind, String member, Struct<Transform> transform) {
        return Struct.of("IPSEC_SA_" + kind + "_INFORMATION0", NONE, (m, v) -> {
            Transform read = m.struct(member + "Transform", transform, v);
            return new Transform(read.type, read.config, m.struct(member + "Key", Plain.KEY_BLOB, v.key));
        });
    }
}
