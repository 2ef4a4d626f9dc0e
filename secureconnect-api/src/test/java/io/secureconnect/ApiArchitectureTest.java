package io.secureconnect;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the API may know: nothing but the JDK and itself, and no clock, socket, thread or randomness of its own. */
class ApiArchitectureTest {
    private static final JavaClasses API = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.secureconnect");

    private static final DescribedPredicate<JavaClass> PATHS = DescribedPredicate.describe(
            "paths", type -> type.getBaseComponentType().isEquivalentTo(Path.class));

    @Test
    void needsNothingButTheJdk() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.secureconnect..", "java..", "org.jspecify..", "org.immutables..", "javax..")
                .check(API);
    }

    @Test
    void doesNoInputOrOutputAndReadsNoClock() {
        // A Path names a file and does nothing to it.
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.net..", "java.nio.file..", "java.nio.channels..")
                        .and(not(PATHS)))
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.(time\\.Clock|security\\.SecureRandom|util\\.Random|lang\\.Thread)")
                .check(API);
    }

    @Test
    void theVocabularyKnowsNeitherPolicyNorPorts() {
        noClasses()
                .that()
                .resideInAPackage("io.secureconnect.api.sa..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.secureconnect.api.policy..",
                        "io.secureconnect.api.plan..",
                        "io.secureconnect.api.keying..",
                        "io.secureconnect.spi..")
                .check(API);
    }

    @Test
    void policyPlanAndVocabularyHaveNoCycles() {
        slices().matching("io.secureconnect.api.(policy|plan|sa|auth|error)..")
                .should()
                .beFreeOfCycles()
                .check(API);
    }
}
