package io.secureconnect.windows.wfp;

import io.secureconnect.windows.abi.SdkName;
import io.secureconnect.windows.abi.Struct;
import io.secureconnect.windows.abi.Union;
import io.secureconnect.windows.abi.Union.Arm;
import java.util.List;
import java.util.Optional;

/**
 * Algorithms of an SA: {@code IPSEC_SA_TRANSFORM0}.
 *
 * @param ipsecTransformType an {@code IPSEC_TRANSFORM_TYPE}
 * @param esp empty for SAs that are not ESP with cipher and integrity, which only others have
 */
public record SaTransform(int ipsecTransformType, Optional<Pair> esp) {
    @SdkName("IPSEC_TRANSFORM_AH")
    private static final int AH = 1;

    @SdkName("IPSEC_TRANSFORM_ESP_AUTH")
    private static final int ESP_AUTH = 2;

    @SdkName("IPSEC_TRANSFORM_ESP_CIPHER")
    private static final int ESP_CIPHER = 3;

    @SdkName("IPSEC_TRANSFORM_ESP_AUTH_FW")
    private static final int ESP_AUTH_FW = 5;

    private static final Union<Optional<Pair>> TRANSFORM = Union.of(
            (m, v) -> Optional.empty(),
            List.of(
                    other(AH, "ahTransform"),
                    other(ESP_AUTH, "espAuthTransform"),
                    other(ESP_CIPHER, "espCipherTransform"),
                    new Arm<>(
                            Sa.ESP_AUTH_AND_CIPHER,
                            Optional.empty(),
                            (m, v) -> m.pointer("espAuthAndCipherTransform", Pair.STRUCT, v)),
                    other(ESP_AUTH_FW, "espAuthFwTransform")));

    public static final Struct<SaTransform> STRUCT =
            Struct.of("IPSEC_SA_TRANSFORM0", new SaTransform(0, Optional.empty()), (m, v) -> {
                int type = m.u32("ipsecTransformType", v.ipsecTransformType);
                return new SaTransform(type, m.union(TRANSFORM, type, v.esp));
            });

    private static Arm<Optional<Pair>> other(int type, String name) {
        return new Arm<>(type, Optional.empty(), (m, v) -> {
            m.unused(name);
            return Optional.empty();
        });
    }

    /** ESP; both with GCM, of the same key size, for AES-GCM. */
    public static SaTransform esp(Transform auth, Transform cipher) {
        return new SaTransform(Sa.ESP_AUTH_AND_CIPHER, Optional.of(new Pair(auth, cipher)));
    }

    /** {@code IPSEC_AUTH_AND_CIPHER_TRANSFORM0}, the other way round than in an SA; keys are none. */
    public record Pair(Transform auth, Transform cipher) {
        static final Struct<Pair> STRUCT = Struct.of(
                "IPSEC_AUTH_AND_CIPHER_TRANSFORM0",
                new Pair(Transform.AUTH.blank(), Transform.CIPHER.blank()),
                (m, v) -> new Pair(
                        m.struct("authTransform", Transform.AUTH_TRANSFORM, v.auth),
                        m.struct("cipherTransform", Transform.CIPHER_TRANSFORM, v.cipher)));
    }
}
