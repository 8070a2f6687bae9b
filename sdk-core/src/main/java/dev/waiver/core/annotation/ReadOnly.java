package dev.waiver.core.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a method of an API interface: the operation changes nothing at the service, so it is repeated after a lost answer,
 * a 408, a 429 or a 5xx. Without this and without {@link Idempotent} an operation counts as a write, whatever its HTTP
 * verb, and is sent again only when it is certain that the service did not take it.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface ReadOnly {}
