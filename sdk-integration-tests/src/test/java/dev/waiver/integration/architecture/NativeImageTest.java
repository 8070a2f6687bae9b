/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.Converter;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.waiver.core.json.OpenEnum;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each jar lists for GraalVM's native image what is accessed by reflection: proxies of the API interfaces for Retrofit,
 * models and their parts for Jackson. The expected lists are derived from the module's classes, so that a missing
 * interface or model fails here. To accept a change: {@code mvn -pl sdk-integration-tests -am test
 * -Dtest=NativeImageTest -Dsurefire.failIfNoSpecifiedTests=false -Dnative.update=true}.
 */
class NativeImageTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(strings = {"core", "email", "scanning", "detection"})
    void listsWhatIsReachedByReflection(String module) throws Exception {
        Set<Class<?>> classes = classes("dev.waiver." + module);
        Set<Class<?>> interfaces = sorted(classes.stream().filter(NativeImageTest::isApi));
        Set<Class<?>> reflected = sorted(classes.stream().filter(c -> isApi(c) || isRead(c)));
        interfaces.forEach(
                api -> Arrays.stream(api.getDeclaredMethods()).forEach(m -> addTypes(m, classes, reflected)));

        if (module.equals("core")) {
            assertThat(reflected).isNotEmpty();
        } else {
            assertThat(interfaces).isNotEmpty();
            assertThat(reflected).hasSizeGreaterThan(interfaces.size());
        }
        agrees(module, "reflect-config.json", reflectConfig(reflected));
        if (!interfaces.isEmpty()) {
            agrees(module, "proxy-config.json", proxyConfig(interfaces));
        }
    }

    private static Set<Class<?>> classes(String root) {
        return sorted(new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(root).stream()
                        .filter(c -> !c.isAnonymousClass() && !c.getSimpleName().equals("package-info"))
                        .map(NativeImageTest::load));
    }

    private static Class<?> load(JavaClass type) {
        try {
            return Class.forName(type.getName(), false, NativeImageTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static Set<Class<?>> sorted(Stream<Class<?>> classes) {
        return classes.collect(Collectors.toCollection(() -> new TreeSet<>(Comparator.comparing(Class::getName))));
    }

    /** Returns whether a type is a Retrofit interface. */
    private static boolean isApi(Class<?> type) {
        return type.isInterface()
                && Arrays.stream(type.getDeclaredMethods()).anyMatch(m -> isAnnotated(m, "retrofit2.http."));
    }

    /** Returns whether Jackson introspects or instantiates a type. */
    private static boolean isRead(Class<?> type) {
        return !type.isAnnotation()
                && (type.getPackageName().endsWith(".model")
                        || JsonDeserializer.class.isAssignableFrom(type)
                        || JsonSerializer.class.isAssignableFrom(type)
                        || Converter.class.isAssignableFrom(type)
                        || OpenEnum.class.isAssignableFrom(type)
                        || isAnnotated(type, "com.fasterxml.jackson.")
                        || Stream.of(
                                        type.getDeclaredMethods(),
                                        type.getDeclaredFields(),
                                        type.getDeclaredConstructors())
                                .flatMap(Arrays::stream)
                                .anyMatch(m -> isAnnotated(m, "com.fasterxml.jackson.")
                                        || (m instanceof Executable e
                                                && Arrays.stream(e.getParameters())
                                                        .anyMatch(p -> isAnnotated(p, "com.fasterxml.jackson.")))));
    }

    private static boolean isAnnotated(AnnotatedElement element, String prefix) {
        return Arrays.stream(element.getDeclaredAnnotations())
                .map(Annotation::annotationType)
                .anyMatch(a -> a.getName().startsWith(prefix));
    }

    /** Adds the module's own types that a method of an API interface takes or returns. */
    private static void addTypes(Method method, Set<Class<?>> module, Set<Class<?>> found) {
        Stream.concat(Stream.of(method.getGenericReturnType()), Arrays.stream(method.getGenericParameterTypes()))
                .forEach(t -> addType(t, module, found));
    }

    private static void addType(Type type, Set<Class<?>> module, Set<Class<?>> found) {
        if (type instanceof Class<?> c) {
            if (c.isArray()) {
                addType(c.getComponentType(), module, found);
            } else if (module.contains(c)) {
                found.add(c);
            }
        } else if (type instanceof ParameterizedType p) {
            addType(p.getRawType(), module, found);
            Arrays.stream(p.getActualTypeArguments()).forEach(a -> addType(a, module, found));
        } else if (type instanceof GenericArrayType a) {
            addType(a.getGenericComponentType(), module, found);
        } else if (type instanceof WildcardType w) {
            Arrays.stream(w.getUpperBounds()).forEach(b -> addType(b, module, found));
        }
    }

    private static ArrayNode reflectConfig(Set<Class<?>> types) {
        ArrayNode config = JSON.createArrayNode();
        for (Class<?> type : types) {
            ObjectNode entry = config.addObject().put("name", type.getName());
            entry.put("allDeclaredConstructors", true);
            entry.put("allDeclaredMethods", true);
            entry.put("allDeclaredFields", true);
        }
        return config;
    }

    private static ArrayNode proxyConfig(Set<Class<?>> interfaces) {
        ArrayNode config = JSON.createArrayNode();
        interfaces.forEach(api -> config.addObject().putArray("interfaces").add(api.getName()));
        return config;
    }

    private static void agrees(String module, String name, JsonNode config) throws IOException {
        Path file = Path.of(
                "..", "sdk-" + module, "src/main/resources/META-INF/native-image/dev.waiver/sdk-" + module, name);
        String now = lines(config);
        if (Boolean.getBoolean("native.update")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, now);
        }
        assertThat(now)
                .as("%s of sdk-%s; see NativeImageTest for how to accept a change", name, module)
                .isEqualTo(Files.readString(file));
    }

    /** Writes one entry per line, so that changes are easy to review. */
    private static String lines(JsonNode config) {
        return Stream.iterate(0, i -> i < config.size(), i -> i + 1)
                .map(i -> "  " + config.get(i))
                .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }
}
