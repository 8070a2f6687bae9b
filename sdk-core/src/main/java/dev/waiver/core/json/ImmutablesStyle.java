package dev.waiver.core.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.immutables.value.Value;

/**
 * How the values of this SDK are generated: the interface and its nested builder are public, the implementation is not.
 *
 * <p>It matters to those who write models, not to those who use them:
 *
 * <pre>{@code
 * @Value.Immutable
 * @ModelStyle
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
        optionalAcceptNullable = true,
        depluralize = true,
        get = {"get*", "is*"},
        // Whatever annotations happen to be on a compiler's class path must not change the generated code.
        allowedClasspathAnnotations = {Override.class})
public @interface ImmutablesStyle {}
