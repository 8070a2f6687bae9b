/*
 * Copyright 2026 The Waiver SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.waiver.core.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.immutables.value.Value;

/**
 * The {@link ImmutablesStyle} of a rule, whose {@code with} methods are handwritten because they check what changes,
 * and whose generated builder, which checks nothing, is named {@code RawBuilder}. It matters only for writing models.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
@Value.Style(
        typeInnerBuilder = "RawBuilder",
        with = "raw*",
        jdkOnly = true,
        visibility = Value.Style.ImplementationVisibility.PACKAGE,
        builderVisibility = Value.Style.BuilderVisibility.PACKAGE,
        overshadowImplementation = true,
        depluralize = true,
        get = {"get*", "is*"},
        allowedClasspathAnnotations = {Override.class})
public @interface RuleStyle {}
