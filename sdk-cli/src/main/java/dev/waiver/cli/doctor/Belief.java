/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.cli.doctor;

import dev.waiver.core.Inferred;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;

/** What the SDK believes, as its annotations say it; {@code docs/inferred.md} is generated from them, too. */
final class Belief {
    private Belief() {}

    /** Returns what is inferred about a type. */
    static String of(Class<?> type) {
        Inferred inferred = type.getAnnotation(Inferred.class);
        if (inferred == null) {
            throw new IllegalStateException(type.getSimpleName() + ": not inferred");
        }
        return inferred.value();
    }

    /** Returns what is inferred about a member of a type. */
    static String of(Class<?> type, String member) {
        Stream<? extends AnnotatedElement> methods = Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(member));
        Stream<? extends AnnotatedElement> fields =
                Arrays.stream(type.getFields()).filter(field -> field.getName().equals(member));
        return Stream.concat(methods, fields)
                .map(element -> element.getAnnotation(Inferred.class))
                .filter(Objects::nonNull)
                .map(Inferred::value)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(type.getSimpleName() + "." + member + ": not inferred"));
    }
}
