/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.waiver.core.Inferred;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Everything that rests on inferred vendor behavior carries {@link Inferred}, and {@code docs/inferred.md} lists it. To
 * accept a change: {@code mvn -pl sdk-integration-tests -am test -Dtest=InferredTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dinferred.update=true}.
 */
class InferredTest {
    private static final Path TABLE = Path.of("..", "docs", "inferred.md");
    private static final List<String> VENDORS = List.of("email", "scanning", "detection");

    /** A Javadoc comment and the declaration after it, up to its body or end. */
    private static final Pattern DECLARATION =
            Pattern.compile("/\\*\\*((?:(?!\\*/).)*?)\\*/([^{;]*)[{;]", Pattern.DOTALL);

    private static final Pattern TYPE = Pattern.compile("\\b(class|interface|record|enum)\\s+\\w+");

    @Test
    void theTableListsEveryInferredMember() throws IOException {
        String wanted = table();
        if (Boolean.getBoolean("inferred.update")) {
            Files.writeString(TABLE, wanted);
        }
        assertThat(Files.readString(TABLE))
                .as("docs/inferred.md; see InferredTest for how to accept a change")
                .isEqualTo(wanted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"email", "scanning", "detection"})
    void whatTheJavadocCallsInferredIsAnnotated(String vendor) throws IOException {
        Path sources = Path.of("..", "sdk-" + vendor, "src", "main", "java");
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                if (!file.toString().contains("internal")) {
                    // Empties string literals: braces in them, such as those of paths, do not end a declaration.
                    String source = Files.readString(file).replaceAll("\"(?:[^\"\\\\\n]|\\\\.)*\"", "\"\"");
                    Matcher declaration = DECLARATION.matcher(source);
                    boolean typeIsInferred = false;
                    while (declaration.find()) {
                        String declared = declaration.group(2);
                        boolean isType = TYPE.matcher(declared).find();
                        boolean annotated = declared.contains("@Inferred");
                        typeIsInferred |= isType && annotated;
                        // The Javadoc of a type may repeat what is annotated at its members.
                        boolean shown = annotated || typeIsInferred || (isType && source.contains("@Inferred("));
                        if (declaration.group(1).contains("Inferred:")
                                && !shown
                                && !declared.strip().startsWith("private")) {
                            found.add(file.getFileName() + ": " + declared.strip());
                        }
                    }
                }
            }
        }
        assertThat(found).isEmpty();
    }

    private static String table() {
        StringBuilder out = new StringBuilder("""
                # Inferred vendor behavior

                The vendors' documentation is silent in places and contradicts itself in others. What the SDK infers there, from
                samples, from other clients or by the more cautious reading, carries the annotation `@Inferred`. These
                tables are generated from it (`InferredTest`). An entry for a type applies to all of its members.
                """);
        for (String vendor : VENDORS) {
            JavaClasses classes = new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.waiver." + vendor);
            Map<String, String> rows = new TreeMap<>();
            classes.stream()
                    .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                    .filter(type -> !type.getPackageName().contains(".internal"))
                    .forEach(type -> {
                        row(rows, name(type), type);
                        type.getMembers().stream()
                                .filter(InferredTest::isPublic)
                                .forEach(member -> row(rows, name(type) + "." + name(member), member));
                    });
            out.append("\n## ").append(vendor).append("\n\n| member | inferred |\n| --- | --- |\n");
            rows.forEach((member, inferred) -> out.append("| `")
                    .append(member)
                    .append("` | ")
                    .append(inferred)
                    .append(" |\n"));
        }
        return out.toString();
    }

    private static boolean isPublic(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC)
                && !member.getModifiers().contains(JavaModifier.SYNTHETIC);
    }

    private static void row(Map<String, String> rows, String name, CanBeAnnotated element) {
        if (element.isAnnotatedWith(Inferred.class)) {
            Inferred inferred = element instanceof JavaClass type
                    ? type.getAnnotationOfType(Inferred.class)
                    : ((JavaMember) element).getAnnotationOfType(Inferred.class);
            rows.put(name, inferred.value().replace("|", "\\|"));
        }
    }

    private static String name(JavaClass type) {
        return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
    }

    private static String name(JavaMember member) {
        return member instanceof JavaMethod method
                ? method.getName()
                        + method.getRawParameterTypes().stream()
                                .map(JavaClass::getSimpleName)
                                .collect(Collectors.joining(", ", "(", ")"))
                : member.getName();
    }
}
