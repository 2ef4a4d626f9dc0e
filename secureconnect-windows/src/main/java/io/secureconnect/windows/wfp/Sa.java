package io.secureconnect.windows.wfp;

import io.secureconnect.windows.abi.SdkName;
import io.secureconnect.windows.abi.Struct;
import io.secureconnect.windows.abi.Union;
import java.util.List;
import java.util.Optional;

/**
 * One SA: {@code IPSEC_SA0}.
 *
 * @param spi in host order
 * @param saTransformType an {@code IPSEC_TRANSFORM_TYPE}
 * @param esp empty for SAs that are not ESP with cipher and integrity, which only others have
 */
public record Sa(int spi, int saTransformType, Optional<Transforms> esp) {
    @SdkName("IPSEC_TRANSFORM_ESP_AUTH_AND_CIPHER")
    public static final int ESP_AUTH_AND_CIPHER = 4;

    private static final Union<Optional<Transforms>> INFORMATION = Union.of(
            (m, v) -> Optional.empty(),
            List.of(new Union.Arm<>(
                    ESP_AUTH_AND_CIPHER,
                    Optional.empty(),
                    (m, v) -> m.pointer("espAuthAndCipherInformation", Transforms.STRUCT, v))));

    static final Struct<Sa> STRUCT = Struct.of("IPSEC_SA0", new Sa(0, 0, Optional.empty()), (m, v) -> {
        int spi = m.u32("spi", v.spi);
        int type = m.u32("saTransformType", v.saTransformType);
        return new Sa(spi, type, m.union(INFORMATION, type, v.esp));
    });

    public static Sa esp(int spi, Transforms transforms) {
        return new Sa(spi, ESP_AUTH_AND_CIPHER, Optional.of(transforms));
    }

    /** {@code IPSEC_SA_AUTH_AND_CIPHER_INFORMATION0}: the cipher first. */
    public record Transforms(Transform cipher, Transform auth) {
        static final Struct<Transforms> STRUCT = Struct.of(
                "IPSEC_SA_AUTH_AND_CIPHER_INFORMATION0",
                new Transforms(Transform.CIPHER.blank(), Transform.AUTH.blank()),
                (m, v) -> new Transforms(
                        m.struct("saCipherInformation", Transform.CIPHER, v.cipher),
                        m.struct("saAuthInformation", Transform.AUTH, v.auth)));
    }
}
