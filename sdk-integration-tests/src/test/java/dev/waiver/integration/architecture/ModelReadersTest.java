/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.integration.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectReader;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.waiver.core.json.JsonCodec;
import dev.waiver.core.json.JsonModel;
import dev.waiver.detection.model.DetectionExceptionPage;
import dev.waiver.detection.model.DetectionRuleSetPage;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every generated model is read directly into the arguments of its constructor. A model of an unexpected shape would
 * silently be read by Jackson, which takes twice the memory and loses the order of unknown members.
 */
class ModelReadersTest {
    /** Pages have a deserializer for their items, which only Jackson supports. Their items are read directly. */
    private static final Set<Class<?>> READ_BY_JACKSON =
            Set.of(DetectionExceptionPage.class, DetectionRuleSetPage.class);

    static Stream<Class<?>> models() {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.waiver.email", "dev.waiver.scanning", "dev.waiver.detection")
                        .stream()
                        .filter(type ->
                                type.isAssignableTo(JsonModel.class) && type.isTopLevelClass() && !type.isInterface())
                        .map(JavaClass::reflect);
    }

    @ParameterizedTest
    @MethodSource("models")
    void aModelIsReadIntoItsConstructor(Class<?> model) throws Exception {
        String expected =
                READ_BY_JACKSON.stream().anyMatch(page -> page.isAssignableFrom(model)) ? "Bean" : "Immutables";
        for (JsonCodec codec : List.of(JsonCodec.strictNames(), JsonCodec.anyCase())) {
            assertThat(reader(codec.reader(model)).getClass().getSimpleName()).isEqualTo(expected + "Deserializer");
        }
    }

    /** Returns the deserializer behind the converters and delegates of a type. */
    private static JsonDeserializer<?> reader(ObjectReader reader) throws ReflectiveOperationException {
        Field root = ObjectReader.class.getDeclaredField("_rootDeserializer");
        root.setAccessible(true);
        JsonDeserializer<?> found = (JsonDeserializer<?>) root.get(reader);
        while (found.getDelegatee() != null) {
            found = found.getDelegatee();
        }
        return found;
    }
}
