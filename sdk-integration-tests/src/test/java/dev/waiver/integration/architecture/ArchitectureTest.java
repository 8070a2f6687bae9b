/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.waiver.core.json.OpenEnum;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.stream.BaseStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The architecture rules: which module and package may use which, and how classes are named. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.waiver");

    @ParameterizedTest
    @CsvSource({
        "email, scanning",
        "email, detection",
        "scanning, email",
        "scanning, detection",
        "detection, email",
        "detection, scanning",
        "core, email",
        "core, scanning",
        "core, detection",
        "core, testing",
        "testing, core",
        "testing, email",
        "testing, scanning",
        "testing, detection",
        "email, testing",
        "scanning, testing",
        "detection, testing"
    })
    void staysOutOf(String module, String other) {
        noClasses()
                .that()
                .resideInAPackage("dev.waiver." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.waiver." + other + "..")
                .check(CLASSES);
    }

    @Test
    void coreKnowsNoVendor() {
        noClasses()
                .that()
                .resideInAPackage("dev.waiver.core..")
                .should()
                .haveSimpleNameContaining("Email")
                .orShould()
                .haveSimpleNameContaining("Scanning")
                .orShould()
                .haveSimpleNameContaining("Detection")
                .check(CLASSES);
    }

    @Test
    void onlyThrowablesEndInException() {
        classes()
                .that()
                .haveSimpleNameEndingWith("Exception")
                .should()
                .beAssignableTo(Throwable.class)
                .check(CLASSES);
        classes()
                .that()
                .areAssignableTo(Throwable.class)
                .should()
                .haveSimpleNameEndingWith("Exception")
                .check(CLASSES);
    }

    @Test
    void internalPackagesAreUsedByTheirModuleOnly() {
        for (String module : new String[] {"core", "email", "scanning", "detection", "governance", "testing"}) {
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.waiver." + module + "..")
                    .should()
                    .dependOnClassesThat(resideInAPackage("dev.waiver." + module + ".internal..")
                            // Exported to the vendor modules by name, and to governance, which also compares rules.
                            .and(not(resideInAnyPackage(
                                    "dev.waiver.core.internal.check",
                                    "dev.waiver.core.internal.client",
                                    "dev.waiver.core.internal.rules",
                                    "dev.waiver.email.internal",
                                    "dev.waiver.scanning.internal",
                                    "dev.waiver.detection.internal"))))
                    .check(CLASSES);
        }
    }

    @Test
    void whatCoreExportsToVendorModulesIsUsedByThemOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.waiver.core..",
                        "dev.waiver.email..",
                        "dev.waiver.scanning..",
                        "dev.waiver.detection..",
                        "dev.waiver.governance..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.waiver.core.spi..", "dev.waiver.core.internal..")
                .check(CLASSES);
    }

    @Test
    void vendorsKnowNeitherEachOtherNorGovernance() {
        List<String> vendors = List.of("email", "scanning", "detection");
        for (String vendor : vendors) {
            String[] others = Stream.concat(vendors.stream(), Stream.of("governance"))
                    .filter(other -> !other.equals(vendor))
                    .map(other -> "dev.waiver." + other + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("dev.waiver." + vendor + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .check(CLASSES);
        }
    }

    /** Of the vendors' internal packages, governance needs what compares rules, and nobody else needs anything. */
    @Test
    void internalPackagesOfVendorsAreUsedByGovernanceOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.waiver.email..",
                        "dev.waiver.scanning..",
                        "dev.waiver.detection..",
                        "dev.waiver.governance..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.waiver.email.internal..",
                        "dev.waiver.scanning.internal..",
                        "dev.waiver.detection.internal..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("dev.waiver.governance..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "dev.waiver.email.internal..",
                                "dev.waiver.scanning.internal..",
                                "dev.waiver.detection.internal..")
                        .and(not(simpleNameEndingWith("RuleComparator")))
                        .and(not(simpleNameEndingWith("RuleAdapter"))))
                .check(CLASSES);
    }

    @Test
    void theInternalPackagesOfCoreFormNoCycle() {
        slices().matching("dev.waiver.core.internal.(**)")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void theSpiDependsOnNoImplementation() {
        noClasses()
                .that()
                .resideInAPackage("dev.waiver.core.spi..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.waiver.core.internal..")
                .check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"core", "email", "scanning", "detection", "governance", "testing"})
    void signaturesHoldExportedTypesOnly(String module) throws IOException {
        assertThat(Files.readAllLines(Path.of("..", "api", "sdk-" + module + ".api")))
                .noneMatch(line -> isInternal(line));
        // The listing has no protected methods.
        for (JavaClass type : CLASSES) {
            if (type.getPackageName().startsWith("dev.waiver." + module)
                    && !isInternal(type.getName())
                    && type.getModifiers().contains(JavaModifier.PUBLIC)) {
                type.getMembers().stream()
                        .filter(member -> member.getModifiers().contains(JavaModifier.PUBLIC)
                                || member.getModifiers().contains(JavaModifier.PROTECTED))
                        .forEach(member -> assertThat(member.getAllInvolvedRawTypes())
                                .as(member.getFullName())
                                .noneMatch(involved -> isInternal(involved.getName())));
            }
        }
    }

    private static boolean isInternal(String name) {
        return name.contains(".internal.") || name.contains("dev.waiver.core.spi.");
    }

    /**
     * The common pool is the application's: what the SDK runs there waits behind the application's tasks. Without an
     * executor, the methods of {@code CompletableFuture} use it, or threads of their own.
     */
    @Test
    void nothingRunsOnAPoolOfTheApplication() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ForkJoinTask.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ForkJoinPool.class)
                .orShould()
                .callMethodWhere(new DescribedPredicate<JavaMethodCall>("the method uses the common pool") {
                    @Override
                    public boolean test(JavaMethodCall call) {
                        return usesCommonPool(call.getTarget());
                    }
                })
                .check(CLASSES);
    }

    private static boolean usesCommonPool(MethodCallTarget target) {
        String name = target.getName();
        boolean hasExecutor =
                target.getRawParameterTypes().stream().anyMatch(type -> type.isAssignableTo(Executor.class));
        if (target.getOwner().isAssignableTo(CompletionStage.class)) {
            return Set.of("orTimeout", "completeOnTimeout", "delayedExecutor", "defaultExecutor")
                            .contains(name)
                    || (name.endsWith("Async") && !hasExecutor);
        }
        return (name.equals("parallelStream") && target.getOwner().isAssignableTo(Collection.class))
                || (name.equals("parallel") && target.getOwner().isAssignableTo(BaseStream.class))
                || (name.startsWith("parallel") && target.getOwner().isEquivalentTo(Arrays.class));
    }

    @Test
    void vocabulariesAreOpenEnums() {
        classes()
                .that()
                .resideInAnyPackage(
                        "dev.waiver.email.model..", "dev.waiver.scanning.model..", "dev.waiver.detection.model..")
                .should(new ArchCondition<JavaClass>("be no public enum") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        // The SDK's builders create the kinds of scope; no service has words for them.
                        boolean ofTheSdk = type.getName().equals("dev.waiver.scanning.model.ScanningScope$Kind");
                        boolean broken = !ofTheSdk
                                && type.isEnum()
                                && type.getModifiers().contains(JavaModifier.PUBLIC);
                        events.add(new SimpleConditionEvent(type, !broken, type.getName() + " is an enum"));
                    }
                })
                .check(CLASSES);
    }

    @Test
    void everyConstantOfAnOpenEnumIsKnown() throws ReflectiveOperationException {
        int checked = 0;
        for (JavaClass type : CLASSES) {
            if (type.isAssignableTo(OpenEnum.class) && !type.isEquivalentTo(OpenEnum.class)) {
                Class<?> words = type.reflect();
                List<Object> constants = new ArrayList<>();
                for (Field field : words.getFields()) {
                    if (field.getType() == words && Modifier.isStatic(field.getModifiers())) {
                        constants.add(field.get(null));
                    }
                }
                assertThat(Set.copyOf((List<?>) words.getMethod("known").invoke(null)))
                        .as(type.getName())
                        .isEqualTo(Set.copyOf(constants));
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(8);
    }
}
