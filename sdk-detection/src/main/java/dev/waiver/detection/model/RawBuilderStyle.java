/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.detection.model;

import dev.waiver.core.json.ImmutablesStyle;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.immutables.value.Value;

/** The {@link ImmutablesStyle} of a model whose nested class {@code RawBuilder} extends the generated builder. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
@Value.Style(
        typeInnerBuilder = "RawBuilder",
        jdkOnly = true,
        visibility = Value.Style.ImplementationVisibility.PACKAGE,
        builderVisibility = Value.Style.BuilderVisibility.PACKAGE,
        overshadowImplementation = true,
        depluralize = true,
        get = {"get*", "is*"},
        allowedClasspathAnnotations = {Override.class})
@interface RawBuilderStyle {}
