/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The folder {@code api} lists the public API of each module, so that every change of it appears as a diff. To accept a
 * change: {@code mvn -pl sdk-integration-tests -am test -Dtest=ApiListingTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Dapi.update=true}.
 */
class ApiListingTest {
    private static final Path LISTINGS = Path.of("..", "api");

    @ParameterizedTest
    @ValueSource(strings = {"core", "email", "scanning", "detection", "governance", "testing"})
    void agreesWithTheListing(String module) throws Exception {
        String now = listing("dev.waiver." + module);
        Path file = LISTINGS.resolve("sdk-" + module + ".api");
        if (Boolean.getBoolean("api.update")) {
            Files.createDirectories(LISTINGS);
            Files.writeString(file, now);
        }
        assertThat(now)
                .as("public API of sdk-" + module + "; see ApiListingTest for how to accept a change")
                .isEqualTo(Files.readString(file));
    }

    private static String listing(String moduleName) throws IOException, ClassNotFoundException {
        ModuleReference module = find(moduleName);
        Set<String> exported = module.descriptor().exports().stream()
                .filter(e -> !e.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toSet());
        Set<String> lines = new TreeSet<>();
        try (ModuleReader reader = module.open();
                Stream<String> files = reader.list()) {
            for (String file : files.filter(f -> f.endsWith(".class")).toList()) {
                String name =
                        file.substring(0, file.length() - ".class".length()).replace('/', '.');
                int dot = name.lastIndexOf('.');
                if (dot > 0 && exported.contains(name.substring(0, dot)) && !name.endsWith(".package-info")) {
                    add(Class.forName(name, false, ApiListingTest.class.getClassLoader()), lines);
                }
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static ModuleReference find(String name) {
        Path[] path = Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .map(Path::of)
                .filter(p -> p.toString().contains("sdk-"))
                .filter(Files::exists)
                .toArray(Path[]::new);
        return Arrays.stream(path)
                .flatMap(p -> {
                    try {
                        return ModuleFinder.of(p).find(name).stream();
                    } catch (java.lang.module.FindException e) {
                        return Stream.empty();
                    }
                })
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not on the class path"));
    }

    private static boolean visible(Class<?> type) {
        for (Class<?> c = type; c != null; c = c.getEnclosingClass()) {
            if (!Modifier.isPublic(c.getModifiers()) && !Modifier.isProtected(c.getModifiers())) {
                return false;
            }
        }
        return true;
    }

    private static void add(Class<?> type, Set<String> lines) {
        if (!visible(type)) {
            return;
        }
        String name = type.getName();
        List<String> supers = new ArrayList<>();
        if (type.getGenericSuperclass() != null && type.getSuperclass() != Object.class) {
            supers.add(type.getGenericSuperclass().getTypeName());
        }
        Arrays.stream(type.getGenericInterfaces()).map(Object::toString).forEach(supers::add);
        lines.add(name + " " + modifiers(type.getModifiers() & ~0x20) + kind(type)
                + (supers.isEmpty() ? "" : " : " + String.join(", ", supers)));
        for (Constructor<?> c : type.getDeclaredConstructors()) {
            if (shown(c)) {
                lines.add(name + "#<init>" + parameters(c.getGenericParameterTypes()));
            }
        }
        for (Field f : type.getDeclaredFields()) {
            if (shown(f)) {
                lines.add(name + "#" + f.getName() + " : " + modifiers(f.getModifiers())
                        + f.getGenericType().getTypeName());
            }
        }
        // Includes members inherited from types that are not public, such as generated builders.
        for (Method m : type.getMethods()) {
            if (shown(m) && !m.isBridge() && (m.getDeclaringClass() == type || !visible(m.getDeclaringClass()))) {
                lines.add(name + "#" + m.getName() + parameters(m.getGenericParameterTypes()) + " : "
                        + modifiers(m.getModifiers() & ~Modifier.VOLATILE & ~Modifier.TRANSIENT)
                        + m.getGenericReturnType().getTypeName());
            }
        }
    }

    private static boolean shown(Member member) {
        return !member.isSynthetic()
                && (Modifier.isPublic(member.getModifiers()) || Modifier.isProtected(member.getModifiers()));
    }

    private static String modifiers(int modifiers) {
        String text = Modifier.toString(modifiers & ~Modifier.INTERFACE & ~Modifier.PUBLIC);
        return text.isEmpty() ? "" : text + " ";
    }

    private static String kind(Class<?> type) {
        return type.isAnnotation()
                ? "annotation"
                : type.isInterface() ? "interface" : type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
    }

    private static String parameters(java.lang.reflect.Type[] types) {
        return Arrays.stream(types)
                .map(java.lang.reflect.Type::getTypeName)
                .collect(Collectors.joining(", ", "(", ")"));
    }
}
