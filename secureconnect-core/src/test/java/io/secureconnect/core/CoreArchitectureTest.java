package io.secureconnect.core;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.KeyMaterial;
import io.secureconnect.core.ike.crypto.IkeCrypto;
import io.secureconnect.core.ike.session.ChildSpis;
import io.secureconnect.core.ike.task.NatDetection;
import io.secureconnect.core.ike.v1.crypto.bc.StandardIsakmpCrypto;
import io.secureconnect.core.runtime.CoreProvider;
import io.secureconnect.spi.SecureConnectProvider;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who in the core may know whom, and where alone threads, files, clocks and Bouncy Castle are. */
class CoreArchitectureTest {
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.secureconnect.core..");

    @Test
    void knowsNoKernel() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.secureconnect.linux..", "io.secureconnect.windows..", "io.secureconnect.testkit..")
                .check(CORE);
    }

    @Test
    void partsKnowOnlyWhatTheyBuildUpon() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("io.secureconnect.core..")
                .layer("resolve")
                .definedBy("..core.resolve..")
                .layer("json")
                .definedBy("..core.json..")
                .layer("policy")
                .definedBy("..core.policy..")
                .layer("reconcile")
                .definedBy("..core.reconcile..")
                .layer("keying")
                .definedBy("..core.keying..")
                .layer("runtime")
                .definedBy("..core.runtime..")
                .whereLayer("resolve")
                .mayOnlyBeAccessedByLayers("json", "policy")
                .whereLayer("json")
                .mayOnlyBeAccessedByLayers("policy")
                .whereLayer("policy")
                .mayOnlyBeAccessedByLayers("runtime")
                .whereLayer("reconcile")
                .mayOnlyBeAccessedByLayers("runtime")
                .whereLayer("keying")
                .mayOnlyBeAccessedByLayers("runtime")
                .whereLayer("runtime")
                .mayNotBeAccessedByAnyLayer()
                .check(CORE);
    }

    /** Inside IKE, from what knows nobody to what knows all. */
    private static final List<List<String>> IKE = List.of(
            List.of("..core.ike.registry.."),
            List.of("..core.ike.wire.."),
            List.of("..core.ike.rules.."),
            List.of("..core.pki.."),
            List.of("..core.ike.crypto.."),
            List.of("..core.ike.keys..", "..core.ike.auth.."),
            List.of("..core.ike.exchange..", "..core.ike.negotiate.."),
            List.of("..core.ike.task.."),
            List.of("..core.ike.session.."),
            List.of("..core.ike.host.."),
            List.of("..core.keying.."),
            List.of("..core.runtime.."));

    @Test
    void partsOfIkeKnowOnlyWhatTheyBuildUpon() {
        knowOnlyWhatTheyBuildUpon(IKE);
    }

    private static void knowOnlyWhatTheyBuildUpon(List<List<String>> layers) {
        for (int layer = 0; layer < layers.size(); layer++) {
            List<String> above = layers.subList(layer + 1, layers.size()).stream()
                    .flatMap(List::stream)
                    .toList();
            for (String part : layers.get(layer)) {
                if (!above.isEmpty()) {
                    noClasses()
                            .that()
                            .resideInAPackage(part)
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(above.toArray(String[]::new))
                            .check(CORE);
                }
            }
        }
    }

    @Test
    void ikeKnowsNoPolicyAndNoRuntime() {
        noClasses()
                .that()
                .resideInAnyPackage("..core.ike..", "..core.pki..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..core.resolve..", "..core.json..", "..core.policy..", "..core.reconcile..")
                .check(CORE);
    }

    @Test
    void theRuntimeSpeaksToIkeThroughItsKeying() {
        noClasses()
                .that()
                .resideInAPackage("..core.runtime..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("..core.ike..")
                        .and(not(type(ChildSpis.class)))
                        .and(not(type(IkeCrypto.class)))
                        .and(not(resideInAnyPackage("..core.ike.crypto.bc..")))
                        .and(not(type(StandardIsakmpCrypto.class))))
                .check(CORE);
    }

    /** Inside IKEv1, likewise; each part also knows what both versions share. */
    private static final List<List<String>> ISAKMP = List.of(
            List.of("..core.ike.v1.registry.."),
            List.of("..core.ike.v1.wire.."),
            List.of("..core.ike.v1.crypto.."),
            List.of("..core.ike.v1.keys..", "..core.ike.v1.auth..", "..core.ike.v1.negotiate.."),
            List.of("..core.ike.v1.exchange.."),
            List.of("..core.ike.v1.mainmode..", "..core.ike.v1.quickmode..", "..core.ike.v1.informational.."),
            List.of("..core.ike.v1.session.."));

    @Test
    void partsOfIkev1KnowOnlyWhatTheyBuildUpon() {
        knowOnlyWhatTheyBuildUpon(ISAKMP);
    }

    @Test
    void ikev1KnowsNothingOfIkev2ButWhatBothShare() {
        noClasses()
                .that()
                .resideInAPackage("..core.ike.v1..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "..core.ike.wire.v2..",
                                "..core.ike.task..",
                                "..core.ike.host..",
                                "..core.keying..",
                                "..core.runtime..")
                        .and(not(type(NatDetection.class))))
                .check(CORE);
    }

    /** What has to change when IKEv1 goes; all else of it is below {@code core.ike.v1}, and is deleted. */
    private static final Set<String> SEAMS_OF_IKEV1 = Set.of(
            // deleted with it
            "io.secureconnect.core.ike.host.IsakmpAdmission",
            "io.secureconnect.core.ike.host.IsakmpParts",
            "io.secureconnect.core.ike.host.IsakmpSessions",
            "io.secureconnect.core.ike.host.IsakmpTermsSource",
            "io.secureconnect.core.keying.ike.IsakmpOptionsTerms",
            // lose a parameter each
            "io.secureconnect.core.keying.ike.IkeKeying",
            "io.secureconnect.core.runtime.CoreProvider");

    @Test
    void ikev1CanBeTakenOutByItself() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..core.ike.v1..")
                .and(describe("are no seam of IKEv1", type -> !SEAMS_OF_IKEV1.contains(outermost(type))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..core.ike.v1..")
                .check(CORE);
        for (String seam : SEAMS_OF_IKEV1) {
            assertThat(CORE.stream()
                            .filter(type -> outermost(type).equals(seam))
                            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                            .map(known -> known.getTargetClass().getPackageName()))
                    .as("what %s knows, which is listed as a seam of IKEv1", seam)
                    .anyMatch(known -> known.startsWith("io.secureconnect.core.ike.v1"));
        }
    }

    private static String outermost(JavaClass type) {
        return type.getName().replaceAll("\\$.*", "");
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.secureconnect.core.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CORE);
    }

    @Test
    void onlyTheRuntimeHasThreadsFilesSocketsAndClocks() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..core.runtime..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "java.net..", "java.nio.file..", "java.nio.channels..", "java.util.concurrent")
                        .and(not(type(Path.class))))
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.(time\\.Clock|security\\.SecureRandom|util\\.Random|lang\\.Thread)")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .check(CORE);
    }

    @Test
    void theRuntimeAsksTheSystemForTheTimeInOnePlace() {
        noClasses()
                .that()
                .doNotHaveSimpleName("SystemTime")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CORE);
    }

    @Test
    void nobodySleeps() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(CORE);
    }

    @Test
    void bouncyCastleStaysBehindItsPort() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..bc..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.bouncycastle..")
                .check(CORE);
    }

    @Test
    void noTextIsMadeFromKeysOrOctets() {
        noMethods().that().haveName("toString").should(readKeysOrOctets()).check(CORE);
        noFields()
                .that()
                .haveRawType(byte[].class)
                .should()
                .beDeclaredInClassesThat()
                .areRecords()
                .because("a record prints its components")
                .check(CORE);
    }

    private static ArchCondition<JavaMethod> readKeysOrOctets() {
        return new ArchCondition<>("read fields of keys or octets") {
            @Override
            public void check(JavaMethod text, ConditionEvents events) {
                boolean reads = text.getFieldAccesses().stream()
                        .map(access -> access.getTarget().getRawType())
                        .anyMatch(field -> field.isEquivalentTo(byte[].class)
                                || field.isEquivalentTo(SecretBytes.class)
                                || field.isEquivalentTo(KeyMaterial.class));
                events.add(new SimpleConditionEvent(text, reads, text.getFullName()));
            }
        };
    }

    @Test
    void nothingIsLeftToChance() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.util\\.(concurrent\\.ThreadLocalRandom|Random|SplittableRandom)")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(Collection.class, "parallelStream")
                .check(CORE);
    }

    @Test
    void thirdPartiesAreTheFourThatWereChosen() {
        classes()
                .should()
                .onlyDependOnClassesThat(not(resideOutsideOfPackages(
                        "java..",
                        "javax.crypto..",
                        "javax.security.auth.x500..",
                        "io.secureconnect..",
                        "com.fasterxml.jackson..",
                        "org.bouncycastle..",
                        "org.roaringbitmap..",
                        "org.slf4j..",
                        "org.jspecify..")))
                .check(CORE);
    }

    @Test
    void theRuntimeShowsNothingButItsProvider() {
        classes()
                .that()
                .resideInAPackage("..core.runtime..")
                .and()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .should()
                .be(CoreProvider.class)
                .check(CORE);
        classes()
                .that()
                .implement(SecureConnectProvider.class)
                .should()
                .be(CoreProvider.class)
                .check(CORE);
    }

    @Test
    void nobodyPrints() {
        noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CORE);
    }
}
