package io.secureconnect.core.ike.v1.registry;

import io.secureconnect.core.ike.registry.Registered;
import io.secureconnect.core.ike.registry.Registry;
import java.util.Optional;

/** ESP transform identifiers (RFC 2407 §4.4.4 and those that added to it). */
public enum EspTransform implements Registered {
    DES_IV64(1, "ESP_DES_IV64", "RFC 2407 §4.4.4"),
    DES(2, "ESP_DES", "RFC 2407 §4.4.4"),
    TRIPLE_DES(3, "ESP_3DES", "RFC 2407 §4.4.4"),
    RC5(4, "ESP_RC5", "RFC 2407 §4.4.4"),
    IDEA(5, "ESP_IDEA", "RFC 2407 §4.4.4"),
    CAST(6, "ESP_CAST", "RFC 2407 §4.4.4"),
    BLOWFISH(7, "ESP_BLOWFISH", "RFC 2407 §4.4.4"),
    TRIPLE_IDEA(8, "ESP_3IDEA", "RFC 2407 §4.4.4"),
    DES_IV32(9, "ESP_DES_IV32", "RFC 2407 §4.4.4"),
    RC4(10, "ESP_RC4", "RFC 2407 §4.4.4"),
    NULL(11, "ESP_NULL", "RFC 2407 §4.4.4"),
    AES_CBC(12, "ESP_AES-CBC", "RFC 3602 §5.1"),
    AES_CTR(13, "ESP_AES-CTR", "RFC 3686 §5.1"),
    AES_CCM_8(14, "ESP_AES-CCM_8", "RFC 4309 §7.1"),
    AES_CCM_12(15, "ESP_AES-CCM_12", "RFC 4309 §7.1"),
    AES_CCM_16(16, "ESP_AES-CCM_16", "RFC 4309 §7.1"),
    AES_GCM_8(18, "ESP_AES-GCM_8", "RFC 4106 §8.2"),
    AES_GCM_12(19, "ESP_AES-GCM_12", "RFC 4106 §8.2"),
    AES_GCM_16(20, "ESP_AES-GCM_16", "RFC 4106 §8.2"),
    SEED_CBC(21, "ESP_SEED_CBC", "RFC 4196 §5.1"),
    CAMELLIA(22, "ESP_CAMELLIA", "RFC 4312 §3"),
    NULL_AUTH_AES_GMAC(23, "ESP_NULL_AUTH_AES-GMAC", "RFC 4543 §9");

    private static final Registry<EspTransform> ROWS = Registry.of("ESP transform", values());

    private final int number;
    private final String rfcName;
    private final String source;

    EspTransform(int number, String rfcName, String source) {
        this.number = number;
        this.rfcName = rfcName;
        this.source = source;
    }

    /** The row of a number; empty if this build has no name for it. */
    public static Optional<EspTransform> of(int number) {
        return ROWS.of(number);
    }

    /** The name of a number for people; also of one that has none. */
    public static String text(int number) {
        return ROWS.text(number);
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public String rfcName() {
        return rfcName;
    }

    @Override
    public String source() {
        return source;
    }
}
