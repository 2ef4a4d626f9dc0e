package io.secureconnect.core.keying;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Keying does no I/O, asks no clock, draws no random number of its own, and knows Bouncy Castle in one package only. */
class KeyingArchitectureTest {
    private static final JavaClasses KEYING = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.secureconnect.core.keying");

    @Test
    void only_the_package_bc_knows_bouncy_castle() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.secureconnect.core.keying.bc")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.bouncycastle..", "io.secureconnect.core.keying.bc")
                .check(KEYING);
    }

    /** What asks an embedder's credential source says in the log why it failed; certificates are the JDK's. */
    @Test
    void only_what_asks_for_credentials_logs_and_knows_certificates() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..core.keying.ike..", "..core.keying.daemon..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.security..", "org.slf4j..")
                .check(KEYING);
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.security.SecureRandom")
                .check(KEYING);
    }

    @Test
    void it_is_sans_io() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..", "java.net..", "java.util.concurrent..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.Thread")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.Clock")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .check(KEYING);
    }

    @Test
    void it_knows_nothing_of_its_neighbours_in_the_core() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.secureconnect.core.runtime..",
                        "io.secureconnect.core.resolve..",
                        "io.secureconnect.core.reconcile..",
                        "io.secureconnect.core.policy..")
                .check(KEYING);
    }
}
