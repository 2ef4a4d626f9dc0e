package io.secureconnect.windows.wfp;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.secureconnect.windows.abi.Abi;
import io.secureconnect.windows.abi.Layout;
import io.secureconnect.windows.abi.Struct;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Rung V1: every structure lies where compilers put it against the SDK's headers, on x64 and arm64, and on x86. */
@Tag("rung-V1")
class LayoutTest {
    @TestFactory
    Stream<DynamicTest> everyMemberStandsWhereTheHeadersPutIt() {
        return Structs.ALL.stream()
                .flatMap(struct -> Stream.of(Abi.values())
                        .filter(abi -> LayoutFacts.know(struct.name(), abi))
                        .map(abi -> DynamicTest.dynamicTest(struct + " " + abi, () -> compare(struct, abi))));
    }

    @Test
    void onlyTheStructureOfInterfacesIsHeldAgainstOnePointerSize() {
        assertThat(Structs.ALL.stream()
                        .filter(struct -> !LayoutFacts.know(struct.name(), Abi.BITS_32))
                        .map(Struct::name))
                .containsExactly("MIB_IPINTERFACE_ROW");
    }

    @Test
    void everyStructureOfThisPackageIsHeldAgainstTheHeaders() {
        List<Field> forgotten = new ClassFileImporter()
                .importPackages(Structs.class.getPackageName()).stream()
                        .flatMap(type -> Stream.of(type.reflect().getDeclaredFields()))
                        .filter(field -> field.getType() == Struct.class && !PLAIN.contains(field.getName()))
                        .filter(field -> !Structs.ALL.contains(value(field)))
                        .toList();
        assertThat(forgotten).isEmpty();
    }

    /** No structures of the headers, but arrays and what pointers lead to. */
    private static final Set<String> PLAIN = Set.of("GUID", "UINT64", "BYTE_ARRAY16", "ZONE_INDICES");

    private static Object value(Field field) {
        try {
            field.setAccessible(true);
            return field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static void compare(Struct<?> struct, Abi abi) {
        Layout layout = struct.layout(abi);
        assertThat(layout.members()).isNotEmpty();
        for (Layout.Member member : layout.members()) {
            assertThat(LayoutFacts.member(struct.name(), member.name(), abi))
                    .as(struct.name() + "." + member.name())
                    .contains(new LayoutFacts.Place(member.offset(), member.size()));
        }
        assertThat(layout.size()).as("sizeof " + struct.name()).isEqualTo(LayoutFacts.size(struct.name(), abi));
    }

    /** A member left out would be zero by chance only; the unions have more members than anybody here uses. */
    @Test
    void nothingIsLeftOutButUnusedMembersOfUnions() {
        Set<String> shortened = Set.of(
                "FWP_VALUE0",
                "FWP_CONDITION_VALUE0",
                "IPSEC_SA0",
                "FWPM_ACTION0",
                "IPSEC_TRAFFIC1",
                "IKEEXT_AUTHENTICATION_METHOD2");
        List<String> incomplete = Structs.ALL.stream()
                .filter(struct -> struct.layout(Abi.BITS_64).members().size() < LayoutFacts.members(struct.name()))
                .map(Struct::name)
                .filter(name -> !shortened.contains(name))
                .collect(Collectors.toList());
        assertThat(incomplete).isEmpty();
    }
}
