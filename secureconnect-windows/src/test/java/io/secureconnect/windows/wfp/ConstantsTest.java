package io.secureconnect.windows.wfp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.abi.SdkName;
import io.secureconnect.windows.engine.WfpError;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Rung V1b: every constant has the value that the SDK's headers give its name. */
@Tag("rung-V1b")
class ConstantsTest {
    /** What has no name in the headers, or not in those that the facts are from. */
    private static final Set<String> OWN =
            Set.of("ALL_ACTIONS", "EPOCH_SECONDS", "TICKS_PER_SECOND", "SHA1_OCTETS", "AF_INET", "AF_INET6");

    /** From winerror.h, which the facts are not from. */
    private static final Map<String, Integer> WIN32 = Map.of(
            "ERROR_ACCESS_DENIED", 5,
            "ERROR_NOT_ENOUGH_MEMORY", 8,
            "ERROR_OUTOFMEMORY", 14,
            "ERROR_NOT_SUPPORTED", 50,
            "ERROR_INVALID_PARAMETER", 87,
            "RPC_S_SERVER_UNAVAILABLE", 1722,
            "RPC_S_CALL_FAILED", 1726,
            "EPT_S_NOT_REGISTERED", 1753,
            "RPC_S_CANNOT_SUPPORT", 1764);

    private static List<Class<?>> classes() {
        return new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("io.secureconnect.windows")
                        .stream()
                        .<Class<?>>map(JavaClass::reflect)
                        .toList();
    }

    @TestFactory
    Stream<DynamicTest> everyConstantWithANameOfTheHeadersHasItsValue() {
        return classes().stream()
                .flatMap(ConstantsTest::named)
                .map(field -> DynamicTest.dynamicTest(
                        field.getDeclaringClass().getSimpleName() + "." + field.getName(), () -> check(field)));
    }

    @Test
    void noConstantOfTheStructuresIsWithoutItsName() {
        Set<Field> named = classes().stream().flatMap(ConstantsTest::named).collect(Collectors.toSet());
        List<String> nameless = classes().stream()
                .filter(type -> type.getPackageName().equals("io.secureconnect.windows.wfp"))
                .flatMap(ConstantsTest::constants)
                .filter(field -> !named.contains(field) && !OWN.contains(field.getName()))
                .map(Field::toString)
                .toList();
        assertThat(nameless).isEmpty();
        assertThat(named).hasSizeGreaterThan(100);
    }

    @TestFactory
    Stream<DynamicTest> everyErrorHasTheCodeOfItsName() {
        return Arrays.stream(WfpError.values())
                .map(error -> DynamicTest.dynamicTest(error.name(), () -> {
                    Optional<Integer> fact = SdkFacts.number(error.name())
                            .map(Long::intValue)
                            .or(() -> Optional.ofNullable(WIN32.get(error.name())));
                    assertThat(fact).as(error.name()).contains(error.code());
                }));
    }

    @Test
    void aWrongValueAndANameThatTheHeadersLackAreFound() {
        for (Field field : Wrong.class.getDeclaredFields()) {
            if (!field.isSynthetic()) {
                assertThatThrownBy(() -> check(field)).as(field.getName()).isInstanceOf(AssertionError.class);
            }
        }
    }

    /** Each of these has to be found. */
    private static final class Wrong {
        @SdkName("FWP_ACTION_BLOCK")
        static final int OTHER_VALUE = 0x1002;

        @SdkName("FWP_ACTION_BLOCKED")
        static final int NO_SUCH_NAME = 0x1001;

        @SdkName("FWPM_LAYER_IKEEXT_V4")
        static final Guid OTHER_GUID = Layers.IKEEXT_V6;

        @SdkName("IPSEC_CIPHER_TRANSFORM_ID_AES_128")
        static final CipherTransform OTHER_TRANSFORM = CipherTransform.GCM_AES_128;
    }

    /** Those with a name of their own or in a class with the beginning of one. */
    private static Stream<Field> named(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(SdkName.class)
                        || type.isAnnotationPresent(SdkName.class) && isConstant(field));
    }

    private static Stream<Field> constants(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields()).filter(ConstantsTest::isConstant);
    }

    private static boolean isConstant(Field field) {
        Class<?> type = field.getType();
        return Modifier.isStatic(field.getModifiers())
                && !field.isSynthetic()
                && (type == int.class
                        || type == long.class
                        || type == Guid.class
                        || type == CipherTransform.class
                        || type == AuthTransform.class);
    }

    private static String name(Field field) {
        SdkName own = field.getAnnotation(SdkName.class);
        return own != null
                ? own.value()
                : field.getDeclaringClass().getAnnotation(SdkName.class).value() + field.getName();
    }

    private static void check(Field field) throws IllegalAccessException {
        field.setAccessible(true);
        String name = name(field);
        Object value = field.get(null);
        if (value instanceof Guid guid) {
            assertThat(SdkFacts.guid(name)).as(name).contains(guid);
        } else if (value instanceof CipherTransform cipher) {
            assertThat(SdkFacts.transform(name)).as(name).contains(List.of(cipher.type(), cipher.config()));
        } else if (value instanceof AuthTransform auth) {
            assertThat(SdkFacts.transform(name)).as(name).contains(List.of(auth.type(), auth.config()));
        } else {
            assertThat(SdkFacts.number(name)).as(name).contains(((Number) value).longValue());
        }
    }
}
