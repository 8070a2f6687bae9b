package dev.waiver.core.annotation;

import dev.waiver.core.ApiCall;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that the result must be used: an {@link ApiCall} that nobody executes sends nothing. Error Prone reads it by its
 * simple name and reports a forgotten {@code execute()}.
 */
@Documented
@Target({ElementType.PACKAGE, ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.CLASS)
public @interface CheckReturnValue {}
