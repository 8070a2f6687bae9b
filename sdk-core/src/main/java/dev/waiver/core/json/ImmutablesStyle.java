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
 * The Immutables style of the SDK's models: the interface and its nested builder are public, the implementation is not.
 * It matters only for writing models:
 *
 * <pre>{@code
 * @Value.Immutable
 * @ImmutablesStyle
 * @JsonDeserialize(as = ImmutableNamed.class)
 * public interface Named extends JsonModel, WithNamed {
 *     @JsonProperty("Name")
 *     Optional<String> name();
 *
 *     static Builder builder() {
 *         return new Builder();
 *     }
 *
 *     final class Builder extends ImmutableNamed.Builder {}
 * }
 * }</pre>
 */
@Target({ElementType.TYPE, ElementType.PACKAGE})
@Retention(RetentionPolicy.CLASS)
@Value.Style(
        jdkOnly = true,
        visibility = Value.Style.ImplementationVisibility.PACKAGE,
        builderVisibility = Value.Style.BuilderVisibility.PACKAGE,
        overshadowImplementation = true,
        depluralize = true,
        get = {"get*", "is*"},
        // The generated code must not depend on the annotations that happen to be on the compiler's class path.
        allowedClasspathAnnotations = {Override.class})
public @interface ImmutablesStyle {}
