package io.secureconnect.windows;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import io.secureconnect.spi.IpsecBackendProvider;
import io.secureconnect.windows.backend.WindowsBackendProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** The arrows between the packages of this module. */
class WindowsArchitectureTest {
    private static final String ROOT = "io.secureconnect.windows";
    private final JavaClasses main = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void structuresKnowNobodyThePortKnowsThemAndTheBackendKnowsThePort() {
        Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true)
                .layer("abi")
                .definedBy(ROOT + ".abi")
                .layer("wfp")
                .definedBy(ROOT + ".wfp")
                .layer("engine")
                .definedBy(ROOT + ".engine")
                .layer("jna")
                .definedBy(ROOT + ".jna")
                .layer("udp")
                .definedBy(ROOT + ".udp")
                .layer("backend")
                .definedBy(ROOT + ".backend")
                .layer("nativekeying")
                .definedBy(ROOT + ".nativekeying")
                .layer("store")
                .definedBy(ROOT + ".store..")
                .layer("audit")
                .definedBy(ROOT + ".audit..")
                .layer("selftest")
                .definedBy(ROOT + ".selftest")
                .layer("exam")
                .definedBy(ROOT + ".exam")
                .whereLayer("wfp")
                .mayOnlyBeAccessedByLayers("engine", "jna", "backend", "nativekeying", "selftest", "exam")
                .whereLayer("engine")
                .mayOnlyBeAccessedByLayers("jna", "backend", "nativekeying", "selftest", "exam")
                .whereLayer("jna")
                .mayOnlyBeAccessedByLayers("backend", "exam")
                .whereLayer("udp")
                .mayOnlyBeAccessedByLayers("backend")
                .whereLayer("backend")
                .mayOnlyBeAccessedByLayers("selftest")
                .whereLayer("nativekeying")
                .mayOnlyBeAccessedByLayers("backend", "selftest")
                .whereLayer("store")
                .mayOnlyBeAccessedByLayers("exam")
                .whereLayer("audit")
                .mayOnlyBeAccessedByLayers("exam")
                .whereLayer("selftest")
                .mayOnlyBeAccessedByLayers("exam")
                .whereLayer("exam")
                .mayNotBeAccessedByAnyLayer()
                .check(main);
    }

    @Test
    void onlyTheProviderOpensTheLibraryAndSockets() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".backend")
                .and()
                .doNotHaveSimpleName("WindowsBackendProvider")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".jna", "com.sun.jna..", "java.net..", "java.nio.channels..")
                .check(main);
    }

    @Test
    void thisModuleKnowsTheApiAndNothingElseOfOurs() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.secureconnect.core..", "io.secureconnect.linux..", "io.secureconnect.testkit..")
                .check(main);
    }

    @Test
    void theBackendHasNoClockAndNoRandomness() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".abi", ROOT + ".wfp", ROOT + ".engine", ROOT + ".backend", ROOT + ".udp")
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
    void publicMethodsAreNotCalledGetUnlessJavaOrJnaNameThemSo() {
        methods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .areNotAssignableTo(java.security.Key.class)
                .and()
                .areDeclaredInClassesThat()
                .areNotAssignableTo(com.sun.jna.CallbackProxy.class)
                .should()
                .haveNameNotMatching("get[A-Z].*")
                .check(main);
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
                .filteredOn(provider -> provider.name().equals("windows"))
                .singleElement()
                .isInstanceOf(WindowsBackendProvider.class);
        assertThat(Files.readString(Path.of("src/main/java/module-info.java")))
                .contains("provides io.secureconnect.spi.IpsecBackendProvider with")
                .contains(WindowsBackendProvider.class.getName());
    }
}
