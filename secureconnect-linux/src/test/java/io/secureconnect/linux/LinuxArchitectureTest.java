package io.secureconnect.linux;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import io.secureconnect.linux.backend.LinuxBackendProvider;
import io.secureconnect.spi.IpsecBackendProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** The arrows between the packages of this module. */
class LinuxArchitectureTest {
    private static final String ROOT = "io.secureconnect.linux";
    private final JavaClasses main = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void netlinkKnowsNobodyXfrmKnowsNetlinkTheBackendKnowsAll() {
        Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("backend")
                .definedBy(ROOT + ".backend")
                .layer("jna")
                .definedBy(ROOT + ".jna")
                .layer("udp")
                .definedBy(ROOT + ".udp")
                .layer("xfrm")
                .definedBy(ROOT + ".xfrm")
                .layer("netlink")
                .definedBy(ROOT + ".netlink")
                .whereLayer("backend")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("jna")
                .mayOnlyBeAccessedByLayers("backend")
                .whereLayer("udp")
                .mayOnlyBeAccessedByLayers("backend", "jna")
                .whereLayer("xfrm")
                .mayOnlyBeAccessedByLayers("backend", "udp")
                .whereLayer("netlink")
                .mayOnlyBeAccessedByLayers("backend", "jna", "udp", "xfrm")
                .check(main);
    }

    @Test
    void jnaStaysBehindItsWall() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".jna")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.sun.jna..")
                .check(main);
    }

    @Test
    void onlyTheProviderOpensSockets() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".backend")
                .and()
                .doNotHaveSimpleName("LinuxBackendProvider")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".jna")
                .check(main);
    }

    @Test
    void thisModuleKnowsTheApiAndNothingElseOfOurs() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.secureconnect.core..", "io.secureconnect.windows..", "io.secureconnect.testkit..")
                .check(main);
    }

    @Test
    void noClockAndNoRandomnessButTheProviders() {
        noClasses()
                .that()
                .doNotHaveSimpleName("LinuxBackendProvider")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.security.SecureRandom")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .check(main);
    }

    @Test
    void publicMethodsAreNotCalledGet() {
        methods().that().arePublic().should().haveNameNotMatching("get[A-Z].*").check(main);
    }

    @Test
    void namesSayARole() {
        classes()
                .should()
                .haveNameNotMatching(".*(Manager|Helper|Util|Utils|Impl)$")
                .check(main);
    }

    @Test
    void theProviderIsFoundOnTheClassPathAndOnTheModulePath() throws IOException {
        assertThat(ServiceLoader.load(IpsecBackendProvider.class))
                .filteredOn(provider -> provider.name().equals("linux"))
                .singleElement()
                .isInstanceOf(LinuxBackendProvider.class);
        assertThat(Files.readString(Path.of("src/main/java/module-info.java")))
                .contains("provides io.secureconnect.spi.IpsecBackendProvider with")
                .contains(LinuxBackendProvider.class.getName());
    }
}
