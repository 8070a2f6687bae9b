/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.internal.json.edit;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import dev.waiver.core.FieldDifference;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields in which two values differ. */
final class Differences {

    private final ModelEditor models;
    private final List<FieldDifference> found = new ArrayList<>();

    private Differences(ModelEditor models) {
        this.models = models;
    }

    static List<FieldDifference> between(ModelEditor models, Object expected, Object actual) {
        Differences differences = new Differences(models);
        Objects.requireNonNull(actual, "actual");
        differences.compare(models.type(expected.getClass()), expected, actual, "");
        return List.copyOf(differences.found);
    }

    private void compare(JavaType type, @Nullable Object expected, @Nullable Object actual, String path) {
        if (Objects.equals(expected, actual)) {
            return;
        }
        if (expected == null || actual == null) {
            add(path, expected, actual);
            return;
        }
        Map<String, Object> members = models.members(expected, type);
        Map<String, Object> others = members == null ? null : models.members(actual, type);
        if (members != null && others != null) {
            Set<String> names = new LinkedHashSet<>(members.keySet());
            names.addAll(others.keySet());
            for (String name : names) {
                compare(
                        models.memberType(name, expected, type),
                        members.get(name),
                        others.get(name),
                        JsonPaths.member(path, name));
            }
            return;
        }
        List<?> elements = ModelEditor.elements(expected);
        List<?> otherElements = elements == null ? null : ModelEditor.elements(actual);
        if (elements != null && otherElements != null) {
            for (int i = 0; i < Math.max(elements.size(), otherElements.size()); i++) {
                compare(
                        models.contentType(type),
                        element(elements, i),
                        element(otherElements, i),
                        JsonPaths.element(path, i));
            }
            return;
        }
        BigDecimal number = number(expected);
        BigDecimal other = number(actual);
        if (number == null || other == null || number.compareTo(other) != 0) {
            add(path, expected, actual);
        }
    }

    private void add(String path, @Nullable Object expected, @Nullable Object actual) {
        found.add(new FieldDifference(
                path, expected == null ? null : models.write(expected), actual == null ? null : models.write(actual)));
    }

    private static @Nullable Object element(List<?> elements, int index) {
        return index < elements.size() ? elements.get(index) : null;
    }

    private static @Nullable BigDecimal number(Object value) {
        if (value instanceof BigDecimal number) {
            return number;
        }
        return value instanceof JsonNode node && node.isNumber() ? node.decimalValue() : null;
    }
}
