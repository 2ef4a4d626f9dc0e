package io.secureconnect.windows.store.jna;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.secureconnect.windows.abi.Abi;
import io.secureconnect.windows.abi.Layout;
import io.secureconnect.windows.abi.Struct;
import io.secureconnect.windows.system.SdkHeaders;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every number and structure that goes to crypt32 and ncrypt. */
@Tag("rung-V1")
class CryptHeaderTest {
    private static final List<String> HEADERS = List.of("wincrypt.h", "bcrypt.h", "ncrypt.h");

    @Test
    void numbersAreThoseOfTheHeaders() {
        Map<String, Long> expected = new LinkedHashMap<>();
        expected.put("(size_t) CERT_STORE_PROV_SYSTEM_W", (long) OpenStore.CERT_STORE_PROV_SYSTEM_W);
        expected.put("CERT_SYSTEM_STORE_LOCAL_MACHINE", (long) OpenStore.CERT_SYSTEM_STORE_LOCAL_MACHINE);
        expected.put("CERT_STORE_READONLY_FLAG", (long) OpenStore.CERT_STORE_READONLY_FLAG);
        expected.put("CERT_STORE_OPEN_EXISTING_FLAG", (long) OpenStore.CERT_STORE_OPEN_EXISTING_FLAG);
        expected.put("CRYPT_ACQUIRE_COMPARE_KEY_FLAG", (long) AcquiredKey.CRYPT_ACQUIRE_COMPARE_KEY_FLAG);
        expected.put("CRYPT_ACQUIRE_NO_HEALING", (long) AcquiredKey.CRYPT_ACQUIRE_NO_HEALING);
        expected.put("CRYPT_ACQUIRE_SILENT_FLAG", (long) AcquiredKey.CRYPT_ACQUIRE_SILENT_FLAG);
        expected.put("CRYPT_ACQUIRE_ONLY_NCRYPT_KEY_FLAG", (long) AcquiredKey.CRYPT_ACQUIRE_ONLY_NCRYPT_KEY_FLAG);
        expected.put("BCRYPT_PAD_PKCS1", (long) AcquiredKey.BCRYPT_PAD_PKCS1);
        expected.put("BCRYPT_PAD_PSS", (long) AcquiredKey.BCRYPT_PAD_PSS);
        expected.put("NCRYPT_SILENT_FLAG", (long) AcquiredKey.NCRYPT_SILENT_FLAG);
        for (CryptError error : CryptError.values()) {
            expected.put(error.name(), (long) error.code());
        }
        SdkHeaders.require(HEADERS, expected);
    }

    @Test
    void structuresAreLaidOutAsTheCodeFillsThem() {
        Map<String, Long> expected = new LinkedHashMap<>();
        expected.put("offsetof(CERT_CONTEXT, pbCertEncoded)", 8L);
        expected.put("offsetof(CERT_CONTEXT, cbCertEncoded)", 16L);
        expected.put("sizeof(((CERT_CONTEXT *) 0)->cbCertEncoded)", 4L);
        expected.putAll(layout(AcquiredKey.PKCS1_INFO));
        expected.putAll(layout(AcquiredKey.PSS_INFO));
        expected.put("sizeof(NCRYPT_KEY_HANDLE)", 8L);
        expected.put("sizeof(SECURITY_STATUS)", 4L);
        SdkHeaders.require(HEADERS, expected);
    }

    @Test
    void aWrongNumberIsNoticed() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> SdkHeaders.require(HEADERS, Map.of("NCRYPT_SILENT_FLAG", 0x41L)))
                .withMessageContaining("NCRYPT_SILENT_FLAG");
    }

    private static Map<String, Long> layout(Struct<?> struct) {
        Layout layout = struct.layout(Abi.BITS_64);
        Map<String, Long> expected = new LinkedHashMap<>();
        expected.put("sizeof(" + struct.name() + ")", (long) layout.size());
        layout.members()
                .forEach(member ->
                        expected.put("offsetof(" + struct.name() + ", " + member.name() + ")", (long) member.offset()));
        return expected;
    }
}
