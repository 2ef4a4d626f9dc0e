package io.secureconnect.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.KeyMaterial;
import io.secureconnect.testkit.kernel.MemoryBackendProvider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Who may know whom, and that nothing here has a clock, a thread or randomness of its own. */
class TestkitArchitectureTest {
    private static final JavaClasses TESTKIT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.secureconnect.testkit..");

    @Test
    void knowsTheApiAndNoRealBackendAndOfTheCoreItsIkeAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.secureconnect.testkit.ike..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.secureconnect.core..")
                .check(TESTKIT);
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.secureconnect.api..",
                        "io.secureconnect.spi..",
                        "io.secureconnect.testkit..",
                        "io.secureconnect.core.ike..",
                        "java..",
                        "javax.crypto..",
                        "javax.security.auth.x500..",
                        "org.jspecify..",
                        "org.junit.jupiter.api..",
                        "org.assertj..",
                        "org.opentest4j..")
                .check(TESTKIT);
    }

    @Test
    void kernelNetTimeAndFleetRunWithoutAnyTestFramework() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "..testkit.kernel..",
                        "..testkit.net..",
                        "..testkit.time..",
                        "..testkit.fleet..",
                        "..testkit.ike..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.junit..", "org.assertj..", "org.opentest4j..")
                .check(TESTKIT);
    }

    @Test
    void readsNoClockOpensNoSocketAndRollsNoDiceOfItsOwn() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net..", "java.nio.channels..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.(time\\.Clock|security\\.SecureRandom|lang\\.Thread\\$Builder)")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .check(TESTKIT);
    }

    @Test
    void onlyPolicyAssertionsReadFiles() {
        noClasses()
                .that(are(
                        "outside PolicyAssertions",
                        type -> !type.getSimpleName().equals("PolicyAssertions")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.nio.file..")
                .check(TESTKIT);
    }

    @Test
    void onlySeededRandomIsRandom() {
        noClasses()
                .that(are("outside SeededRandom", type -> !type.getSimpleName().equals("SeededRandom")))
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Random")
                .check(TESTKIT);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.secureconnect.testkit.(*)..")
                .should()
                .beFreeOfCycles()
                .check(TESTKIT);
    }

    @Test
    void whoHoldsAKeySaysForItselfWhatItsTextIs() {
        DescribedPredicate<JavaClass> holdKeys = are(
                "hold keys",
                type -> type.getAllFields().stream()
                        .map(JavaField::getRawType)
                        .anyMatch(field -> field.isAssignableTo(SecretBytes.class)
                                || field.isAssignableTo(KeyMaterial.class)
                                || field.isAssignableTo("javax.crypto.spec.SecretKeySpec")
                                || field.isAssignableTo("javax.crypto.Cipher")));
        List<JavaClass> holders = TESTKIT.stream().filter(holdKeys).collect(Collectors.toList());
        assertThat(holders)
                .isNotEmpty()
                .allSatisfy(holder -> assertThat(holder.tryGetMethod("toString"))
                        .as(holder.getName() + " must not leave its text to chance")
                        .isPresent());
    }

    @Test
    void theModuleAndTheServiceFileNameTheSameProviders() throws IOException {
        URL classes = MemoryBackendProvider.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation();
        ModuleDescriptor descriptor;
        try (InputStream in = new URL(classes, "module-info.class").openStream()) {
            descriptor = ModuleDescriptor.read(in);
        }
        for (ModuleDescriptor.Provides provides : descriptor.provides()) {
            try (InputStream in = new URL(classes, "META-INF/services/" + provides.service()).openStream()) {
                assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines())
                        .containsExactlyElementsOf(provides.providers());
            }
        }
        assertThat(descriptor.provides()).hasSize(1);
    }

    private static DescribedPredicate<JavaClass> are(String description, Predicate<JavaClass> predicate) {
        return DescribedPredicate.describe(description, predicate);
    }
}
