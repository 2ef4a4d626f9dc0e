package io.secureconnect.examples;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ExamplesArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.secureconnect.examples");

    @Test
    void commandsAreEmbeddersOfTheApiAndOnlyTheQuickstartKnowsTheTestkit() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.secureconnect.core..", "io.secureconnect.linux..", "io.secureconnect.windows..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage("io.secureconnect.examples.quickstart..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.secureconnect.testkit..")
                .check(CLASSES);
    }

    @Test
    void timeAndRandomnessComeFromOutside() {
        noClasses()
                .that()
                .doNotHaveSimpleName("SystemClock")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .check(CLASSES);
        noClasses()
                .that()
                .doNotHaveSimpleName("Main")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(SecureRandom.class)
                .check(CLASSES);
    }

    @Test
    void picocliStaysInCommands() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.secureconnect.examples.agent..",
                        "io.secureconnect.examples.console..",
                        "io.secureconnect.examples.doctor..",
                        "io.secureconnect.examples.file..")
                .should()
                .dependOnClassesThat(resideInAPackage("picocli.."))
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.secureconnect.examples.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }
}
