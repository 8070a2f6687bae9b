package dev.waiver.core.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a method of an API interface: a write whose second application changes nothing more (a full replacement, a removal
 * by id), so it may be repeated after a lost answer.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Idempotent {
    /**
     * Whether "not found" on a repeated attempt means that an earlier attempt of the same call, whose answer was lost,
     * did the work. Right for removals. Default {@code false}.
     */
    boolean notFoundIsSuccess() default false;
}
